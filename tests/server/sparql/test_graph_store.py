"""Graphs are read by the SPARQL 1.1 Graph Store HTTP Protocol, and changed by no method of it."""

from __future__ import annotations

import pytest
import rdflib
from flask.testing import FlaskClient

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


def test_the_default_graph_has_all_triples(client: FlaskClient) -> None:
    response = client.get(f"{STORE}?default&format=nt")
    counted = client.post("/sparql?format=csv", data={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})

    assert response.text.count("\n") == int(counted.text.split()[1])


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
