"""A syntax error is placed on the token at fault, with the one clause that helps."""

from __future__ import annotations

import pytest

from graph.errors import QueryFault
from graph.reading.memory_store import hold_turtle


@pytest.mark.parametrize(
    ("query", "line", "column", "clause"),
    [
        ("", 1, 1, "the query is empty; a query begins with SELECT, CONSTRUCT, DESCRIBE or ASK"),
        ("INSERT DATA {}", 1, 1, "an update is no query; a query begins with SELECT,"),
        ("SELECT ?x {", 1, 11, "the { that opens here is not closed"),
        ("SELECT ?x {\n ?x ?y ?z }}", 2, 12, "this } closes nothing"),
        ("SELECT * { ?s ?p ?o FILTER(?o < ?p }", 1, 27, "the ( that opens here is not closed"),
        ("SELECT * { { ?s ?p ?o FILTER(?o < ABS(?p) } }", 1, 29, "the ( that opens here is not closed"),
        ("SELECT (COUNT(?s AS ?n) { ?s ?p ?o }", 1, 8, "the ( that opens here is not closed"),
        ("SELECT * { ?s ?p ?o ) }", 1, 21, "this ) closes nothing"),
        (
            "SELECT ?x { ?x\n a yg:Title }",
            2,
            4,
            "the prefix 'yg:' is not declared; begin with PREFIX yg: <https://w3id",
        ),
        ("PREFIX yg <http://a> ASK {}", 1, 1, "PREFIX has a name with a colon and then an IRI in angle brackets"),
        ("SELECT ?x WERE { ?x ?y ?z }", 1, 11, "'WERE' is not a word of SPARQL 1.1; WHERE is"),
        ("SELECT ?x { ?x ?y 'abc }", 1, 19, "the string that begins here does not end on its line"),
        ("SELECT ?x { ?x a <http://a b> }", 1, 18, "an IRI has neither blanks nor any of"),
        ("SELECT (COUNT(?y)) { ?x ?y ?z }", 1, 18, "an expression in SELECT needs a name, as in (COUNT(?x) AS ?c"),
        ("SELECT * { # all\n ?s <a#b> }", 2, 11, "'}' cannot stand here after '<a#b>'"),
        ("ASK { ?x ?y ?z FILTER(?z > ) }", 1, 28, "')' cannot stand here after '>'"),
        ("SELECT ?z { ?x ?y ?w } GROUP BY ?x", 1, 35, "the SELECT contains a variable that is unbound"),
    ],
)
def test_a_fault_is_at_its_token_with_the_useful_clause_only(query: str, line: int, column: int, clause: str) -> None:
    with pytest.raises(QueryFault) as caught:
        hold_turtle(b"", "http://example.org/").answer(query)

    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"The query is not SPARQL 1.1: line {line}, column {column}: {clause}")
    assert len(str(caught.value)) < 180
