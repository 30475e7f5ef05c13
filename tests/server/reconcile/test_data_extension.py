"""The properties of things that were reconciled are handed out as things, codes or names, the surest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import validate

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.reconciliation.schemas import EXTENDED


@pytest.fixture(scope="module")
def crossed_client(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world with crosswalks."""
    settings = Settings(home=crossed.folder.parent, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


def extend(client: FlaskClient, ids: list[str], *properties: dict[str, Any]) -> Any:
    text = json.dumps({"ids": ids, "properties": properties})
    by_post = client.post("/reconcile", data={"extend": text}).get_json()
    by_get = client.get("/reconcile", query_string={"extend": text}).get_json()
    validate(by_post, EXTENDED)
    assert by_post == by_get
    return by_post


def test_values_are_things_of_a_type(client: FlaskClient) -> None:
    answer = extend(client, ["title/2221150"], {"id": "styrk98"}, {"id": "occupation"})

    assert answer["rows"]["title/2221150"] == {
        "styrk98": [{"id": "styrk98/2221", "name": "Leger", "description": "STYRK-98 2221"}],
        "occupation": [{"id": "occupation/lege", "name": "Lege"}],
    }
    assert [one["type"]["id"] for one in answer["meta"]] == ["styrk98", "occupation"]


def test_values_may_be_codes_or_names(client: FlaskClient) -> None:
    codes = extend(client, ["title/2221150"], {"id": "styrk98", "settings": {"show": "code"}})
    names = extend(client, ["title/2221150"], {"id": "styrk98", "settings": {"show": "name"}})

    assert codes["rows"]["title/2221150"]["styrk98"] == [{"str": "2221"}]
    assert names["rows"]["title/2221150"]["styrk98"] == [{"str": "Leger"}]
    assert "type" not in codes["meta"][0]


def test_an_id_of_nothing_has_no_values(client: FlaskClient) -> None:
    rows = extend(client, ["title/0", "lege", ""], {"id": "styrk98"})["rows"]

    assert rows == {"title/0": {"styrk98": []}, "lege": {"styrk98": []}, "": {"styrk98": []}}


def test_a_title_of_several_occupations_has_them_all(crossed_client: FlaskClient) -> None:
    rows = crossed_client.get("/search.json?q=spesialarbeider snekker&type=title").get_json()["results"]
    id_ = rows[0]["iri"].rpartition("/id/")[2]

    values = extend(crossed_client, [id_], {"id": "occupation"})["rows"][id_]["occupation"]

    assert len(values) == 3


def test_what_is_mapped_may_be_bounded_by_confidence_and_number(crossed_client: FlaskClient) -> None:
    ids = ["styrk98/7421", "styrk98/7422", "styrk98/8141"]
    likely = extend(crossed_client, ids, {"id": "styrk08"})["rows"]
    every = extend(crossed_client, ids, {"id": "styrk08", "settings": {"least": 0}})["rows"]
    few = extend(crossed_client, ids, {"id": "styrk08", "settings": {"most": "1"}})["rows"]
    sure = extend(crossed_client, ids, {"id": "styrk08", "settings": {"least": 1.5}})["rows"]

    assert any(len(row["styrk08"]) > 1 for row in every.values())
    assert all(len(row["styrk08"]) <= 1 for row in likely.values())
    assert all(len(row["styrk08"]) <= 1 for row in few.values())
    assert all(row["styrk08"] == [] for row in sure.values())


@pytest.mark.parametrize("id_", [" title/2221150 ", "http://localhost:8000/id/title/2221150", "2221150", "222 1150"])
def test_an_id_may_have_blanks_be_an_iri_or_a_bare_code(client: FlaskClient, id_: str) -> None:
    (value,) = extend(client, [id_], {"id": "styrk98", "settings": {"show": "code"}})["rows"][id_]["styrk98"]

    assert value == {"str": "2221"}


@pytest.mark.parametrize("settings", [{"show": "robot"}, {"least": "much"}, {"most": -1}, {"most": "nan"}])
def test_a_setting_that_is_none_is_refused(client: FlaskClient, settings: dict[str, object]) -> None:
    asked = {"ids": ["title/2221150"], "properties": [{"id": "styrk98", "settings": settings}]}

    assert client.post("/reconcile", data={"extend": json.dumps(asked)}).status_code == 400
