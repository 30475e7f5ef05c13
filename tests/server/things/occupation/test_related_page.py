"""Occupation pages list related occupations by strength, with every reason, and as CSV."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Release, Releases
from graph.reading.result_rows import Cell, Row
from graph.vocab import DEFAULT_BASE, YG
from server.app import create_app
from server.http.site import EXTENSION
from server.languages import ReaderLanguage
from server.settings import Settings
from server.things.occupation.related import list_alike, list_stated, read_related


@pytest.fixture(scope="module")
def workshop(joiners: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the three joiners."""
    settings = Settings(home=joiners.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def section(text: str, name: str = "all_related") -> str:
    """The part of the page with this heading: ``related`` for readers, ``all_related`` for users of data."""
    return text[text.index(f'<section aria-labelledby="{name}">') :].partition("</section>")[0]


def test_a_derived_link_says_what_it_rests_on_and_how_strong_it_is(workshop: FlaskClient) -> None:
    shown = section(workshop.get("/doc/occupation/mobelsnekker.html?lang=en").text)

    assert shown.count("1 job title in common") == 2
    assert shown.count('<td class="number">0.08') == 4  # of the link and of its reason, for each of the two


def test_weak_links_are_among_the_data_only(workshop: FlaskClient) -> None:
    assert 'aria-labelledby="related"' not in workshop.get("/doc/occupation/mobelsnekker.html").text


def test_the_words_of_a_reason_are_in_the_language_of_the_page(workshop: FlaskClient) -> None:
    assert "1 felles stillingstittel" in section(workshop.get("/doc/occupation/mobelsnekker.html?lang=nn").text)


def test_the_table_as_csv_has_the_rows_of_the_page(workshop: FlaskClient) -> None:
    shown = section(workshop.get("/doc/occupation/mobelsnekker.html?lang=nb").text)
    link = html.unescape(re.findall(r'href="(/sparql\?[^"]*format=csv)"', shown)[0])

    rows = list(csv.DictReader(workshop.get(link).text.splitlines()))

    number = r'<td class="number">(.*?)</td>'
    cells = re.findall(rf"<tr><td><a[^>]*>(.*?)</a></td>{number}<td>(.*?)</td>{number}</tr>", shown)
    written = [[part.replace(".", ",") for part in (row["strength"], row["reasonStrength"])] for row in rows]
    told = [(row["name"], one, row["why"], other) for row, (one, other) in zip(rows, written, strict=True)]
    assert told == cells
    assert len(cells) == 2


def test_the_formula_is_a_click_away(workshop: FlaskClient) -> None:
    assert "/doc/rule/related-by-likeness" in section(workshop.get("/doc/occupation/mobelsnekker.html").text)
    assert "ln(1 + N/d)" in workshop.get("/doc/rule/related-by-likeness.html?lang=en").text


def test_what_a_page_states_is_a_group_of_its_own(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html?lang=en").text

    assert [f"No. {place} on the page" in section(text) for place in range(1, 13)] == [True] * 12
    shown = section(text, "related")
    assert shown.count("<h4>") == 12
    assert "Occupations that utdanning.no refers to" in shown
    assert "No. 1 on the page" not in shown


def other(key: str, *reasons: tuple[str, float]) -> list[Row]:
    """Return the rows of a related occupation with these reasons, as (kind, strength)."""
    found = []
    for kind, strength in reasons:
        cells = {"other": f"{DEFAULT_BASE}id/occupation/{key}", "strength": "0.8", "reason": f"{key}-{kind}"}
        cells |= {"kind": YG + kind, "why": kind, "reasonStrength": str(strength)}
        found.append({name: Cell(value, "literal") for name, value in cells.items()})
    return found


def test_alike_ones_stand_by_what_they_share_and_stated_ones_apart(bundled: Release) -> None:
    rows = [
        *other("aktivitor", ("statedOnPage", 0.8), ("sharesInterests", 0.03)),
        *other("allmennlege", ("statedOnPage", 0.8), ("sharesTitles", 0.5), ("sharesSkills", 0.5)),
        *other("kirurg", ("sharesSkills", 0.6), ("sharesEducationCodes", 0.5)),
        *other("anatom", ("sharesSkills", 0.2)),
        *other("baker", ("sharesInterests", 0.14)),
    ]

    related = read_related(bundled, rows, ReaderLanguage.of("nb"))

    assert [one.key for one in list_alike(related)] == ["kirurg", "anatom"]
    assert [round(one.likeness, 3) for one in list_alike(related)] == [0.8, 0.2]
    assert [one.key for one in list_stated(related)] == ["allmennlege", "aktivitor"]
