"""Names that the vocabulary lacks are told beside the standard answer, with the nearest ones."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from graph.vocab import YG
from tests.server.sparql.test_endpoint import get

MISSPELT = f"PREFIX yg: <{YG}> SELECT * {{ ?o yg:hasJobTitel ?t ; a <{YG}Occupation>"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_name_that_the_vocabulary_lacks_is_in_a_header_beside_the_standard_answer(
    client: FlaskClient, method: str
) -> None:
    asked = {"query": MISSPELT + "}"}
    response = client.get("/sparql", query_string=asked) if method == "GET" else client.post("/sparql", data=asked)

    (notice,) = json.loads(response.headers["Yrkesgraf-Query-Notices"])
    assert (response.status_code, list(response.get_json(force=True))) == (200, ["head", "results"])
    assert (notice["term"], notice["line"]) == ("yg:hasJobTitel", 1)
    assert notice["nearest"][0] == f"{YG}hasJobTitle"


def test_a_fault_has_the_notices_as_a_member(client: FlaskClient) -> None:
    response = get(client, MISSPELT)

    assert response.status_code == 400
    assert [one["term"] for one in response.get_json(force=True)["notices"]] == ["yg:hasJobTitel"]


def test_a_query_with_known_names_has_no_notices(client: FlaskClient) -> None:
    response = get(client, MISSPELT.replace("Titel", "Title") + "}")

    assert "Yrkesgraf-Query-Notices" not in response.headers
