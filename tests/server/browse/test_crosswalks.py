"""A crosswalk has a page that says how good it is, and a code's page names its counterparts and their confidence."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote_plus

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from graph.reading.query_files import load_folder
from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

GROUPS = "/doc/crosswalk/styrk98-styrk08-unofficial.html"


@pytest.fixture(scope="module")
def visitor(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the small world of crosswalks."""
    settings = Settings(home=crossed.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def table(client: FlaskClient, address: str, number: int = 0) -> list[list[str]]:
    """The words of the cells of one table of a page, by row."""
    page = LexborHTMLParser(client.get(address).text)
    rows = page.css("table")[number].css("tbody tr")
    return [[" ".join(cell.text().split()) for cell in row.css("td, th")] for row in rows]


def words(client: FlaskClient, address: str) -> str:
    (main,) = LexborHTMLParser(client.get(address).text).css("main")
    return " ".join(main.text().split())


def test_a_crosswalk_says_how_much_of_each_side_it_covers(visitor: FlaskClient) -> None:
    assert table(visitor, GROUPS + "?lang=en") == [
        ["From: STYRK-98", "3", "3", "0", "2"],
        ["To: STYRK-08", "4", "2", "2", "2"],
    ]


def test_a_crosswalk_says_what_its_mappings_rest_on(visitor: FlaskClient) -> None:
    assert table(visitor, GROUPS + "?lang=nn", 1) == [
        ["liknande titlar", "2", "0,49"],
        ["gjennom titlane i gruppa", "3", "1"],
    ]


def test_a_crosswalk_says_that_nobody_stands_behind_it_and_offers_its_file(
    visitor: FlaskClient, crossed: Release
) -> None:
    page = visitor.get(GROUPS + "?lang=en").text

    assert '<span class="badge">unofficial</span>' in page
    assert f'href="/dumps/{crossed.id}/crosswalk-styrk98-styrk08-unofficial.sssom.tsv"' in page


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt", "trig", "nq", "json", "csv"])
@pytest.mark.parametrize("thing", ["crosswalk/isco88-isco08", "mapping/isco88-isco08-7422-7522"])
def test_crosswalks_and_mappings_have_documents_in_every_format(visitor: FlaskClient, thing: str, suffix: str) -> None:
    assert visitor.get(f"/doc/{thing}.{suffix}").status_code == 200


def test_a_crosswalk_is_not_described_by_its_mappings(visitor: FlaskClient) -> None:
    assert "id/mapping/" not in visitor.get("/doc/crosswalk/isco88-isco08.ttl").text


def test_a_code_says_what_it_answers_to_with_edition_evidence_and_confidence(visitor: FlaskClient) -> None:
    rows = table(visitor, "/doc/styrk98/7421.html?lang=en", 0)

    assert rows == [
        ["STYRK-08 7115 Tømrere og snekkere", "overlaps", "through the titles of the group", "n:m", "1"],
        ["STYRK-08 7522 Møbelsnekkere", "overlaps", "through the titles of the group", "n:m", "1"],
    ]
    assert "STYRK-98 7421" in words(visitor, "/doc/styrk98/7421.html?lang=en")


def test_a_suggested_or_listed_title_is_told_apart_on_the_page_of_the_title(visitor: FlaskClient) -> None:
    rows = table(visitor, "/doc/title/7421124.html?lang=en", 1)

    assert [row[2] for row in rows] == ["listed by the occupation's page"] * 3
    assert [row[4] for row in rows] == ["1"] * 3


def test_mappings_are_listed_by_page(visitor: FlaskClient) -> None:
    rows = table(visitor, "/crosswalk/isco88-isco08/mappings?lang=en")

    assert rows[0] == [
        "ISCO-88 0110 Armed forces",
        "ISCO-08 0110 Commissioned armed forces officers",
        "contains",
        "official table",
        "1:n",
        "1",
    ]
    assert len(rows) == 4


def test_what_has_no_match_is_listed_for_both_sides(visitor: FlaskClient) -> None:
    assert table(visitor, "/crosswalk/styrk08-isco08/unmatched?lang=en") == [
        ["From", "STYRK-08 7115 Tømrere og snekkere"],
        ["From", "STYRK-08 7421 Serviceelektronikere"],
        ["To", "ISCO-08 0110 Commissioned armed forces officers"],
        ["To", "ISCO-08 0210 Non-commissioned armed forces officers"],
        ["To", "ISCO-08 7523 Woodworking-machine tool setters and operators"],
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/crosswalk/nothing/mappings",
        "/crosswalk/nothing/unmatched",
        "/crosswalk/isco88-isco08/mappings?page=2",
        "/crosswalk/isco88-isco08/unmatched?page=x",
    ],
)
def test_what_is_not_there_is_404(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("name", ["crosswalk-mappings", "crosswalk-unmatched", "crosswalk-grounds", "crossings"])
def test_the_query_behind_a_table_runs_as_it_stands(visitor: FlaskClient, name: str) -> None:
    addresses = {
        "crosswalk-mappings": "/crosswalk/isco88-isco08/mappings",
        "crosswalk-unmatched": "/crosswalk/isco88-isco08/unmatched",
        "crosswalk-grounds": "/doc/crosswalk/isco88-isco08.html",
        "crossings": "/doc/styrk98/7421.html",
    }
    page = LexborHTMLParser(visitor.get(addresses[name]).text)
    links = [link.attributes["href"] or "" for link in page.css("p.actions a")]
    told = {**load_folder("pages"), **load_folder("shared")}[name].words("title")
    (link,) = {link for link in links if "format=csv" in link and told in unquote_plus(link)}

    answer = visitor.get(link)

    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert len(answer.text.splitlines()) > 1


def test_crosswalks_and_mappings_are_listed(visitor: FlaskClient) -> None:
    assert "From ISCO-88 to ISCO-08" in visitor.get("/list/crosswalk?lang=en").text
    assert "ISCO-88 7422 → ISCO-08 7522" in visitor.get("/list/mapping?lang=en").text
