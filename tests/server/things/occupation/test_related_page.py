"""Occupation pages list related occupations by strength, with every reason, and as CSV."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings


@pytest.fixture(scope="module")
def workshop(joiners: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the three joiners."""
    settings = Settings(home=joiners.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def section(text: str) -> str:
    """The part of the page about related occupations."""
    return text[text.index('<section aria-labelledby="related">') :].partition("</section>")[0]


def test_a_derived_link_says_what_it_rests_on_and_how_strong_it_is(workshop: FlaskClient) -> None:
    shown = section(workshop.get("/doc/occupation/mobelsnekker.html?lang=en").text)

    assert shown.count("1 job title in common") == 4  # a card and a row for each of the two
    assert re.findall(r"Strength (\d+) out of 100", shown) == ["8", "8"]
    assert shown.count("<meter") == 2


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


def test_what_a_page_states_comes_with_its_place_on_it(client: FlaskClient) -> None:
    shown = section(client.get("/doc/occupation/lege.html?lang=en").text)

    assert [f"No. {place} on the page" in shown for place in range(1, 13)] == [True] * 12
    assert re.findall(r"Strength (\d+) out of 100", shown) == ["80"] * 12
