"""An answer that no parser of XML reads is refused, whole or while it is written."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from graph.errors import QueryFault
from graph.reading.limits.xml_answers import CheckedXml
from graph.reading.store import GraphStore

ROWS, TRIPLES = "application/sparql-results+xml", "application/rdf+xml"
PREDICATE = "RDF/XML cannot have a predicate whose IRI ends in no name; ask for Turtle or JSON-LD."
FAULTY = [
    ('SELECT ("a\\u0001b" AS ?x) {}', "XML cannot have the character U+0001, which"),
    ('SELECT ("\\uFFFE" AS ?x) {}', "XML cannot have the character U+FFFE, which"),
    ('CONSTRUCT { <urn:a> <http://a/b> "\\u001F" } {}', "XML cannot have the character U+001F, which"),
    ('CONSTRUCT { <urn:a> <http://a/b/1> "x" } {}', PREDICATE),
    ("CONSTRUCT { <urn:a> <http://a/b/> <urn:b> } {}", PREDICATE),
]


@pytest.fixture
def store() -> GraphStore:
    return GraphStore(ox.Store(), "http://localhost/")


@pytest.mark.parametrize(("query", "sentence"), FAULTY)
def test_an_answer_that_cannot_be_xml_is_refused(store: GraphStore, query: str, sentence: str) -> None:
    with pytest.raises(QueryFault) as whole:
        store.answer(query, results=ROWS, graphs=TRIPLES)
    with pytest.raises(QueryFault) as written:
        store.write(query, lambda _: io.BytesIO(), results=ROWS, graphs=TRIPLES, dataset=(None, None))

    assert str(whole.value) == str(written.value)
    assert str(whole.value).startswith(sentence)


@pytest.mark.parametrize(("query", "_"), FAULTY)
def test_other_formats_have_such_an_answer(store: GraphStore, query: str, _: str) -> None:
    assert store.answer(query).body


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("a\\tb\\n\\r\\u0085<oxprefix: å" AS ?x) {}',
        'CONSTRUCT { <http://a/b/> <http://a/b/c> "<oxprefix: \\t" } {}',
    ],
)
def test_any_other_answer_is_as_it_was(store: GraphStore, query: str) -> None:
    sink = io.BytesIO()
    store.write(query, lambda _: sink, results=ROWS, graphs=TRIPLES, dataset=(None, None))

    assert sink.getvalue() == store.answer(query, results=ROWS, graphs=TRIPLES).body
    assert sink.getvalue().startswith(b"<?xml")


def test_a_fault_is_found_across_the_parts_of_an_answer() -> None:
    stream = CheckedXml(io.BytesIO())
    stream.write(b"<rdf:RDF><oxpre")

    with pytest.raises(QueryFault, match="predicate"):
        stream.write(b"fix: ")
