"""A query is split into tokens, form and dataset, whatever its strings and comments contain."""

from __future__ import annotations

import pytest

from graph.errors import QueryFault
from graph.reading.sparql_tokens import Edit, apply_edits, bind_terms, find_divisions, outline_query, read_tokens


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ('"a # b" # c', ["string", "comment"]),
        ("'''it's'''", ["string"]),
        ('"""say "hi" """', ["string"]),
        ("<http://a/#b> ?x", ["iri", "variable"]),
        ("?a<?b", ["variable", "sign", "variable"]),
        ("'a'@nb", ["string", "language"]),
        ("yg:hasJobTitle/skos:notation", ["name", "sign", "name"]),
        ("_:b1 :x", ["name", "name"]),
        ("$this", ["variable"]),
    ],
)
def test_tokens_are_those_of_the_grammar(query: str, kinds: list[str]) -> None:
    assert [token.kind for token in read_tokens(query)] == kinds


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "SELECT"),
        ("# ASK\nBASE <http://a/> PREFIX a: <b> CONSTRUCT WHERE { ?s a:b ?o }", "CONSTRUCT"),
        ("PREFIX : <http://a/> ask { :a :b 1.5e3 , 2, true }", "ASK"),
        ("DESCRIBE <a>", "DESCRIBE"),
    ],
)
def test_the_form_stands_after_the_prologue(query: str, form: str) -> None:
    assert outline_query(query).form == form


@pytest.mark.parametrize(
    ("query", "line", "column", "complaint"),
    [
        ("", 1, 1, "a query begins with"),
        ("INSERT DATA { <a> <b> <c> }", 1, 1, "a query begins with"),
        ("define get:soft 'soft' SELECT * {}", 1, 1, "a query begins with"),
        ("SELECT *\n  { ?s ?p ?o } ; CLEAR ALL", 2, 18, "'CLEAR' is not a word of SPARQL"),
        ("SELECT * { ?s foaf:name ?o }", 1, 15, "the prefix 'foaf' is not declared"),
        ("SELECT * { SERVICE <http://a/> {} }", 1, 12, "'SERVICE' is not a word"),
        ("SELECT * { 5service <http://a/> {} }", 1, 12, "'5service' is not a word"),
        ("SELECT * { SERV\\u0049CE <http://a/> {} }", 1, 16, "must be written as it is"),
        ('ASK { ?s ?p "\\U00000022 } ; CLEAR ALL #" }', 1, 14, "must be written as it is"),
        ("SELECT * { \\é }", 1, 12, "a backslash"),
        ("PREFIX", 1, 7, "a query begins with"),
    ],
)
def test_what_is_not_a_query_is_told_with_its_place(query: str, line: int, column: int, complaint: str) -> None:
    with pytest.raises(QueryFault, match=complaint) as caught:
        outline_query(query)

    assert (caught.value.line, caught.value.column) == (line, column)


def test_the_dataset_is_read_from_its_clauses_and_not_from_strings() -> None:
    outline = outline_query("SELECT * FROM <a> FROM NAMED <b> WHERE { ?s ?p 'FROM <c>' } # FROM <d>")

    assert [token.text for token in outline.dataset] == ["FROM", "<a>", "FROM", "NAMED", "<b>"]


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?x ?y { ?x ?p ?y }", "SELECT (<a> AS ?x) ?y { <a> ?p ?y }"),
        ("SELECT (COUNT(?x) AS ?n) { ?x ?p ?y }", "SELECT (COUNT(<a>) AS ?n) { <a> ?p ?y }"),
        ("ASK { ?x ?p '?x' } # ?x", "ASK { <a> ?p '?x' } # ?x"),
        ("SELECT ?y { { SELECT ?x ?y { ?x ?p ?y } } }", "SELECT ?y { { SELECT (<a> AS ?x) ?y { <a> ?p ?y } } }"),
        ("SELECT ?x ?y { { SELECT ?x ?y { ?x ?p ?y } } }", "SELECT (<a> AS ?x) ?y { { SELECT  ?y { <a> ?p ?y } } }"),
        (
            "SELECT ?x (COUNT(?y) AS ?n) { ?y ?p ?x } GROUP BY ?x ORDER BY ?x LIMIT 1",
            "SELECT (<a> AS ?x) (COUNT(?y) AS ?n) { ?y ?p <a> } GROUP BY (<a>) ORDER BY (<a>) LIMIT 1",
        ),
        ("SELECT ?x { ?x ?p ?y } ORDER BY DESC(?x) ?y", "SELECT (<a> AS ?x) { <a> ?p ?y } ORDER BY DESC(<a>) ?y"),
        ("ASK { ?xs ?p $x }", "ASK { ?xs ?p <a> }"),
    ],
)
def test_a_bound_variable_becomes_its_term_and_keeps_its_name_where_projected(query: str, bound: str) -> None:
    outline = outline_query(query)

    assert apply_edits(query, bind_terms(outline, {"x": "<a>"})) == bound


def test_a_change_within_another_is_left_to_that_other() -> None:
    assert apply_edits("abcdef", [Edit(1, 2, "X"), Edit(1, 4, "Y"), Edit(3, 4, "Z"), Edit(5, 5, "!")]) == "aYe!f"


@pytest.mark.parametrize(
    ("query", "divisions"),
    [
        ("SELECT (?a / ?b AS ?c) { ?s ?p ?a }", 1),
        ("SELECT ?c { ?s <p>/<q> ?o }", 0),
        ("SELECT ?c { ?s (<p>/<q>)+ ?o FILTER (?o / 2 > 1) BIND ((?o - 1)/3 AS ?c) }", 2),
        ("SELECT ?c { FILTER EXISTS { ?s <p>/<q> ?o } }", 0),
        ("SELECT (COUNT(?x)/2 AS ?n) { ?s a/<p> ?x }", 1),
        ("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?o / 2)", 1),
    ],
)
def test_a_division_is_told_from_a_path(query: str, divisions: int) -> None:
    assert len(list(find_divisions(outline_query(query)))) == divisions


@pytest.mark.parametrize(
    ("query", "tokens"),
    [
        ("?s ex:p.q-1 'a # b'@en", ["?s", "ex:p.q-1", "'a # b'", "@en"]),
        ("a.b-c ex.or:d :e", ["a", ".", "b", "-", "c", "ex.or:d", ":e"]),
        ("<x:#y> # <z>\n?o", ["<x:#y>", "# <z>", "?o"]),
        ("1.5e3 ex:a\\-b%20", ["1", ".", "5e3", "ex:a\\-b%20"]),
    ],
)
def test_a_query_is_its_tokens(query: str, tokens: list[str]) -> None:
    assert [token.text for token in read_tokens(query)] == tokens


@pytest.mark.parametrize("part", ["a-", "a.", "a-b:", "<a", "'", '"""', "\\"])
def test_a_long_query_made_to_be_slow_is_read_to_its_end(part: str) -> None:
    query = part * (100_000 // len(part))

    assert "".join(token.text for token in read_tokens(query)) == query


def test_a_byte_order_mark_is_no_part_of_the_outline() -> None:
    assert outline_query("\ufeffASK {}").text == "ASK {}"
