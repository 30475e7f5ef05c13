"""Names that the vocabulary lacks are told beside the standard answer, with the nearest ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.reading.store import Answer, GraphStore
from graph.vocab import YG
from server.query_notices import find_notices, read_ahead
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


class CountingStore(GraphStore):
    """An engine, remote or not, that counts its queries."""

    asked = 0

    def answer(self, query: str, **given: Any) -> Answer:
        """Count *query* and answer it."""
        self.asked += 1
        return super().answer(query, **given)


@pytest.mark.parametrize(("is_remote", "asked"), [(False, [1, 1, 1]), (True, [0, 1, 1])])
def test_a_worker_reads_the_vocabulary_of_its_release_before_the_first_query(
    bundled: Release, asked: list[int], *, is_remote: bool
) -> None:
    release = Release.open(bundled.folder, CountingStore)
    store = release.store
    assert isinstance(store, CountingStore)
    store.is_remote = is_remote
    found = []

    for look in (read_ahead, lambda current: find_notices(current, MISSPELT + "}"), read_ahead):
        look(release)
        found.append(store.asked)

    assert found == asked


def test_a_damaged_store_is_tried_once(bundled: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    release, tried = Release.open(bundled.folder), []

    def fail(_: Release) -> None:
        tried.append(1)
        raise OSError("the store is damaged")

    monkeypatch.setattr(Release, "terms", property(fail))
    for _ in range(3):
        read_ahead(release)

    assert tried == [1]
