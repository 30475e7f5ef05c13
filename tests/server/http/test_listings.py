"""Every table that a route offers as CSV follows RFC 4180, guards against formulas and keeps codes as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Releases
from graph.vocab import DEFAULT_BASE, YG
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.worlds import make_release

HOSTILE = '=HYPERLINK("http://x","y")'
DATA = f"""@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix yg: <{YG}> . @base <{DEFAULT_BASE}id/> .
<scheme/styrk08> a skos:ConceptScheme ; skos:hasTopConcept <styrk08/0> ; skos:prefLabel "STYRK-08"@nb .
<styrk08/0> a yg:ClassificationItem ; skos:inScheme <scheme/styrk08> ; skos:topConceptOf <scheme/styrk08> ;
  skos:notation "0" ; skos:prefLabel "=1+1"@nb .
<styrk08/0110> a yg:ClassificationItem ; skos:inScheme <scheme/styrk08> ; skos:broader <styrk08/0> ;
  skos:notation "0110" ; skos:prefLabel "@SUM(A1)"@nb .
<interest/x> a yg:Interest ; skos:prefLabel "+cmd"@nb .
<occupation/a> a yg:Occupation ; skos:prefLabel '{HOSTILE}'@nb ; yg:hasInterest <interest/x> ;
  yg:classifiedIn <styrk08/0110> ; yg:hasJobTitle <title/0110101> ; yg:hasRelatedLink <related/a--b> .
<occupation/b> a yg:Occupation ; skos:prefLabel "-B"@nb ; yg:hasJobTitle <title/0110101> .
<title/0110101> a yg:JobTitle ; skos:notation "0110101" ; skos:prefLabel "-TITTEL"@nb .
<related/a--b> a yg:RelatedLink ; yg:linkTo <occupation/b> ; yg:strength 0.5 ; yg:hasReason <reason/1> .
<reason/1> a yg:Reason ; yg:reasonKind yg:sharedTitles ; yg:strength 0.5 ; rdfs:label "=same"@nb .
"""
ROUTES = (
    "/occupations.csv",
    "/interests.csv",
    "/list/occupation.csv",
    "/list/styrk08.csv",
    "/tree/styrk08.csv?at=0110",
    "/compare.csv?occupation=a,b",
    "/count.csv?occupation=a&occupation=b",
    "/neighbours/a.csv",
    "/doc/occupation/a.csv",
    "/doc/styrk08/0110.csv",
)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a release whose names begin as formulas do."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "names.ttl").write_text(DATA, "utf-8")
    make_release(folder / "home", "r1", DEFAULT_BASE, {f"{DEFAULT_BASE}id/graph/names": folder / "names.ttl"})
    app = create_app(CurrentRelease(Releases(folder / "home")), Settings(home=folder / "home", executors=1))
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


@pytest.mark.parametrize("route", ROUTES)
def test_no_table_has_a_formula(visitor: FlaskClient, route: str) -> None:
    answer = visitor.get(route)
    header, *rows = csv.reader(io.StringIO(answer.text, newline=""), strict=True)

    assert answer.status_code == 200
    assert answer.data.count(b"\r\n") == answer.data.count(b"\n") >= 1
    assert {len(row) for row in rows} <= {len(header)}
    assert not [cell for row in rows for cell in row if cell and cell[0] in "=+-@"]
    assert [cell for row in rows for cell in row if cell.startswith("'")]


def test_a_guarded_name_is_all_there(visitor: FlaskClient) -> None:
    names = [row["name"] for row in csv.DictReader(io.StringIO(visitor.get("/occupations.csv").text))]

    assert names == ["'-B", f"'{HOSTILE}"]


@pytest.mark.parametrize("route", ["/list/styrk08", "/tree/styrk08"])
def test_a_code_keeps_its_zero_in_csv_and_in_json(visitor: FlaskClient, route: str) -> None:
    query = {"at": "0110"} if "tree" in route else {}
    rows = list(csv.DictReader(io.StringIO(visitor.get(f"{route}.csv", query_string=query).text)))
    records = visitor.get(f"{route}.json", query_string=query).get_json()

    assert "0110" in [row["code"] for row in rows]
    assert "0110" in [record["code"] for record in records]


@pytest.mark.parametrize("route", ["/list/styrk08", "/tree/styrk08"])
def test_a_table_has_the_same_rows_with_tabs(visitor: FlaskClient, route: str) -> None:
    query = {"at": "0110"} if "tree" in route else {}
    tabs, commas = (visitor.get(f"{route}.{suffix}", query_string=query) for suffix in ("tsv", "csv"))

    assert tabs.content_type == "text/tab-separated-values; charset=utf-8"
    assert list(csv.reader(io.StringIO(tabs.text), delimiter="\t")) == list(csv.reader(io.StringIO(commas.text)))
    assert "0110" in tabs.text


def test_a_result_of_sparql_is_as_the_w3c_has_it(visitor: FlaskClient) -> None:
    query = (
        f"SELECT ?name WHERE {{ <{DEFAULT_BASE}id/styrk08/0> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
    )

    assert visitor.get("/sparql", query_string={"query": query, "format": "csv"}).text.split() == ["name", "=1+1"]
