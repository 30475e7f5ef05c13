"""Every query of the API is a page, JSON and tables with the rows that its SPARQL text has."""

from __future__ import annotations

import csv
import datetime
import html
import io
import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from pyarrow import parquet

from graph.reading.query_definitions import ColumnType, load_definitions
from graph.reading.release import Release
from server.clients import client_of
from server.http.site import EXTENSION
from tests.server.api.conftest import Arguments

Worlds = list[tuple[Release, FlaskClient]]
# Queries about data that the national release alone has; tests/test_national_queries.py has the rows of their examples.
NATIONAL = {
    "skills-of-occupation", "occupations-of-skill", "skills-to-learn", "employment", "job-market", "shortage",
    "apprenticeships", "likely-titles-of-occupation", "likely-occupations-of-title",
}  # fmt: skip
_READ: dict[ColumnType, Callable[[str], Any]] = {
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: "true".__eq__,
    ColumnType.CODES: lambda words: words.split("|") if words else [],
    ColumnType.TEXTS: lambda words: words.split("|") if words else [],
}


@pytest.mark.parametrize("key", load_definitions())
def test_the_rows_of_a_query_are_those_of_its_sparql_text(small_worlds: Worlds, arguments: Arguments, key: str) -> None:
    columns, compared = load_definitions()[key].columns, 0
    for release, client in small_worlds:
        if (given := arguments(release, load_definitions()[key])) is None:
            continue
        page = html.unescape(client.get(f"/api/{key}.html", query_string=given).text)
        rows, text = find_link(page, f"/api/{key}.json"), parse_qs(urlsplit(find_link(page, "/query?query=")).query)
        found = client.get(rows).get_json()["rows"]

        answer = client.post("/sparql", data={"query": text["query"]}, headers={"Accept": "application/json"})
        expected = [
            {one.name: _READ.get(one.type, str)(row[one.name]["value"]) for one in columns if one.name in row}
            for row in answer.get_json()["results"]["bindings"]
        ]
        assert len(expected) == min(100, len(found))
        assert [{name: row[name] for name in row if row[name] is not None} for row in found[:100]] == expected
        compared += len(expected)
    assert compared or key in NATIONAL


def find_link(page: str, start: str) -> str:
    """Return the link on *page* that starts like this."""
    found = re.search(rf'href="({re.escape(start)}[^"]*)"', page)
    assert found
    return found[1]


def as_json(row: dict[str, object]) -> dict[str, object]:
    """Return a row of Parquet as JSON has it: a date, of which JSON has no type, is text there."""
    return {name: str(value) if isinstance(value, datetime.date) else value for name, value in row.items()}


@pytest.mark.parametrize("key", load_definitions())
def test_every_format_has_the_same_rows(small_worlds: Worlds, arguments: Arguments, key: str) -> None:
    definition = load_definitions()[key]
    counts = []
    for release, client in small_worlds:
        if (given := arguments(release, definition)) is None:
            continue
        answers = {form: client.get(f"/api/{key}.{form}", query_string=given) for form in ("json", "csv", "parquet")}

        assert {form: answer.status_code for form, answer in answers.items()} == dict.fromkeys(answers, 200)
        rows = answers["json"].get_json()["rows"]
        table = parquet.read_table(io.BytesIO(answers["parquet"].data))
        assert [as_json(row) for row in table.to_pylist()[: len(rows)]] == rows
        lines = list(csv.reader(io.StringIO(answers["csv"].get_data(as_text=True), newline="")))
        assert lines[0] == [column.name for column in definition.columns]
        assert len(lines) - 1 == len(table)
        counts.append(len(table))
    assert any(counts) or key in NATIONAL


def test_numbers_are_numbers_and_codes_are_text(portal_client: FlaskClient) -> None:
    found = portal_client.get("/api/pay.json?limit=1").get_json()

    (row,) = found["rows"]
    assert isinstance(row["groupCode"], str)
    assert isinstance(row["average"] or row["median"] or row["employees"], int)
    assert {"name": "median", "type": "integer", "unit": "NOK/month", "label": "Medianlønn per måned"} in found[
        "columns"
    ]


def test_json_turns_pages_and_ends(client: FlaskClient) -> None:
    first = client.get("/api/titles-of-occupation.json?occupation=lege&limit=20")
    following = urlsplit(first.get_json()["next"])
    second = client.get(f"{following.path}?{following.query}")
    last = client.get("/api/titles-of-occupation.json?occupation=lege&limit=20&offset=40")

    assert f'<{following.geturl()}>; rel="next"' in first.headers["Link"]
    assert [len(answer.get_json()["rows"]) for answer in (first, second, last)] == [20, 20, 6]
    codes = [row["titleCode"] for answer in (first, second, last) for row in answer.get_json()["rows"]]
    assert len(set(codes)) == 46
    assert last.get_json()["next"] is None
    assert 'rel="prev"' in last.headers["Link"]
    assert 'rel="next"' not in last.headers["Link"]


