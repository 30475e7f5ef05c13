"""SERVICE is detected in every spelling, and nothing else is mistaken for it."""

from __future__ import annotations

import time

import pytest

from graph.reading.limits.service_keyword import asks_other_services
from graph.reading.query_files import load_folder


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
        "PREFIX : <http://e.example/> SELECT * { service:sparql{ ?s ?p ?o } }",
        "PREFIX ex: <http://e.example/> SELECT * { serviceex:sparql{ ?s ?p ?o } }",
        "PREFIX a\u0301: <http://e.example/> SELECT * { servicea\u0301:sparql{ ?s ?p ?o } }",
        "PREFIX silent: <http://e.example/> SELECT * { servicesilent:x{ } }",
        "PREFIX silent: <http://e.example/> SELECT * { service silent:x{ } }",
        "SELECT * { OPTIONAL{serviceSILENT<http://e.example/>{ ?s ?p ?o }} }",
        "SELECT * { ?s ?p 5service<http://e.example/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1.service<http://e.example/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueservice<http://e.example/>{ ?s ?p ?o } }",
        "SELECT * { ?s a <x:y>service<http://e.example/\\u0041>{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)service#>\n:x{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2||'>' = ?z)service:x{ } #'\n}",
        "SELECT * { FILTER(1<2#>'''\n)service:x{} #'''\n}",
        "PREFIX : <http://e.example/\\u0041'> SELECT * { service:x{ ?s ?p ?o } #'\n}",
        "SELECT * { \\u0053ERVICE <http://e.example/> { } }",
        "SELECT * { SERV\\U00000049CE <http://e.example/> { } }",
    ],
    ids=range(16),
)
def test_what_only_a_grammar_without_a_lexer_reads_as_the_keyword_is_found(query: str) -> None:
    assert asks_other_services(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o # GRAPH\n service:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 'x'@graph service:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 'graph' service:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a\nGRAPH' service:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?graph service:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p :graph service:x{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2#> GRAPH\n) . # GRAPH\n service:x{} }",
        "SELECT * { GRAPH servicex:a { service:x{ ?s ?p ?o } } }",
        "SELECT * { GRAPH ?g { service:x{ ?s ?p ?o } } }",
    ],
)
def test_letters_that_only_look_like_a_graph_keyword_do_not_hide_it(query: str) -> None:
    assert asks_other_services(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT ?service ?x { ?service ?p ?x }",
        "SELECT $SERVICE { $SERVICE ?p ?o }",
        "SELECT * { ?s a <http://e.example/service> }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s sd:name ?n FILTER(?n < 'x') }",
        "SELECT * { ?s a sd:Service ; service:type ?t ; :service ?x }",
        'SELECT * { ?s ?p "SERVICE ?g { }" }',
        'SELECT * { ?s ?p """multi " line\nSERVICE ?g { }""" }',
        "SELECT * { ?s ?p ?o } # SERVICE ?g { }",
        "PREFIX service: <http://e.example/> SELECT * { ?s ?p service:service }",
        "SELECT * { ?s ?p ?services . ?s ex:selfservice 1 }",
        'SELECT * { ?s ?p "x"@service }',
        "PREFIX service: <http://e.example/x#> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "PREFIX service: <http://e.example/> SELECT * FROM service:g { ?s ?p ?o }",
        "PREFIX service: <http://e.example/> SELECT * FROM NAMED\n service:g { GRAPH\tservice:g { ?s ?p ?o } }",
        "# Which service\n# answers?\nSELECT * { VALUES ?s { <http://e.example/services/1> } }",
    ],
)
def test_what_only_looks_like_it_is_let_through(query: str) -> None:
    assert not asks_other_services(query)


def test_no_query_file_is_taken_for_one() -> None:
    for folder in ("examples", "entities", "pages", "build", "checks"):
        assert not [query.key for query in load_folder(folder).values() if asks_other_services(query.text)]


@pytest.mark.parametrize(
    "part",
    [
        "a-service",
        "service ",
        "service#",
        "service\n",
        "service#\n",
        "service<",
        "service:",
        "service.",
        "'''service",
        "service ?x ",
        "'service ?x {' ",
        "<a'b>service ?x {",
        '"""',
        "service<x:y>",
        "service silent ",
    ],
)
def test_a_long_query_made_to_be_slow_is_read_in_time(part: str) -> None:
    started = time.process_time()

    asks_other_services(part * (500_000 // len(part)))

    assert time.process_time() - started < 20
