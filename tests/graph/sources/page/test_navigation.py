"""Buttons and menus told from what a page says."""

from __future__ import annotations

import pytest

from graph.sources.page.navigation import is_navigation, is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "Hopp til hovedinnhold",
        "Til innhald",
        "Forsiden",
        "Framsida",
        "Meny",
        "Bokmål",
        "Nynorsk",
        "Utdanning.no",
        "Yrker",
        "Forside › Yrker › Lege",
        "Hjem / Yrker / Lege",
        "Logg inn",
        "Les mer",
        "Vis meir",
        "Sjå alle spesialiseringar",
        "Se også",
        "Del denne siden",
        "Lytt til teksten",
        "Forklaring til statistikken",
        "Facebook",
        "favoritt ikon",
        "Video server error: No response",
        "Bilete",
        "Foto: Kari Nordhaug",
        "Sjå skildring og oversikt over utdanningar:",
    ],
)
def test_a_menu_word_or_a_button_is_navigation(text: str) -> None:
    assert is_navigation(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lege",
        "Deler",
        "Delegat",
        "Meny-ansvarleg",
        "Heimehjelp",
        "Søkar",
        "Sjåfør",
        "Yrkessjåfør",
        "Selger",
        "Fotograf",
    ],
)
def test_an_occupation_is_no_navigation(text: str) -> None:
    assert not is_navigation(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Du må like folk.", True),
        ("ein to tre fire fem seks", True),
        ("Passar eg?", True),
        ("Klinisk sjukepleiar", False),
    ],
)
def test_a_sentence_ends_like_one_or_is_long(text: str, expected: bool) -> None:
    assert is_sentence(text) == expected
