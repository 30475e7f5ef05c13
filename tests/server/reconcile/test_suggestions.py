"""Suggestions, flyouts, previews and proposals of the reconciliation service are as its specification has them."""

from __future__ import annotations

import html

import pytest
from flask.testing import FlaskClient
from jsonschema import validate

from tests.reconciliation import schemas


def test_things_are_suggested_by_name_and_by_id(client: FlaskClient) -> None:
    by_name = client.get("/reconcile/suggest/entity?prefix=audio&type=occupation").get_json()
    by_id = client.get("/reconcile/suggest/entity?prefix=occupation/lege").get_json()

    validate(by_name, schemas.SUGGESTED_ENTITIES)
    validate(by_id, schemas.SUGGESTED_ENTITIES)
    assert by_name["result"][0]["id"] == "occupation/audiograf"
    assert [one["id"] for one in by_id["result"]] == ["occupation/lege"]


def test_a_cursor_leads_to_further_suggestions(client: FlaskClient) -> None:
    first = client.get("/reconcile/suggest/entity?prefix=lege").get_json()["result"]
    further = client.get("/reconcile/suggest/entity?prefix=lege&cursor=10").get_json()["result"]

    assert len(first) == 10
    assert further
    assert not {one["id"] for one in first} & {one["id"] for one in further}


@pytest.mark.parametrize(("prefix", "first"), [("styrk", "styrk98"), ("nær", "trade"), ("NUS", "nus"), ("esc", "esco")])
def test_properties_are_suggested(client: FlaskClient, prefix: str, first: str) -> None:
    answer = client.get(f"/reconcile/suggest/property?prefix={prefix}&lang=nb").get_json()

    validate(answer, schemas.SUGGESTED_PROPERTIES)
    assert answer["result"][0]["id"] == first


def test_types_are_suggested_and_only_those_there_are(client: FlaskClient) -> None:
    every = client.get("/reconcile/suggest/type?prefix=").get_json()
    some = client.get("/reconcile/suggest/type?prefix=job&lang=en").get_json()

    validate(every, schemas.SUGGESTED_TYPES)
    assert "esco" not in {one["id"] for one in every["result"]}
    assert some["result"] == [{"id": "title", "name": "Job title"}]


@pytest.mark.parametrize(
    ("what", "id_", "words"),
    [
        ("entity", "title/2221150", "stillingstittel STYRK-98 2221150"),
        ("entity", "occupation/lege", "Medical doctor"),
        ("property", "styrk98", "aldri en kode i STYRK-08"),
        ("type", "title", "Stillingstittel"),
    ],
)
def test_a_flyout_tells_a_little(client: FlaskClient, what: str, id_: str, words: str) -> None:
    answer = client.get(f"/reconcile/flyout/{what}", query_string={"id": id_, "lang": "nb"}).get_json()

    validate(answer, schemas.FLYOUT)
    assert answer["id"] == id_
    assert words in html.unescape(answer["html"])


def test_a_preview_may_stand_in_a_frame_and_runs_nothing(client: FlaskClient) -> None:
    response = client.get("/reconcile/preview?id=occupation%2Flege&lang=en")

    assert response.content_type == "text/html; charset=utf-8"
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "<script" not in response.text
    assert "Medical doctor" in response.text
    assert 'href="http://localhost:8000/doc/occupation/lege"' in response.text


def test_properties_are_proposed_for_a_type(client: FlaskClient) -> None:
    every = client.get("/reconcile/properties?type=title").get_json()
    some = client.get("/reconcile/properties?type=title&limit=1").get_json()
    untyped = client.get("/reconcile/properties?type=").get_json()

    for answer in (every, some, untyped):
        validate(answer, schemas.PROPOSED)
    assert [one["id"] for one in every["properties"]] == ["styrk98", "occupation", "title"]
    assert (some["limit"], len(some["properties"])) == (1, 1)
    assert {"styrk08", "isco08", "esco", "nus", "category"} <= {one["id"] for one in untyped["properties"]}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("suggest/robot?prefix=a", 404),
        ("suggest/entity?prefix=a&cursor=-1", 400),
        ("suggest/entity?prefix=a&cursor=501", 400),
        ("suggest/entity?prefix=a&type=robot", 400),
        ("suggest/entity?prefix=" + "a" * 201, 400),
        ("flyout/entity?id=title/0", 404),
        ("flyout/property?id=robot", 404),
        ("flyout/robot?id=a", 404),
        ("preview?id=lege", 404),
        ("preview", 404),
        ("properties?type=robot", 400),
        ("properties?type=title&limit=few", 400),
    ],
)
def test_what_is_not_there_is_told(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(f"/reconcile/{path}").status_code == status


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_tells_how_to_begin_and_what_is_bounded(client: FlaskClient, language: str) -> None:
    text = client.get(f"/reconcile/about?lang={language}").text

    assert "http://localhost:8000/reconcile" in text
    assert "Add standard service" in text
    assert "SN2007" in text
