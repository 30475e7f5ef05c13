"""Metrics have bounded labels, and are served to named addresses only."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings


def read(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Return every sample by name and labels."""
    families = text_string_to_metric_families(text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def scrape(client: FlaskClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    response = client.get("/metrics")
    assert response.status_code == 200
    return read(response.text)


def test_a_request_is_counted_by_route_method_status_and_time(client: FlaskClient) -> None:
    before = scrape(client)
    client.get("/doc/title/2221110.ttl")
    client.get("/doc/title/2221150.ttl")
    client.get("/nowhere")
    after = scrape(client)

    def more(name: str, **labels: str) -> float:
        key = name, tuple(sorted(labels.items()))
        return after[key] - before.get(key, 0)

    route = "/doc/<kind>/<key>"
    assert more("yrkesgraf_requests_total", route=route, method="GET", status="200") == 2
    assert more("yrkesgraf_requests_total", route="none", method="GET", status="404") == 1
    assert more("yrkesgraf_request_seconds_count", route=route, lane="page") == 2


def test_limits_and_the_cache_are_counted_by_name(client: FlaskClient) -> None:
    query = urlencode({"query": "SELECT ?s { ?s ?p 'counted' }"})
    before = scrape(client)
    for _ in range(3):
        client.get(f"/sparql?{query}")
    client.post("/sparql", data=b"#" * (2 << 20), content_type="application/sparql-query")
    after = scrape(client)

    hits, misses = (("yrkesgraf_cache_total", (("result", result),)) for result in ("hit", "miss"))
    limit = ("yrkesgraf_limits_total", (("limit", "body_bytes"),))
    assert (after[hits] - before.get(hits, 0), after[misses] - before.get(misses, 0)) == (2, 1)
    assert after[limit] - before.get(limit, 0) == 1
    assert after["yrkesgraf_cache_bytes", ()] > 0
    assert after["yrkesgraf_engine_seconds_total", ()] > before["yrkesgraf_engine_seconds_total", ()]
    assert after["yrkesgraf_executors_busy", ()] == after["yrkesgraf_queries", ()] == 0


@pytest.mark.parametrize(
    "path",
    ["/doc/occupation/lege.ttl", "/doc/occupation/lege.html", "/list/title"],
    ids=["names in a description", "names on a page", "an order"],
)
def test_names_and_orders_are_counted_with_the_caches(bundled: Release, path: str) -> None:
    settings = Settings(home=bundled.folder.parent, executors=1, cache_bytes=0)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    client = app.test_client()
    before = scrape(client)
    client.get(path)
    after = scrape(client)
    app.extensions[EXTENSION].executors.close()

    assert before["yrkesgraf_cache_bytes", ()] == 0
    assert after["yrkesgraf_cache_bytes", ()] > 1000


def test_the_release_says_which_it_is_and_how_old(client: FlaskClient, bundled: Release) -> None:
    found = {name: (labels, value) for (name, labels), value in scrape(client).items()}

    assert ("release", bundled.id) in found["yrkesgraf_release_info"][0]
    assert ("inputs", bundled.manifest.inputs) in found["yrkesgraf_release_info"][0]
    assert found["yrkesgraf_release_age_seconds"][1] >= 0


def test_methods_that_a_stranger_makes_up_are_one(client: FlaskClient) -> None:
    for method in ("MAKEUP1", "MAKEUP2"):
        client.open("/", method=method)

    assert not [labels for _, labels in scrape(client) if "MAKEUP" in str(labels)]


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("192.0.2.7", 403), ("", 403)])
def test_only_those_named_may_read_them(client: FlaskClient, address: str, status: int) -> None:
    assert client.get("/metrics", environ_overrides={"REMOTE_ADDR": address}).status_code == status