def test_a_table_has_all_rows_unless_a_limit_is_given(client: FlaskClient) -> None:
    whole = client.get("/api/titles-of-occupation.csv?occupation=lege")
    part = client.get("/api/titles-of-occupation.csv?occupation=lege&limit=10")

    assert whole.text.count("\r\n") == 47
    assert part.text.count("\r\n") == 11
    assert 'rel="next"' in part.headers["Link"]


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/json", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("text/html,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_the_format_is_negotiated(client: FlaskClient, accept: str, content_type: str) -> None:
    response = client.get("/api/titles-of-occupation?occupation=lege", headers={"Accept": accept})

    assert (response.status_code, response.content_type) == (200, content_type)


def test_parquet_is_offered_where_pyarrow_is_installed(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert client.get("/api/sources.parquet?limit=3").status_code == 404
    detail = client.get("/api/sources.parquet?limit=3").get_json()["detail"]
    assert "tsv (text/tab-separated-values), ttl (text/turtle)" in detail
    assert "parquet (" not in detail


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        (
            "pay.json?yrke=lege",
            400,
            "no parameter 'yrke' here; there are: group, year, sector, time, sex, limit,",
        ),
        ("titles-of-occupation.json", 400, "The parameter occupation is required, such as occupation=lege."),
        (
            "titles-of-occupation.json?occupation=leg",
            404,
            "There is no occupation 'leg' in this release; /list/",
        ),
        ("titles-of-occupation.json?occupation=a%20b", 404, "There is no occupation 'a b' in this release; /list/"),
        ("titles-of-occupation.json?occupation=a%25x", 404, "There is no occupation 'a%x' in this release; /list/"),
        ("titles-of-occupation.csv?occupation=a&occupation=b", 400, "The parameter occupation has 2 values; send one."),
        (
            "titles-of-occupation.json?occupation=http://localhost:8000/id/title/2221102",
            400,
            "must be the key or IRI",
        ),
        ("pay.json?year=last", 400, "The parameter year must be a whole number from 1990 to 2100, got 'last'."),
        ("pay.json?sex=X", 400, "The parameter sex must be one of A, K, M, got 'X'."),
        ("search-names.json?prefix=le&kind=job", 400, "kind must be one of occupation, title, code, esco, got 'job'."),
        ("titles.json?since=2024", 400, "The parameter since must be a date such as 2024-12-31, got '2024'."),
        ("sources.json?limit=0", 400, "The parameter limit must be a whole number from 1 to 100000, got '0'."),
        ("sources.json?offset=-1", 400, "The parameter offset must be a whole number from 0 to"),
        ("sources.xml", 404, "There is no form '.xml' here; the forms are: html (text/html), json"),
        ("nothing", 404, "There is no query 'nothing'; the queries are: apprenticeships,"),
    ],
)
def test_a_request_at_fault_is_told_the_remedy(
    portal_client: FlaskClient, address: str, status: int, sentence: str
) -> None:
    response = portal_client.get(f"/api/{address}", headers={"Accept": "application/json"})

    assert response.status_code == status
    assert sentence in response.get_json()["detail"]


@pytest.mark.parametrize(
    "prefix", ['le"', "le\\", "le> . ?s ?p ?o", "}", "now(", "?name", "'''", "\n", "\u2028", "a\x85#b", "a\v#b"]
)
def test_a_value_is_a_term_and_never_part_of_the_query(client: FlaskClient, prefix: str) -> None:
    response = client.get("/api/search-names.json", query_string={"prefix": prefix})

    assert response.status_code == 200
    assert response.get_json()["rows"] == []


def test_an_iri_names_a_resource_as_well_as_its_key(client: FlaskClient) -> None:
    by_key = client.get("/api/titles-of-occupation.json?occupation=lege").get_json()["rows"]
    by_iri = client.get("/api/titles-of-occupation.json?occupation=http://localhost:8000/id/occupation/lege").get_json()

    assert by_iri["rows"] == by_key


def test_names_are_in_the_language_of_the_reader(portal_client: FlaskClient) -> None:
    answers = [
        portal_client.get(f"/api/pay.json?sex=A&limit=1&lang={language}").get_json() for language in ("nb", "en")
    ]

    assert [answer["rows"][0]["sexName"] for answer in answers] == ["begge kjønn", "both sexes"]


def test_the_coverage_of_the_lists_stands_beside_the_rows(small_worlds: Worlds) -> None:
    found = small_worlds[0][1].get("/api/titles-of-occupation.json?occupation=lege").get_json()

    assert [(one["property"], one["known"]) for one in found["coverage"]] == [("hasJobTitle", 1)]


def test_an_answer_is_kept_by_its_entity_tag(client: FlaskClient) -> None:
    first = client.get("/api/sources.csv")
    again = client.get("/api/sources.csv", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


def test_the_limits_are_those_of_the_endpoint(client: FlaskClient) -> None:
    world = client.application.extensions[EXTENSION]
    with ExitStack() as held:
        for _ in range(world.settings.client_queries):
            held.enter_context(world.queries.hold(client_of("127.0.0.1")))

        response = client.get("/api/sources.json?limit=7")

    assert response.status_code == 429
    assert response.get_json(force=True)["limit"] == "client_queries"
    assert "Retry-After" in response.headers
