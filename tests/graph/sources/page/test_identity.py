"""The occupation that a page is about, found in its markup or by its name."""

from __future__ import annotations

import pytest

from graph.sources.page.identity import Identity, find_key, in_bokmal, read_identity

KNOWN = {"sykepleier": "sykepleier", "barnesykepleier": "sykepleier_barn", "røykdykker": "roykdykker"}
CARDS = '<article data-uno_id="y_kokk"></article><div data-uno_id="y_baker"></div>'


@pytest.mark.parametrize(
    ("html", "key"),
    [
        ('<main data-uno-id="y_lege"><h1>Lege</h1></main>', "lege"),
        ('<div data-props=\'{"uno_id":"y_lege"}\'><h1>Lege</h1></div>' + CARDS, "lege"),
        ("<h1>Lege</h1><button data-unoid='y_lege'></button>", "lege"),
        ("<h1>Lege</h1>" + CARDS.replace("article", "div"), None),
        ("<h1>Lege</h1><p data-kind='y_lege'>y_lege</p>", None),
    ],
)
def test_the_attribute_around_the_title_has_the_key(html: str, key: str | None) -> None:
    assert read_identity(f"<body>{html}</body>").key == key


def test_the_bokmal_address_comes_before_the_canonical_one() -> None:
    html = """<link rel="canonical" href="https://utdanning.no/nn/yrker/beskrivelse/sjukepleiar">
    <link rel="alternate" hreflang="nb" href="https://utdanning.no/yrker/beskrivelse/sykepleier">"""

    assert read_identity(html).addresses == ("sykepleier", "sjukepleiar")


@pytest.mark.parametrize(
    ("name", "identity", "key"),
    [
        ("Sjukepleiar", Identity("sykepleier_barn", ("sykepleier",)), "sykepleier_barn"),
        ("Noko anna", Identity(None, ("barnesykepleier",)), "sykepleier_barn"),
        ("Sykepleier", Identity(), "sykepleier"),
        ("Barnesjukepleiar", Identity(), "sykepleier_barn"),
        ("Smed", Identity(None, ("grovsmed",)), "grovsmed"),
        ("Grovsmed", Identity(), "grovsmed"),
    ],
)
def test_the_page_decides_its_key_before_its_name_does(name: str, identity: Identity, key: str) -> None:
    assert find_key(name, identity, KNOWN) == key


@pytest.mark.parametrize(
    ("nynorsk", "bokmal"),
    [
        ("Røyrleggjar", "Rørleggjer"),
        ("Snikkar", "Snekker"),
        ("Rådgjevar", "Rådgiver"),
        ("Flygeleiar", "Flygeleder"),
        ("Skodespelar", "Skuespiller"),
    ],
)
def test_a_nynorsk_name_is_compared_in_bokmal(nynorsk: str, bokmal: str) -> None:
    assert in_bokmal(nynorsk) == bokmal.casefold()
