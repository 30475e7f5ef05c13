"""Queries that engines are known to answer each in their own way have one answer here."""

from __future__ import annotations

import pytest

from graph.errors import QueryFault
from graph.reading.release import Release
from graph.reading.remote import RemoteStore
from graph.reading.store import JSON_RESULTS
from graph.vocab import Iri

from .compare import rows, triples
from .conftest import AWKWARD_BASE

PREFIXES = """
PREFIX : <http://awkward.example/id/thing/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SELECTS = {
    "every value as it was stored": "SELECT ?s ?p ?o { ?s ?p ?o FILTER (!isBlank(?s) && !isBlank(?o)) }",
    "a stored boolean": "SELECT ?s ?flag { ?s :flag ?flag }",
    "a boolean asked for": "SELECT ?s { ?s :flag true }",
    "a blank node": "SELECT ?name { :nobody :knows ?someone . ?someone :name ?name }",
    "a constant": 'SELECT (1.50 AS ?number) ("a"@nb AS ?text) {}',
    "a path of two free ends": "SELECT ?above ?below { ?above skos:narrower+ ?below }",
    "a path of two free ends, counted": "SELECT (COUNT(*) AS ?pairs) { ?above skos:narrower+ ?below }",
    "a path joined to its start": "SELECT ?below { ?above skos:prefLabel 'left' . ?above skos:narrower+ ?below }",
    "a path from a thing": "SELECT ?below { :top skos:narrower+ ?below }",
    "a path to a thing": "SELECT ?above { ?above skos:narrower+ :cellar }",
    "a path from a thing to itself": "SELECT ?below { :loop skos:narrower+ ?below }",
    "a path that may be empty": "SELECT ?below { :top skos:narrower* ?below }",
    "a path between two things": "ASK { :top skos:narrower+ :cellar }",
    "a path at the end of a statement": "SELECT ?s ?below { ?s skos:prefLabel 'left' ; skos:narrower+ ?below }",
    "a path beside another": "SELECT * { ?a skos:prefLabel 'left' . ?a skos:narrower+ ?b . ?b skos:narrower* ?c }",
    "a path that must not be": "SELECT ?s { ?s skos:narrower ?x FILTER NOT EXISTS { ?s skos:narrower+ :cellar } }",
    "a division": "SELECT (7 / 2 AS ?half) (SUM(?n) / 2 AS ?mean) { ?s :whole ?n }",
    "a division by a path": "SELECT ?q { ?s :knows/:name ?x VALUES ?n { 6 } BIND (?n / 4 AS ?q) FILTER (?q > 6/5) }",
    "arithmetic that looks like a path": "SELECT (?x + ?x AS ?sum) { ?s :whole ?x }",
    "an inverse path": "SELECT ?above { :cellar ^skos:narrower+ ?above }",
    "either of two names": "SELECT DISTINCT ?name { :left skos:prefLabel|skos:altLabel ?name }",
    "an IRI made of a string": "SELECT (IRI(CONCAT('id/thing/', 'top')) AS ?iri) {}",
    "a language": "SELECT ?text { :words :text ?text FILTER (LANG(?text) = 'nb') }",
    "a text with a sign in it": "SELECT ?text { :words :text ?text FILTER CONTAINS(?text, 'Å') }",
    "no text": "SELECT ?s { ?s :text '' }",
    "a pattern": "SELECT ?text { :words :text ?text FILTER REGEX(?text, '^med', 'i') }",
    "a date": "SELECT ?day { ?s :day ?day FILTER (?day > '2026-01-01'^^xsd:date) }",
    "a sum": "SELECT (SUM(?n) AS ?sum) (COUNT(?n) AS ?count) (MAX(?n) AS ?most) { ?s :whole ?n }",
    "no rows": "SELECT ?x { ?x :nothing ?y }",
    "no variables but rows": "SELECT * { :yes :flag true }",
    "values": "SELECT ?x ?y { VALUES (?x ?y) { (:yes 1) (UNDEF 2) } ?x :flag ?flag }",
    "minus": "SELECT ?s { ?s :flag ?flag MINUS { ?s :flag false } }",
    "not exists": "SELECT ?s { ?s skos:narrower ?x FILTER NOT EXISTS { ?x skos:narrower ?y } }",
    "optional": "SELECT ?s ?x { ?s :flag ?flag OPTIONAL { ?s :day ?x } }",
    "a subquery": "SELECT ?n { { SELECT (COUNT(?s) AS ?n) { ?s skos:narrower ?x } } }",
    "groups": "SELECT ?s (COUNT(?x) AS ?n) { ?s skos:narrower ?x } GROUP BY ?s HAVING (COUNT(?x) > 1)",
    "joined names": "SELECT (GROUP_CONCAT(?x; SEPARATOR=', ') AS ?xs) { :left skos:prefLabel ?x }",
    "one graph": "SELECT ?s { GRAPH <id/graph/diamond> { ?s skos:narrower :bottom } }",
    "every graph": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "FROM": "SELECT ?s FROM <id/graph/diamond> { ?s ?p ?o }",
    "FROM, without named graphs": "SELECT ?g FROM <id/graph/diamond> { GRAPH ?g { ?s ?p ?o } }",
    "FROM NAMED": "SELECT DISTINCT ?g FROM NAMED <id/graph/diamond> { GRAPH ?g { ?s ?p ?o } }",
    "FROM NAMED, without a default graph": "SELECT ?s FROM NAMED <id/graph/diamond> { ?s ?p ?o }",
    "words in strings and comments": "SELECT ?s { ?s :flag true } # FROM <x> INSERT {",
}
CONSTRUCTS = {
    "everything": "CONSTRUCT WHERE { ?s ?p ?o }",
    "nothing": "CONSTRUCT { ?s ?p ?o } WHERE { ?s :nothing ?y . ?s ?p ?o }",
    "an IRI made of a string": "CONSTRUCT { ?iri :flag true } WHERE { BIND (IRI(CONCAT('id/', 'x')) AS ?iri) }",
    "a description": "DESCRIBE :nobody",
    "a description of what links": "DESCRIBE :bottom",
}


@pytest.mark.parametrize("name", SELECTS)
def test_rows_are_those_of_the_embedded_engine(awkward: Release, awkward_store: RemoteStore, name: str) -> None:
    here, there = (engine.answer(PREFIXES + SELECTS[name]).body for engine in (awkward.store, awkward_store))

    assert rows(there, JSON_RESULTS) == rows(here, JSON_RESULTS)


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_triples_are_those_of_the_embedded_engine(awkward: Release, awkward_store: RemoteStore, name: str) -> None:
    here, there = (engine.answer(PREFIXES + CONSTRUCTS[name]).body for engine in (awkward.store, awkward_store))

    assert triples(there, "text/turtle") == triples(here, "text/turtle")


@pytest.mark.parametrize(
    ("default", "named"),
    [
        (["diamond"], None),
        (["diamond", "awkward"], None),
        (None, ["diamond"]),
        (["awkward"], ["diamond"]),
    ],
)
def test_a_dataset_from_outside_overrides_the_query(
    awkward: Release, awkward_store: RemoteStore, default: list[str] | None, named: list[str] | None
) -> None:
    query = "SELECT ?p ?g FROM <id/graph/description> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    graphs = [
        None if names is None else [f"{AWKWARD_BASE}id/graph/{name}" for name in names] for names in (default, named)
    ]

    here, there = (
        engine.answer(query, default_graphs=graphs[0], named_graphs=graphs[1]).body
        for engine in (awkward.store, awkward_store)
    )

    assert rows(there, JSON_RESULTS) == rows(here, JSON_RESULTS)


def test_a_hostile_binding_stays_a_value(awkward_store: RemoteStore) -> None:
    assert not awkward_store.ask("ASK { ?s ?p ?text }", {"text": '"} . ?a ?b ?c #'})
    with pytest.raises(QueryFault):
        awkward_store.ask("ASK { ?this ?p ?o }", {"this": Iri("http://a/> ?p ?o } #")})


@pytest.mark.parametrize("path", ["skos:narrower+", "skos:narrower*", "^skos:narrower+", "skos:narrower"])
def test_a_path_from_a_bound_thing_leads_where_it_leads_here(
    awkward: Release, awkward_store: RemoteStore, path: str
) -> None:
    query = f"{PREFIXES} SELECT ?this ?other {{ ?this {path} ?other }} ORDER BY ?other"
    bindings = {"this": Iri(f"{AWKWARD_BASE}id/thing/left")}

    assert awkward_store.rows(query, bindings) == awkward.store.rows(query, bindings)


def test_a_bound_text_is_found_whatever_signs_it_has(awkward_store: RemoteStore) -> None:
    for text in ('say "hi"', "two\nlines", "back\\slash", "a\ttab", "<b> & ]]>", "日本語"):
        assert awkward_store.ask("ASK { ?s ?p ?text }", {"text": text}), text


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a> <b> <c> }",
        "SELECT * { ?s ?p ?o } ; CLEAR ALL",
        "define get:soft 'soft' SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
        "SELECT (bif:exec('x') AS ?x) {}",
        "SELECT (<bif:exec>('x') AS ?x) {}",
        "PREFIX x: <SQL:> SELECT (x:f() AS ?x) {}",
        "SELECT * { ?s ?p }",
        "ASK { ?s foaf:name ?o }",
        "",
    ],
)
def test_what_is_no_query_is_the_fault_of_the_query(awkward_store: RemoteStore, query: str) -> None:
    with pytest.raises(QueryFault):
        awkward_store.answer(query)
