"""Long lists are alphabetical across pages; the page of a resource shows their first values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from graph.reading.release import CurrentRelease, Releases
from graph.vocab import DEFAULT_BASE, YG
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.server.test_collation import ORDERED
from tests.worlds import make_release

MEMBERS = 250
ALL = "/linked/level/all/to/skos:member"
PREFIXES = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix yg: <{YG}> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> . @base <{DEFAULT_BASE}id/> .
"""


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a release with a level of many codes, a check of many findings, and names from a to å."""
    folder = tmp_path_factory.mktemp("long")
    codes = "".join(
        f'<level/all> skos:member <nus/{code}> . <nus/{code}> a yg:EducationCode ; skos:notation "{code}" ; '
        f'skos:prefLabel "Fag {code}"@nb .\n'
        for code in range(400000, 400000 + MEMBERS)
    )
    findings = "".join(f"<finding/{n}> a yg:Finding ; yg:foundBy <check/many> .\n" for n in range(MEMBERS))
    named = "".join(
        f'<occupation/{number}> a yg:Occupation ; skos:prefLabel "{name}"@nb .\n'
        for number, name in enumerate(reversed(ORDERED * 12))
    )
    english = '<occupation/english> a yg:Occupation ; skos:prefLabel "Zebra keeper"@en .\n'
    english += "[] yg:leadsTo <occupation/english> .\n"
    level = '<level/all> a xkos:ClassificationLevel ; skos:prefLabel "Alle"@nb . <check/many> a yg:Check .\n'
    (folder / "long.ttl").write_text(PREFIXES + level + codes + findings + named + english, "utf-8")
    make_release(folder / "home", "r1", DEFAULT_BASE, {f"{DEFAULT_BASE}id/graph/long": folder / "long.ttl"})
    app = create_app(CurrentRelease(Releases(folder / "home")), Settings(home=folder / "home", executors=1))
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def listed(client: FlaskClient, address: str) -> list[str]:
    page = LexborHTMLParser(client.get(address, headers={"Accept": "text/html"}).text)
    return [link.text().strip() for link in page.css("ul.columns a")]


def test_the_pages_of_a_list_go_on_in_the_order_of_the_alphabet(visitor: FlaskClient) -> None:
    found = listed(visitor, "/list/occupation") + listed(visitor, "/list/occupation?page=2")

    assert list(dict.fromkeys(found)) == [*ORDERED[:4], "Zebra keeper", *ORDERED[4:]]
    assert len(found) == 12 * len(ORDERED) + 1


def test_the_whole_of_a_list_in_its_order_and_with_the_languages_of_its_names_is_one_csv(visitor: FlaskClient) -> None:
    answer = visitor.get("/list/occupation.csv")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.content_type.startswith("text/csv")
    assert list(dict.fromkeys(row["name"] for row in rows)) == [*ORDERED[:4], "Zebra keeper", *ORDERED[4:]]
    assert {row["language"] for row in rows} == {"nb", "en"}
    assert len(rows) == 12 * len(ORDERED) + 1


def test_a_page_shows_the_beginning_of_a_long_list_and_leads_to_all_of_it(visitor: FlaskClient) -> None:
    page = LexborHTMLParser(visitor.get("/doc/level/all.html").text)

    links = [link.attributes["href"] for link in page.css("dl.facts a")]
    assert links == [*(f"/doc/nus/{code}" for code in range(400000, 400100)), ALL]
    assert "de første 100 av 250" in page.text()


def test_a_long_list_that_leads_here_is_cut_too(visitor: FlaskClient) -> None:
    page = visitor.get("/doc/check/many.html").text

    assert len(set(re.findall(r'href="(/doc/finding/\d+)"', page))) == 100
    assert "/linked/check/many/from/yg:foundBy" in page


def test_all_of_a_long_list_is_there_page_by_page_in_the_order_of_codes(visitor: FlaskClient) -> None:
    pages = [listed(visitor, f"{ALL}?page={number}") for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [100, 100, 50]
    assert [name for page in pages for name in page] == [f"Fag {code}" for code in range(400000, 400000 + MEMBERS)]


def test_the_table_of_a_long_list_has_its_rows_in_its_order(visitor: FlaskClient) -> None:
    page = visitor.get(ALL, headers={"Accept": "text/html"}).text
    (as_csv,) = re.findall(r'href="(/sparql\?[^"]+format=csv)"', page)

    rows = list(csv.DictReader(io.StringIO(visitor.get(unescape(as_csv)).text)))

    assert [(row["notation"], row["name"]) for row in rows[:2]] == [("400000", "Fag 400000"), ("400001", "Fag 400001")]
    assert len(rows) == MEMBERS


@pytest.mark.parametrize(
    "address",
    [
        ALL + "?page=4",
        ALL + "?page=x",
        "/linked/level/all/to/skos:broader",
        "/linked/level/all/to/nothing",
        "/linked/level/all/up/skos:member",
        "/linked/level/none/to/skos:member",
    ],
)
def test_what_is_not_linked_is_not_found(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_a_node_without_a_name_is_no_link_to_a_resource(visitor: FlaskClient) -> None:
    page = visitor.get("/doc/occupation/english.html", headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert 'id="incoming"' not in page.text
