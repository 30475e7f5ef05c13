"""The reconciliation endpoint answers batches by GET and POST as its specification has them, within its limits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import validate

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.reconciliation import schemas

LEGE = {"q0": {"query": "Lege", "type": "title", "limit": 3}}


def ask(client: FlaskClient, queries: dict[str, Any], **headers: str) -> Any:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)}, headers=headers)
    assert response.status_code == 200, response.text
    validate(response.get_json(), schemas.RESULTS)
    return response.get_json()


def test_a_batch_has_an_answer_to_each_query(client: FlaskClient) -> None:
    answers = ask(client, {**LEGE, "q1": {"query": "audiogarf"}, "ø": {"query": "xyzzyq"}})

    best = answers["q0"]["result"][0]
    assert (best["id"], best["match"], best["type"][0]["id"]) == ("title/2221110", True, "title")
    assert best["score"] > 90
    assert answers["q1"]["result"][0]["id"] == "occupation/audiograf"
    assert answers["ø"]["result"] == []


def test_candidates_come_with_falling_scores_and_what_they_are_made_of(client: FlaskClient) -> None:
    found = ask(client, {"q": {"query": "lege i spesialisering", "limit": 10}})["q"]["result"]
    scores = [one["score"] for one in found]

    assert scores == sorted(scores, reverse=True)
    assert all({"chance_by_name", "name_likeness"} <= {one["id"] for one in each["features"]} for each in found)


def test_the_same_batch_by_get_has_the_same_answer(client: FlaskClient) -> None:
    response = client.get("/reconcile", query_string={"queries": json.dumps(LEGE)})

    assert response.get_json() == ask(client, LEGE)
    assert response.headers["ETag"]


def test_names_are_in_the_language_asked_for(client: FlaskClient) -> None:
    query = {"q": {"query": "lege", "type": "occupation"}}
    best = ask(client, query, **{"Accept-Language": "en"})["q"]["result"][0]

    assert (best["name"], best["description"]) == ("Medical doctor", "occupation (found as “Lege”)")


def test_a_group_on_record_is_evidence(client: FlaskClient) -> None:
    properties = [{"pid": "styrk98", "v": "1228"}]
    found = ask(client, {"q": {"query": "avdelingslege", "type": "title", "properties": properties}})["q"]["result"]

    assert found[0]["id"] == "title/1228130"
    assert {"id": "agrees_styrk98", "value": 1.0} in found[0]["features"]


def test_properties_alone_are_a_query(client: FlaskClient) -> None:
    found = ask(client, {"q": {"properties": [{"pid": "styrk98", "v": "1228"}], "type": "title"}})["q"]["result"]

    assert [one["id"] for one in found] == ["title/1228130"]


def test_nothing_is_of_all_of_several_types(client: FlaskClient) -> None:
    types = ["title", "occupation"]

    assert ask(client, {"q": {"query": "lege", "type": types, "type_strict": "all"}})["q"]["result"] == []
    assert len(ask(client, {"q": {"query": "lege", "type": types, "type_strict": "any"}})["q"]["result"]) > 1


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({}, 400, "the field queries"),
        ({"queries": "{"}, 400, "queries is not valid by the API"),
        ({"extend": '{"ids": [], "properties": [{"id": "trade"}]}'}, 400, "only compared"),
        ({"extend": '{"ids": [], "properties": [{"id": "pay"}]}'}, 400, "'pay' is not there"),
        ({"queries": json.dumps({str(n): {"query": "a"} for n in range(101)})}, 413, "100 is the most"),
        ({"extend": json.dumps({"ids": ["a"] * 1001, "properties": []})}, 413, "1000 is the most"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(
    client: FlaskClient, data: dict[str, str], status: int, words: str
) -> None:
    response = client.post("/reconcile", data=data)

    assert response.status_code == status
    assert words in response.get_json(force=True)["detail"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"query": "a", "type": "robot"}, "no type 'robot'"),
        ({"query": "a", "properties": [{"pid": "pay", "v": 1}]}, "no property 'pay'"),
        ({"query": "a", "limit": 0}, "a whole number from 1"),
        ({"query": " "}, "neither a query nor properties"),
    ],
)
def test_a_query_at_fault_says_so_and_spoils_only_itself(
    client: FlaskClient, query: dict[str, object], words: str
) -> None:
    response = client.post("/reconcile", data={"queries": json.dumps({"bad": query, "good": {"query": "lege"}})})
    answers = response.get_json()

    validate(answers, schemas.RESULTS)
    assert answers["bad"] == {"result": []}
    assert words in json.loads(response.headers["Yrkesgraf-Query-Faults"])["bad"]
    assert answers["good"]["result"]


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile?queries={}", "/reconcile/suggest/entity?prefix=a"])
def test_every_site_may_read_the_answers(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in client.options("/reconcile").headers["Access-Control-Allow-Methods"]


def test_a_script_may_ask_by_the_name_of_a_function(client: FlaskClient) -> None:
    response = client.get("/reconcile", query_string={"queries": json.dumps(LEGE), "callback": "jQuery.cb_1"})
    found = re.fullmatch(r"/\*\*/jQuery\.cb_1\((.*)\);", response.text, re.DOTALL)

    assert response.content_type == "text/javascript; charset=utf-8"
    assert found is not None
    validate(json.loads(found[1]), schemas.RESULTS)


@pytest.mark.parametrize("callback", ["alert(1)", "a;b", "1a", "a" * 101, "a.", "æ"])
def test_no_other_script_is_made(client: FlaskClient, callback: str) -> None:
    assert client.get("/reconcile", query_string={"callback": callback}).status_code == 400


def test_openrefine_gets_from_a_column_of_titles_to_codes(client: FlaskClient) -> None:
    """The requests of OpenRefine, in its order: the manifest, a sample, the batches, and the columns to add."""
    manifest = client.get("/reconcile", query_string={"callback": "jQuery3_17"})
    assert manifest.status_code == 200
    column = ["LEGE", "Overlege ", "turnuslege", "Lege i spesialisering (LIS)", "Legesekretær"]
    sample = {f"q{place}": {"query": value, "limit": 3} for place, value in enumerate(column)}
    guessed = [one["result"][0]["type"][0]["id"] for one in ask(client, sample).values() if one["result"]]
    assert "title" in guessed
    types = client.get("/reconcile/suggest/type?prefix=stilling").get_json()
    validate(types, schemas.SUGGESTED_TYPES)
    batch = {
        f"q{place}": {
            "query": value, "type": "title", "type_strict": "should",
            "properties": [{"pid": "styrk98", "p": "Gruppe", "v": "2221"}],
        }
        for place, value in enumerate(column[:4])
    }  # fmt: skip
    matched = [one["result"][0] for one in ask(client, batch).values()]
    assert [one["match"] for one in matched] == [True] * 4

    proposed = client.get("/reconcile/properties?type=title&limit=10").get_json()
    validate(proposed, schemas.PROPOSED)
    wanted = {"ids": [one["id"] for one in matched], "properties": [{"id": "styrk98", "settings": {"show": "code"}}]}
    extended = client.post("/reconcile", data={"extend": json.dumps(wanted)}).get_json()

    validate(extended, schemas.EXTENDED)
    assert {row["styrk98"][0]["str"] for row in extended["rows"].values()} == {"2221"}


@pytest.fixture
def narrow(bundled: Release) -> Iterator[Flask]:
    """An application that reconciles one batch at a time."""
    settings = Settings(home=bundled.folder.parent, batches=1, client_batches=1, batch_queries=1, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app
    app.extensions[EXTENSION].executors.close()


def test_a_client_has_only_its_share_of_batches(narrow: Flask) -> None:
    client, places = narrow.test_client(), narrow.extensions[EXTENSION].batches
    with places.hold("127.0.0.1"):
        mine = client.post("/reconcile", data={"queries": json.dumps(LEGE)})
    with places.hold("192.0.2.7"):
        theirs = client.post("/reconcile", data={"queries": json.dumps(LEGE)})

    assert (mine.status_code, mine.get_json(force=True)["limit"]) == (429, "client_batches")
    assert (theirs.status_code, theirs.get_json(force=True)["limit"]) == (503, "batches")
    assert mine.headers["Retry-After"]
    assert client.post("/reconcile", data={"queries": json.dumps(LEGE)}).status_code == 200


def test_a_batch_that_takes_too_long_is_told_to_be_smaller(bundled: Release) -> None:
    settings = Settings(home=bundled.folder.parent, batch_seconds=0.001, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    queries = {str(number): {"query": "lege i spesialisering " * 9} for number in range(100)}

    response = app.test_client().post("/reconcile", data={"queries": json.dumps(queries)})

    app.extensions[EXTENSION].executors.close()
    assert (response.status_code, response.get_json(force=True)["limit"]) == (503, "batch_seconds")
    assert "send smaller batches" in response.get_json(force=True)["detail"]


def test_the_manifest_is_to_be_had_when_all_places_are_taken(narrow: Flask) -> None:
    with narrow.extensions[EXTENSION].batches.hold("127.0.0.1"):
        assert narrow.test_client().get("/reconcile").status_code == 200


def test_batches_are_counted_in_a_lane_of_their_own(narrow: Flask) -> None:
    client = narrow.test_client()
    client.post("/reconcile", data={"queries": json.dumps(LEGE)})
    client.get("/suggest?q=a")
    text = client.get("/metrics").text

    assert 'yrkesgraf_request_seconds_count{lane="reconcile",route="/reconcile"} 1.0' in text
    assert 'lane="search",route="/suggest"' in text
