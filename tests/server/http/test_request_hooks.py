"""Every answer has Server-Timing, is charged to its client and logged once."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

QUERY = "SELECT ?name { <id/occupation/lege> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"


@pytest.fixture
def make_app(bundled: Release) -> Iterator:  # type: ignore[type-arg]
    made: list[Flask] = []

    def make(**settings: float) -> Flask:
        chosen = Settings(home=bundled.folder.parent, executors=1, **settings)  # type: ignore[arg-type]
        made.append(create_app(CurrentRelease(Releases(chosen.home)), chosen))
        return made[-1]

    yield make
    for app in made:
        app.extensions[EXTENSION].executors.close()


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(record.message) for record in caplog.records if record.name == "yrkesgraf.access"]


@pytest.mark.parametrize("path", ["/doc/occupation/lege.ttl", "/sparql?" + urlencode({"query": QUERY}), "/nowhere"])
def test_an_answer_says_where_its_time_went(make_app, path: str) -> None:  # type: ignore[no-untyped-def]
    timing = make_app().test_client().get(path).headers["Server-Timing"]

    found = re.fullmatch(r"queue;dur=([\d.]+), engine;dur=([\d.]+), render;dur=([\d.]+)", timing)
    assert found
    assert (float(found[2]) > 0) == (path != "/nowhere")


def test_a_line_of_the_log_has_neither_query_nor_whole_address(make_app, caplog) -> None:  # type: ignore[no-untyped-def]
    caplog.set_level(logging.INFO, "yrkesgraf.access")
    client = make_app().test_client()

    client.get("/sparql?" + urlencode({"query": QUERY}), environ_overrides={"REMOTE_ADDR": "192.0.2.77"})
    client.get("/healthz")

    (line,) = lines(caplog)
    assert (line["client"], line["method"], line["path"], line["status"]) == ("192.0.2.0/24", "GET", "/sparql", 200)
    assert (line["lane"], line["cache"], line["bytes"]) == ("query", "miss", line["bytes"])
    assert "prefLabel" not in json.dumps(line)
    assert "192.0.2.77" not in json.dumps(line)


def test_a_line_has_both_where_the_operator_wants_them(make_app, caplog) -> None:  # type: ignore[no-untyped-def]
    caplog.set_level(logging.INFO, "yrkesgraf.access")
    client = make_app(log_queries=1, log_addresses=1).test_client()

    client.post("/sparql", data={"query": QUERY}, environ_overrides={"REMOTE_ADDR": "192.0.2.77"})

    assert [(line["query"], line["client"]) for line in lines(caplog)] == [(QUERY, "192.0.2.77")]


def test_what_was_met_is_in_the_line(make_app, caplog) -> None:  # type: ignore[no-untyped-def]
    caplog.set_level(logging.INFO, "yrkesgraf.access")
    client = make_app().test_client()

    client.post("/sparql", data=b"#" * (2 << 20), content_type="application/sparql-query")

    assert [(line["status"], line["limit"]) for line in lines(caplog)] == [(413, "body_bytes")]


def test_a_client_over_its_share_is_refused_and_others_and_probes_are_not(make_app) -> None:  # type: ignore[no-untyped-def]
    app = make_app(client_seconds=1)
    app.extensions[EXTENSION].budget.charge("192.0.2.77", 1.5)

    def ask(path: str, address: str, accept: str = "application/json"):  # type: ignore[no-untyped-def]
        overrides = {"REMOTE_ADDR": address}
        return app.test_client().get(path, headers={"Accept": accept}, environ_overrides=overrides)

    refused = ask("/doc/title/2221110", "192.0.2.77")
    assert (refused.status_code, refused.get_json(force=True)["limit"]) == (429, "client_seconds")
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert refused.headers["Cache-Control"] == "no-store"
    assert "<h1>429" in ask("/doc/title/2221110", "192.0.2.77", "text/html").text
    assert ask("/doc/title/2221110", "192.0.2.78").status_code == 200
    assert ask("/healthz", "192.0.2.77").status_code == 200


def test_work_is_charged(make_app) -> None:  # type: ignore[no-untyped-def]
    client = make_app(client_seconds=1).test_client()

    # Uncached, because a cached page costs next to nothing.
    fresh = {"Cache-Control": "no-cache"}
    statuses = {client.get("/doc/occupation/lege.html", headers=fresh).status_code for _ in range(200)}

    assert statuses == {200, 429}
