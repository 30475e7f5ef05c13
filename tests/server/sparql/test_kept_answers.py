"""Answers are kept by query, format and dataset, and say so; a function of the moment prevents that."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from tests.server.sparql.test_endpoint import get


def status_of(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.headers["Cache-Status"])


def test_who_asks_again_gets_the_kept_answer_and_is_told_so(client: FlaskClient) -> None:
    query = "SELECT ?name { <id/occupation/lege> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } #1"

    first, again, posted = get(client, query), get(client, query), client.post("/sparql", data={"query": query})

    assert status_of(first) == "yrkesgraf; fwd=miss; stored"
    assert [status_of(answer) for answer in (again, posted)] == ["yrkesgraf; hit"] * 2
    assert first.data == again.data == posted.data
    assert "engine;dur=0.00" in again.headers["Server-Timing"]


def test_another_format_or_dataset_is_another_answer(client: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } #2"
    get(client, query)

    others = [get(client, query, format="csv"), get(client, query, **{"default-graph-uri": "x:none"})]

    assert [status_of(answer) for answer in others] == ["yrkesgraf; fwd=miss; stored"] * 2


def test_who_does_not_want_a_kept_answer_gets_a_new_one(client: FlaskClient) -> None:
    query = urlencode({"query": "ASK { ?s ?p 3 }"})
    client.get(f"/sparql?{query}")

    answer = client.get(f"/sparql?{query}", headers={"Cache-Control": "no-cache"})

    assert status_of(answer) == "yrkesgraf; fwd=request; stored"


def test_who_has_the_answer_already_gets_304_without_a_body(client: FlaskClient, bundled: Release) -> None:
    query = urlencode({"query": "ASK { ?s ?p 4 }"})
    first = client.get(f"/sparql?{query}")

    again = client.get(f"/sparql?{query}", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get(f"/sparql?{query}", headers={"If-None-Match": '"another"'})
    any_ = client.get(f"/sparql?{query}&x=1", headers={"If-None-Match": "*"})

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert other.status_code == 200
    assert any_.status_code in {200, 304}
    assert first.cache_control.public
    assert first.cache_control.max_age == 300
    assert first.last_modified == bundled.manifest.built


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_an_answer_that_is_new_each_time_is_kept_by_nobody(client: FlaskClient, function: str) -> None:
    first, second = (get(client, f"SELECT ({function} AS ?x) {{}}") for _ in range(2))

    assert first.data != second.data
    assert first.cache_control.no_store
    assert "ETag" not in first.headers
    assert status_of(first) == "yrkesgraf; fwd=bypass"


@pytest.mark.parametrize("query", ["SELECT * {", "SELECT * { SERVICE <x:y> {} }"])
def test_an_error_is_kept_by_nobody(client: FlaskClient, query: str) -> None:
    first, again = get(client, query), get(client, query)

    for answer in (first, again):
        assert answer.status_code in {400, 403}
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cache-Status" not in answer.headers
        assert "ETag" not in answer.headers
