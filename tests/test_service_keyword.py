"""SERVICE is found in every disguise, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from server.service_keyword import asks_other_services


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://e.example/> { ?s ?p ?o } }",
        "SELECT * { service ?where { ?s ?p ?o } }",
        "SELECT * { SeRvIcE SILENT <http://e.example/> { } }",
        "SELECT * { SERVICE#comment\n<http://e.example/> {} }",
        "SELECT * { ?s ?p ?o .SERVICE<http://e.example/>{?s ?p ?o} }",
        "SELECT * { { SELECT * { SERVICE ex:s { } } } }",
        'SELECT * { ?s ?p "x" SERVICE ?g { } }',
        "SELECT * { ?s ?p 'it' . SERVICE ?g { } FILTER(?a = 'x') }",
        "SELECT * { ?s ?p '''a ' b''' SERVICE ?g { } }",
        "SELECT * { ?s ?p ?o FILTER(?a<?b)SERVICE<http://e.example/>{} }",
        "SELECT * { FILTER(?a < 1) SERVICE ?x { } FILTER(?b > 1) }",
        'SELECT * { ?s ?p "unterminated } SERVICE ?x { }',
        "ASK { ?s a ex:a\\'b . SERVICE ?g { ?s ?p '' } }",
        "SELECT * { # a 'quote\n SERVICE ?g { } }",
        "SELECT * { VALUES ?v { 1 } SERVICE\t?v { } }",
    ],
)
def test_the_keyword_is_found(query: str) -> None:
    assert asks_other_services(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $SERVICE { $SERVICE ?p ?o }",
        "SELECT * { ?s a <http://e.example/service> }",
        "SELECT * { ?s a sd:Service ; service:type ?t ; :service ?x }",
        'SELECT * { ?s ?p "SERVICE ?g { }" }',
        'SELECT * { ?s ?p """multi " line\nSERVICE ?g { }""" }',
        "SELECT * { ?s ?p ?o } # SERVICE ?g { }",
        "PREFIX service: <http://e.example/> SELECT * { ?s ?p service:service }",
        "SELECT * { ?s ?p ?services . ?s ex:selfservice 1 }",
        'SELECT * { ?s ?p "x"@service }',
    ],
)
def test_what_only_looks_like_it_is_let_through(query: str) -> None:
    assert not asks_other_services(query)
