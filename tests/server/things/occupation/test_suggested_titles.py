"""Suggested titles are apart from stated ones, with evidence and confidence, and are not counted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import CurrentRelease, Releases
from graph.vocab import DEFAULT_BASE
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

SOURCE = """
[[source]]
key = "{key}"
adapter = "{adapter}"
path = "{path}"
bundled = {bundled}
titles = {{ nb = "Prøve", en = "Test" }}
publisher = "Statistisk sentralbyrå"
licence = "https://creativecommons.org/licenses/by/4.0/"
rhythm = "never"
as_of = 2026-01-01
retrieved = 2026-01-02
"""
SOURCES = (
    ("organisations", "organisations", "organisations.yaml", "true"),
    ("classifications", "classifications", "classifications.yaml", "true"),
    ("names", "names", "names.yaml", "true"),
    ("lege", "facts", "lege.yaml", "true"),
    ("yrkeskatalogen", "title-catalogue", "catalogue.csv", "false"),
    ("tannlege", "facts", "tannlege.yaml", "false"),
)
# A title with the name of an occupation whose list of titles no source has given.
CATALOGUE = "code;name;validFrom;validTo\n2222199;TANNLEGE;;\n"
DENTIST = "key: tannlege\nnames:\n- {value: Tannlege, language: nb}\npage_language: nb\n...\n"
TITLE, OCCUPATION = "/doc/title/2222199", "/doc/occupation/tannlege"


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a release with one occupation and a catalogue that has a title of its name."""
    folder = tmp_path_factory.mktemp("suggested")
    fields = ("key", "adapter", "path", "bundled")
    text = "".join(SOURCE.format(**dict(zip(fields, source, strict=True))) for source in SOURCES)
    (folder / "sources.toml").write_text(f"{text}[end]\nsources = {len(SOURCES)}\n", "utf-8")
    (folder / "catalogue.csv").write_text(CATALOGUE, "utf-8")
    (folder / "tannlege.yaml").write_text(DENTIST, "utf-8")
    build(Order(Releases(folder / "home"), DEFAULT_BASE, folder / "sources.toml"), Progress(quiet=True))
    app = create_app(CurrentRelease(Releases(folder / "home")), Settings(home=folder / "home", executors=1))
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def section(client: FlaskClient, address: str, name: str) -> LexborNode | None:
    page = LexborHTMLParser(client.get(address).text)
    return page.css_first(f'section[aria-labelledby="{name}"]')


def rows(found: LexborNode | None) -> list[list[str]]:
    assert found is not None
    return [[" ".join(cell.text().split()) for cell in row.css("td")] for row in found.css("tbody tr")]


def test_an_occupation_shows_suggested_titles_with_ground_and_confidence(visitor: FlaskClient) -> None:
    (found,) = rows(section(visitor, f"{OCCUPATION}.html?lang=nb", "suggested"))

    assert found[0] == "STYRK-98 2222199 Tannlege"
    assert found[1] == "likt navn (forslag)"
    assert 0 < float(found[2].replace(",", ".")) < 1


def test_a_suggested_title_is_not_among_the_stated_nor_counted(visitor: FlaskClient) -> None:
    stated = section(visitor, "/doc/occupation/lege.html", "titles")
    dentist = section(visitor, f"{OCCUPATION}.html", "titles")

    assert stated is not None
    assert [count.text() for count in stated.css("h3 .count")] == ["46"]
    assert dentist is None or "2222199" not in dentist.text()


def test_a_title_shows_the_occupations_suggested_for_it_apart_from_its_crosswalks(visitor: FlaskClient) -> None:
    (found,) = rows(section(visitor, f"{TITLE}.html?lang=nb", "suggested"))

    assert found[0] == "Tannlege"
    assert section(visitor, f"{TITLE}.html", "crossings") is None


@pytest.mark.parametrize(
    ("language", "heading", "other"),
    [
        ("nb", "Foreslåtte stillingstitler", "Foreslåtte yrker"),
        ("nn", "Føreslåtte stillingstitlar", "Føreslåtte yrke"),
        ("en", "Suggested job titles", "Suggested occupations"),
    ],
)
def test_suggestions_are_marked_as_such_in_each_language(
    visitor: FlaskClient, language: str, heading: str, other: str
) -> None:
    for address, words in ((OCCUPATION, heading), (TITLE, other)):
        found = section(visitor, f"{address}.html?lang={language}", "suggested")
        assert found is not None
        assert words in found.text()
        assert len(found.css("h2 .tag, h3 .tag")) == 1


def test_the_table_of_suggestions_has_its_rows(visitor: FlaskClient) -> None:
    found = section(visitor, f"{OCCUPATION}.html", "suggested")
    assert found is not None
    (as_csv,) = re.findall(r'href="(/sparql\?[^"]+format=csv)"', found.html or "")

    (row,) = csv.DictReader(io.StringIO(visitor.get(unescape(as_csv)).text))

    assert (row["code"], row["ground"]) == ("2222199", "likt navn (forslag)")


def test_a_title_that_a_page_lists_has_no_suggestions(visitor: FlaskClient) -> None:
    assert section(visitor, "/doc/title/2221110.html", "suggested") is None
