"""Headers of answers are the same everywhere, and are set in one module."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.paths import ROOT

COMMON = (
    "Vary",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "X-Content-Type-Options",
    "Content-Security-Policy",
    "Referrer-Policy",
    "Server-Timing",
)
SET = re.compile(
    r'"(?:Link|Vary|Cache-Control|Content-Location|Access-Control-[\w-]+)"\s*[\],]\s*[=(]?'
    r"|cache_control\.\w+ = |\.vary\.(?:add|update)|last_modified = "
)


def routes(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not rule.arguments and "GET" in (rule.methods or ()) and rule.rule != "/metrics"
    ]


def test_every_answer_has_the_common_headers(app: Flask, client: FlaskClient) -> None:
    paths = [*routes(app), "/id/occupation/lege", "/doc/occupation/lege.ttl", "/nowhere", "/sparql?query=ASK{}"]
    missing = {path: [name for name in COMMON if name not in client.get(path).headers] for path in paths}

    assert len(missing) > 20
    assert client.get("/nowhere").headers["Vary"] == "Accept, Accept-Language, Accept-Encoding"
    assert {path: names for path, names in missing.items() if names} == {}


def test_every_answer_says_how_long_caches_may_keep_it(app: Flask, client: FlaskClient) -> None:
    paths = [*routes(app), "/id/occupation/lege", "/doc/occupation/lege.ttl", "/nowhere", "/sparql?query=ASK{}"]
    found = {path: client.get(path).headers.get("Cache-Control") for path in paths}

    assert {path for path, value in found.items() if value is None} == set()


@pytest.mark.parametrize("path", ["/doc/occupation/lege.ttl", "/def.ttl", "/void.ttl"])
def test_a_document_links_to_its_other_forms_licence_and_release(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    relations = re.findall(r'rel="([^"]+)"', response.headers["Link"])
    assert {"alternate", "describedby", "license", "canonical"} < set(relations)
    assert response.headers["Content-Location"] == path
    assert response.get_etag()[0]
    assert response.last_modified is not None


@pytest.mark.parametrize("path", ["/doc/occupation/lege.ttl", "/timegate/doc/occupation/lege"])
def test_a_page_of_another_site_may_negotiate_by_time_and_version(client: FlaskClient, path: str) -> None:
    allowed = client.options(path).headers["Access-Control-Allow-Headers"].split(", ")
    exposed = client.get(path).headers["Access-Control-Expose-Headers"].split(", ")

    assert {"Accept-Datetime", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "Cache-Control"} <= set(allowed)
    assert {"Memento-Datetime", "Content-Disposition"} <= set(exposed)


def test_these_headers_are_set_in_one_module() -> None:
    modules = {path for path in (ROOT / "server").rglob("*.py") if SET.search(path.read_text("utf-8"))}

    assert {str(path.relative_to(ROOT)) for path in modules} == {"server/http/headers.py"}
