"""The clients people use get their answers: SPARQLWrapper in each of its formats, and rdflib's own store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.dom.minidom import Document

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from graph.reading.release import Release
from tests.bench.servers import Server, serving

# SPARQLWrapper makes graphs of a class that rdflib has given up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

QUERIES = {
    "SELECT": "SELECT ?code { <id/styrk98/2221> <http://www.w3.org/2004/02/skos/core#notation> ?code }",
    "ASK": "ASK { <id/occupation/lege> ?p ?o }",
    "CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER (?s = <id/styrk98/2221>) }",
    "DESCRIBE": "DESCRIBE <id/styrk98/2221>",
}


@pytest.fixture(scope="module")
def server(bundled: Release) -> Iterator[Server]:
    """A server of the bundled release."""
    with serving(bundled.folder.parent, executors=1) as running:
        yield running


def ask(server: Server, form: str, format_: str, method: str) -> Any:
    wrapper = SPARQLWrapper(f"{server.url}/sparql")
    wrapper.setMethod(method)
    wrapper.setReturnFormat(format_)
    wrapper.setQuery(QUERIES[form])
    return wrapper.query().convert()


_ROWS, _TRIPLES = ("SELECT", "ASK"), ("CONSTRUCT", "DESCRIBE")
_ODD = {(form, format_) for form in _ROWS for format_ in (TURTLE, N3, RDFXML, JSONLD)} | {
    (form, format_) for form in _TRIPLES for format_ in (JSON, CSV, TSV)
}


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", _ROWS)
@pytest.mark.parametrize("format_", [JSON, XML, CSV, TSV])
def test_rows_come_in_every_format_of_sparqlwrapper(server: Server, form: str, format_: str, method: str) -> None:
    found = ask(server, form, format_, method)

    if format_ == JSON:
        assert found.get("boolean") or found["results"]["bindings"][0]["code"]["value"] == "2221"
    else:
        text = found.toxml() if isinstance(found, Document) else found.decode()
        assert "2221" in text or "true" in text


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", _TRIPLES)
@pytest.mark.parametrize("format_", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_triples_come_in_every_format_of_sparqlwrapper(server: Server, form: str, format_: str, method: str) -> None:
    found = ask(server, form, format_, method)

    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(BytesIO(found), format="turtle")
    assert (None, rdflib.SKOS.notation, rdflib.Literal("2221")) in graph


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize(("form", "format_"), sorted(_ODD))
def test_a_format_of_another_form_of_query_still_has_an_answer(
    server: Server, form: str, format_: str, method: str
) -> None:
    wrapper = SPARQLWrapper(f"{server.url}/sparql")
    wrapper.setMethod(method)
    wrapper.setReturnFormat(format_)
    wrapper.setQuery(QUERIES[form])

    with pytest.warns(RuntimeWarning):
        answer = wrapper.query()

    assert answer.response.status == 200
    assert b"2221" in (body := answer.response.read()) or json.loads(body)["boolean"]


def test_rdflib_asks_the_endpoint_as_its_store(server: Server) -> None:
    store = SPARQLStore(f"{server.url}/sparql")

    rows = rdflib.Graph(store).query("SELECT ?name { ?group skos:notation '2221' ; skos:prefLabel ?name }")

    assert rdflib.Literal("Leger", lang="nb") in {row.name for row in rows if isinstance(row, ResultRow)}
