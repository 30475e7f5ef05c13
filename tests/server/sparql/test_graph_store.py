"""Graphs are read by the SPARQL 1.1 Graph Store HTTP Protocol, and changed by no method of it."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.executors.open_answer import BrokenOff
from server.formats import GRAPHS, Format
from server.http.site import EXTENSION
from server.sparql.dump_bodies import Charge, ConvertedDump, UnpackedDump, unpacked_size

STORE = "/rdf-graph-store"
GRAPH = "http://localhost:8000/id/graph/description"


@pytest.mark.parametrize(
    ("accept", "media_type", "format_"),
    [
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("*/*", "text/turtle", "turtle"),
    ],
)
def test_a_graph_has_the_triples_that_sparql_finds_in_it(
    client: FlaskClient, accept: str, media_type: str, format_: str
) -> None:
    response = client.get(STORE, query_string={"graph": GRAPH}, headers={"Accept": accept})
    counted = client.post(
        "/sparql?format=csv", data={"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"}
    )

    assert (response.status_code, response.mimetype) == (200, media_type)
    assert len(rdflib.Graph().parse(data=response.text, format=format_)) == int(counted.text.split()[1])


@pytest.mark.parametrize("format_", GRAPHS, ids=str)
def test_the_default_graph_has_all_triples(client: FlaskClient, format_: Format) -> None:
    response = client.get(f"{STORE}?default&format={format_.suffix}")
    counted = client.post("/sparql?format=csv", data={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    found = [quad.triple for quad in ox.parse(response.data, format=ox.RdfFormat.from_media_type(format_.media_type))]

    assert (response.status_code, response.mimetype) == (200, format_.media_type)
    assert len(found) == len(set(found)) == int(counted.text.split()[1])


def test_the_default_graph_is_the_packed_dump_to_a_client_that_unpacks_it(
    client: FlaskClient, bundled: Release
) -> None:
    whole = client.get(f"{STORE}?default")
    packed = client.get(f"{STORE}?default", headers={"Accept-Encoding": "gzip"})
    again = client.get(f"{STORE}?default", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})

    assert packed.data == (bundled.folder / "yrkesgraf.ttl.gz").read_bytes()
    assert (packed.mimetype, packed.headers["Content-Encoding"]) == ("text/turtle", "gzip")
    assert (whole.data, whole.content_length) == (gzip.decompress(packed.data), len(whole.data))
    assert packed.headers["ETag"] != whole.headers["ETag"]
    assert (again.status_code, again.headers["ETag"]) == (304, packed.headers["ETag"])


@pytest.mark.parametrize(
    "headers",
    [{"Range": "bytes=0-9"}, {"If-None-Match": '"old"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}],
)
def test_the_packed_dump_is_neither_cut_nor_compared_by_its_date(client: FlaskClient, headers: dict[str, str]) -> None:
    packed = client.get(f"{STORE}?default", headers={"Accept-Encoding": "gzip"})

    got = client.get(f"{STORE}?default", headers={"Accept-Encoding": "gzip", **headers})

    assert (got.status_code, got.data, got.headers["ETag"]) == (200, packed.data, packed.headers["ETag"])


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("format_", ["ttl", "nt"])
def test_head_of_the_default_graph_has_the_headers_of_get(client: FlaskClient, format_: str, encoding: str) -> None:
    got, head = (
        client.open(f"{STORE}?default&format={format_}", method=method, headers={"Accept-Encoding": encoding})
        for method in ("GET", "HEAD")
    )
    names = ("Content-Type", "Content-Encoding", "ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Length")

    assert (head.status_code, head.data) == (200, b"")
    assert got.data
    assert {name: head.headers.get(name) for name in names} == {name: got.headers.get(name) for name in names}


def test_over_http_1_0_the_default_graph_has_the_formats_whose_end_is_known(client: FlaskClient) -> None:
    old = {"SERVER_PROTOCOL": "HTTP/1.0"}
    answers = [client.get(f"{STORE}?default&format={one}", environ_overrides=old) for one in ("ttl", "nt")]

    assert [one.status_code for one in answers] == [200, 400]
    assert "the forms are: ttl (text/turtle), trig (application/trig)." in answers[1].text


def test_a_large_download_gives_its_slot_back(client: FlaskClient) -> None:
    share = client.application.extensions[EXTENSION].downloads
    response = client.get(f"{STORE}?default&format=nt", buffered=False)

    assert share.inside == 1
    response.close()
    assert share.inside == 0


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A packed dump of more triples than a pipe holds."""
    path = tmp_path / "dump.ttl.gz"
    path.write_bytes(gzip.compress(b"".join(b'<a:s> <a:p> "%d" .\n' % number for number in range(50_000))))
    return path


