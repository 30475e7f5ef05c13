"""The limits in force are published as a page, as JSON and on the query page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server.messages import message
from server.numbers import write_number
from server.settings import Settings
from tests.some import some


def test_a_program_reads_every_limit(client: FlaskClient) -> None:
    response = client.get("/limits")

    found = {limit["name"]: limit["value"] for limit in response.get_json()["limits"]}
    assert response.content_type == "application/json"
    assert found["query_seconds"] == 5.0
    assert set(found) == {name for name, _, _ in Settings().public()}
    assert "home" not in found


@pytest.mark.parametrize("path", ["/limits", "/sparql", "/sparql.ttl"])
def test_people_and_descriptions_say_the_same(client: FlaskClient, path: str) -> None:
    accept = "text/turtle" if path.endswith("ttl") else "text/html"
    text = client.get(path.removesuffix(".ttl"), headers={"Accept": accept}).text

    for name, value, _ in some(Settings(query_seconds=5.0, query_memory=512 << 20, executors=1).public()):
        assert name in text
        assert (str(value) if path.endswith("ttl") else write_number(value, "nb")) in text


def test_the_page_is_in_three_languages(client: FlaskClient) -> None:
    leads = {client.get(f"/limits?lang={code}", headers={"Accept": "text/html"}).text for code in ("nb", "nn", "en")}

    assert len(leads) == 3


def test_the_english_words_of_a_limit_are_those_of_its_setting() -> None:
    assert {name: message(f"limit_{name}", "en") for name, _, _ in Settings().public()} == {
        name: about for name, _, about in Settings().public()
    }


def test_every_refusal_names_a_limit_that_is_published(client: FlaskClient) -> None:
    names = {name for name, _, _ in Settings().public()}
    body = client.post("/sparql", data=b"#" * (2 << 20), content_type="application/sparql-query").get_json(force=True)
    slow = client.get("/sparql?query=SELECT(COUNT(*)AS?n){?a?b?c.?d?e?f.?g?h?i.?j?k?l}").get_json(force=True)

    assert {body["limit"], slow["limit"]} == {"body_bytes", "query_seconds"} <= names
