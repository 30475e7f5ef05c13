"""Performance layers change the speed of answers and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from graph.reading.release import Release
from server.settings import LAYERS
from tests import plain_http
from tests.bench.servers import serving

QUERY = "SELECT ?name { <id/occupation/lege> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
# These headers depend on the time, or report the caches.
VOLATILE = {"date", "server-timing", "cache-status"}


@pytest.fixture(scope="module")
def both(bundled: Release) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a server with all layers and of one without any."""
    home = bundled.folder.parent
    with serving(home) as quick, serving(home, layers_off=",".join(LAYERS)) as plain:
        yield quick.url, plain.url


@pytest.mark.parametrize(
    "path",
    [
        "/doc/occupation/lege.html",
        "/doc/occupation/lege.ttl",
        "/id/occupation/lege",
        f"/sparql?{urlencode({'query': QUERY})}",
        f"/sparql?{urlencode({'query': 'SELECT * {'})}",
        f"/sparql?{urlencode({'query': 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'})}",
        f"/sparql?{urlencode({'query': 'SELECT (COUNT(*) AS ?n) { ?s skos:broader ?o }'})}",
        "/limits",
        "/def.xyz",
    ],
)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_without_any_layer_answers_are_the_same(both: tuple[str, str], path: str, encoding: str) -> None:
    quick, plain = both
    asked = {"Accept-Encoding": encoding}
    plain_http.get(quick + path, headers=asked)

    with_all, without = (plain_http.get(url + path, headers=asked) for url in (quick, plain))

    assert (with_all.status_code, with_all.text) == (without.status_code, without.text)
    assert {name: value for name, value in with_all.headers.items() if name not in VOLATILE} == {
        name: value for name, value in without.headers.items() if name not in VOLATILE
    }


def test_a_server_without_caches_renders_each_time(both: tuple[str, str]) -> None:
    _, plain = both
    statuses = [plain_http.get(f"{plain}/doc/occupation/lege.ttl").headers.get("Cache-Status") for _ in range(3)]

    assert statuses == [None, None, None]


def test_a_server_without_a_log_thread_still_counts(both: tuple[str, str]) -> None:
    _, plain = both

    assert 'yrkesgraf_requests_total{method="GET",route="/limits"' in plain_http.get(f"{plain}/metrics").text