def unpacked(dump: Path, charge: Charge) -> UnpackedDump:
    return UnpackedDump(dump, charge)


def converted(dump: Path, charge: Charge) -> ConvertedDump:
    return ConvertedDump(dump, "application/n-triples", charge)


Make = Callable[[Path, Charge], UnpackedDump | ConvertedDump]


@pytest.mark.parametrize("make", [unpacked, converted])
def test_a_body_is_whole_and_charged_once(dump: Path, make: Make) -> None:
    seconds: list[float] = []
    body = make(dump, seconds.append)

    parts = b"".join(body)
    body.close()

    assert parts == gzip.decompress(dump.read_bytes())
    assert unpacked_size(dump) == len(parts)
    assert [one > 0 for one in seconds] == [True]


@pytest.mark.parametrize("make", [unpacked, converted])
@pytest.mark.parametrize("damage", [lambda body: body[:-2000], lambda body: body[:2000] + body[2100:]])
def test_a_damaged_dump_breaks_the_body_off(dump: Path, make: Make, damage: Callable[[bytes], bytes]) -> None:
    dump.write_bytes(damage(dump.read_bytes()))

    with pytest.raises(BrokenOff):
        list(make(dump, lambda _: None))


def test_a_body_closed_early_ends_its_process_and_is_charged(dump: Path) -> None:
    seconds: list[float] = []
    body = converted(dump, seconds.append)

    next(iter(body))
    body.close()

    assert len(seconds) == 1  # charged once it has ended


def test_a_body_closed_after_the_end_of_its_process_is_charged(dump: Path) -> None:
    dump.write_bytes(gzip.compress(b"<a:s> <a:p> <a:o> ."))
    seconds: list[float] = []
    body = converted(dump, seconds.append)
    assert next(iter(body))
    assert body._process is not None
    os.waitid(os.P_PID, body._process.pid, os.WEXITED | os.WNOWAIT)

    body.close()

    assert len(seconds) == 1


def test_every_format_of_graphs_is_offered_for_the_default_graph(client: FlaskClient) -> None:
    answers = [client.head(f"{STORE}?default", headers={"Accept": one.media_type}) for one in GRAPHS]

    assert [one.mimetype for one in answers] == [one.media_type for one in GRAPHS]


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    got, head = (client.open(STORE, method=method, query_string={"graph": GRAPH}) for method in ("GET", "HEAD"))

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.content_length == len(got.data)


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("?graph=http://example.org/none", 404, "There is no graph 'http://example.org/none' in this release"),
        ("", 400, "send ?graph= with its IRI, or ?default."),
        (f"?default&graph={GRAPH}", 400, "The address names one graph"),
        ("?graph=description", 400, "The parameter graph must be an absolute IRI, got 'description'."),
        ("?name=x", 400, "There is no parameter 'name' here; there are: graph, default, format"),
        ("?default&format=csv", 400, "There is no form 'csv' here"),
    ],
)
def test_a_faulty_request_is_told_the_remedy(client: FlaskClient, query: str, status: int, sentence: str) -> None:
    response = client.get(STORE + query, headers={"Accept": "application/json, text/turtle"})

    assert response.status_code == status
    assert sentence in response.get_json(force=True)["detail"]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_changes_are_refused(client: FlaskClient, method: str) -> None:
    response = client.open(f"{STORE}?default", method=method, data=b"<a:a> <a:a> <a:a> .", content_type="text/turtle")

    assert response.status_code == 403
    assert "read-only" in response.get_json(force=True)["detail"]
