"""The manifest of the reconciliation service is as version 0.2 has it, and every address in it answers."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import validate

from server.settings import Settings
from tests.reconciliation.schemas import MANIFEST

BASE = "http://localhost:8000"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_manifest_is_valid_in_every_language(client: FlaskClient, language: str) -> None:
    manifest = client.get("/reconcile", headers={"Accept-Language": language}).get_json()

    validate(manifest, MANIFEST)
    assert manifest["identifierSpace"] == f"{BASE}/id/"
    assert manifest["batchSize"] == Settings().batch_queries


def test_every_address_of_the_manifest_answers(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").get_json()
    id_ = quote("occupation/lege", safe="")
    addresses = [
        manifest["documentation"],
        manifest["logo"],
        manifest["view"]["url"].replace("{{id}}", id_),
        manifest["preview"]["url"].replace("{{id}}", id_),
        *(one["service_url"] + one["service_path"] + "?prefix=le" for one in manifest["suggest"].values()),
        manifest["suggest"]["entity"]["flyout_service_url"]
        + manifest["suggest"]["entity"]["flyout_service_path"].replace("${id}", id_),
        "".join(manifest["extend"]["propose_properties"].values()) + "?type=title",
    ]

    assert [client.get(one.removeprefix(BASE)).status_code for one in addresses] == [200] * len(addresses)


def test_the_page_explains_every_feature_at_the_address_of_its_view(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").get_json()
    page = client.get("/reconcile/about?lang=en").text
    queries = '{"q": {"query": "lege", "properties": [{"pid": "styrk98", "v": "2221"}, {"pid": "trade", "v": "lege"}]}}'
    found = client.post("/reconcile", data={"queries": queries}).get_json()["q"]["result"]

    assert manifest["feature_view"]["url"] == f"{BASE}/reconcile/about#{{{{id}}}}"
    features = {one["id"] for candidate in found for one in candidate["features"]}
    assert {"agrees_styrk98", "agrees_trade", "name_likeness"} <= features
    assert all(f'id="{feature}"' in page for feature in features)
