"""The service description states the languages, formats, dataset and limits of the endpoint."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph
from rdflib.namespace import RDF, RDFS, Namespace
from rdflib.term import URIRef

from graph.reading.release import Release
from server.formats import GRAPHS, JSON_LD, RESULTS, Format

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = "http://www.w3.org/ns/formats/"


def describe(client: FlaskClient, path: str = "/sparql", accept: str = "application/n-triples") -> Graph:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200
    return Graph().parse(data=response.data, format=response.mimetype)


@pytest.mark.parametrize("host", ["localhost", "data.example:8443"])
def test_the_endpoint_is_the_address_that_was_asked(client: FlaskClient, host: str) -> None:
    graph = describe(client, f"http://{host}/sparql")

    assert set(graph.objects(None, SD.endpoint)) == {URIRef(f"http://{host}/sparql")}


def test_there_is_one_service_that_reads_sparql_and_does_not_update(client: FlaskClient) -> None:
    graph = describe(client)

    services = list(graph.subjects(RDF.type, SD.Service))
    assert len(services) == 1
    assert set(graph.objects(services[0], SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert SD.BasicFederatedQuery not in set(graph.objects(services[0], SD.feature))


def test_every_format_of_an_answer_is_named(client: FlaskClient) -> None:
    named = {str(iri) for iri in describe(client).objects(None, SD.resultFormat)}

    assert all(iri.startswith(FORMATS) for iri in named)
    assert len(named) == len(RESULTS) + len(GRAPHS)


def test_the_default_dataset_lists_every_named_graph_that_holds_something(
    client: FlaskClient, bundled: Release
) -> None:
    graph = describe(client)
    held = {row["g"].value for row in bundled.store.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}

    dataset = graph.value(graph.value(None, RDF.type, SD.Service), SD.defaultDataset)
    listed = {str(graph.value(one, SD.name)) for one in graph.objects(dataset, SD.namedGraph)}

    assert listed >= held
    default = graph.value(dataset, SD.defaultGraph)
    assert int(str(graph.value(default, VOID.triples))) == bundled.manifest.triples


def test_every_limit_stands_in_the_comment(client: FlaskClient) -> None:
    graph = describe(client)

    comment = str(graph.value(graph.value(None, RDF.type, SD.Service), RDFS.comment))
    for limit in ("query_seconds", "query_memory", "answer_bytes", "body_bytes", "executors", "queue_seconds"):
        assert f"{limit} = " in comment


@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.suffix)
def test_every_form_of_it_says_the_same(client: FlaskClient, format_: Format) -> None:
    body = client.get("/sparql", headers={"Accept": format_.media_type}).data
    if format_ is JSON_LD:
        body = json.dumps(json.loads(body) | client.get("/context.jsonld").get_json(force=True)).encode()

    said = {quad.triple for quad in ox.parse(body, ox.RdfFormat.from_media_type(format_.media_type))}

    assert len(said) == len(describe(client))
    assert {str(triple.predicate.value) for triple in said} == {str(one) for one in describe(client).predicates()}
