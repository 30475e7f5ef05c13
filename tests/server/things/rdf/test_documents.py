"""The ontology is served as published, in every RDF format, with the headers of a document."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from rdflib import Graph
from rdflib.compare import isomorphic

import ontology
from graph.reading.release import ONTOLOGY_FILE, Release
from tests.conftest import application

FORMATS = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def published() -> Graph:
    graph = Graph()
    for path in (ontology.TERMS, ontology.ALIGNMENTS):
        graph.parse(path, format="turtle")
    return graph


@pytest.mark.parametrize("suffix", ["ttl", "rdf", "nt"])
def test_the_ontology_says_all_it_was_written_with(client: FlaskClient, published: Graph, suffix: str) -> None:
    served = Graph().parse(data=client.get(f"/def.{suffix}").data, format=FORMATS[suffix])

    assert isomorphic(served, published)


@pytest.mark.parametrize("suffix", ["ttl", "rdf", "nt", "jsonld", "trig", "nq"])
def test_the_numbers_and_the_alignments_of_the_ontology_are_kept(client: FlaskClient, suffix: str) -> None:
    text = client.get(f"/def.{suffix}").text

    assert "nonNegativeInteger" in text
    assert "closeMatch" in text
    assert "c14n" not in text


@pytest.mark.parametrize(
    ("path", "location", "canonical"),
    [
        ("/def", "/def.html", "https://w3id.org/yrkesgraf/def"),
        ("/def.rdf", "/def.rdf", "https://w3id.org/yrkesgraf/def"),
        ("/.well-known/void", "/void.ttl", "http://localhost:8000/.well-known/void"),
    ],
)
def test_a_document_of_several_forms_says_where_they_are(
    client: FlaskClient, bundled: Release, path: str, location: str, canonical: str
) -> None:
    response = client.get(path)
    stem = location.partition(".")[0]
    links = response.headers["Link"]

    assert response.headers["Content-Location"] == location
    assert f'<{canonical}>; rel="canonical"' in links
    assert f'<{bundled.names.base[:-1]}{location}>; rel="alternate"' not in links
    assert f'<{bundled.names.base[:-1]}{stem}.nt>; rel="alternate"; type="application/n-triples"' in links
    assert 'rel="license"' in links
    assert 'rel="describedby"' in links
    assert "inDataset" in links


def test_the_release_holds_the_ontology_it_was_built_with(bundled: Release) -> None:
    assert ONTOLOGY_FILE in bundled.files()
    assert (bundled.folder / ONTOLOGY_FILE).read_text("utf-8").startswith(ontology.TERMS.read_text("utf-8"))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_list_whose_nodes_have_iris_keeps_them_in_json_ld(classes: Release) -> None:
    with application(classes) as app:
        client = app.test_client()
        context = client.get("/context.jsonld").get_json(force=True)
        document = client.get("/doc/scheme/styrk08.jsonld").get_json(force=True)
        triples = client.get("/doc/scheme/styrk08.nt").text
    served = Graph().parse(data=json.dumps(document | context), format="json-ld")

    assert "scheme/styrk08#levels-4> <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>" in triples
    assert isomorphic(served, Graph().parse(data=triples, format="nt"))
