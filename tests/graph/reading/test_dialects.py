"""Deviations of an engine are corrected in the query and in the result."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.errors import QueryFault
from graph.reading.dialects import Dialect, adapt, mend_results
from graph.reading.result_rows import parse_rows
from graph.reading.sparql_tokens import outline_query
from graph.reading.store import JSON_RESULTS, convert_results
from graph.vocab import Iri

BASE = "http://localhost:8000/"
NOTHING = "urn:x-yrkesgraf:no-graph"
PLAIN = Dialect()
VIRTUOSO = Dialect(virtuoso=True, everything="urn:all", named=("urn:a", "urn:b"))
XML = "application/sparql-results+xml"


def sent(query: str, dialect: Dialect = PLAIN) -> str:
    """Return the query as sent, without its BASE line."""
    return adapt(outline_query(query), BASE, dialect, {}, (None, None)).text.removeprefix(f"BASE <{BASE}>\n")


def test_a_query_gets_the_base_of_the_release_unless_it_has_its_own() -> None:
    own = "BASE <http://a/> ASK { <x> ?p ?o }"

    assert adapt(outline_query("ASK { <x> ?p ?o }"), BASE, PLAIN, {}, (None, None)).added == 1
    assert adapt(outline_query(own), BASE, PLAIN, {}, (None, None)).text == own


def test_values_are_written_as_terms() -> None:
    request = adapt(
        outline_query("ASK { ?x ?p ?y }"), BASE, PLAIN, {"x": Iri("http://a/"), "y": 'say "hi"\n'}, (None, None)
    )

    assert request.text == f'BASE <{BASE}>\nASK {{ <http://a/> ?p "say \\"hi\\"\\n" }}'


@pytest.mark.parametrize("query", ["ASK { FILTER (<bif:f>(1)) }", "PREFIX x: <SQL:> ASK { FILTER (x:f(1)) }"])
def test_functions_of_one_engine_are_refused(query: str) -> None:
    with pytest.raises(QueryFault, match="not a function of SPARQL"):
        sent(query)


@pytest.mark.parametrize(
    ("query", "dataset", "default", "named"),
    [
        ("ASK { ?s ?p ?o }", (None, None), ["urn:all"], []),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", (None, None), ["urn:all"], ["urn:a", "urn:b"]),
        ("ASK { ?s ?p ?o }", (["urn:x"], None), ["urn:x"], [NOTHING]),
        ("ASK { ?s ?p ?o }", (None, ["urn:x"]), [NOTHING], ["urn:x"]),
        ("ASK FROM <urn:y> { ?s ?p ?o }", (None, None), [], []),
    ],
)
def test_the_dataset_is_said_outright(
    query: str, dataset: tuple[list[str] | None, list[str] | None], default: Sequence[str], named: Sequence[str]
) -> None:
    request = adapt(outline_query(query), BASE, VIRTUOSO, {}, dataset)

    assert (list(request.default_graphs), list(request.named_graphs)) == (default, named)


def test_a_dataset_from_outside_takes_the_place_of_the_one_in_the_query() -> None:
    outline = outline_query("ASK FROM <urn:y> FROM NAMED <urn:z> { ?s ?p ?o }")

    assert "FROM" not in adapt(outline, BASE, PLAIN, {}, (["urn:x"], None)).text


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("ASK FROM <urn:y> { ?s ?p ?o }", f"<urn:y> FROM NAMED <{NOTHING}>"),
        ("ASK FROM NAMED <urn:y> { ?s ?p ?o }", f"<urn:y> FROM  <{NOTHING}>"),
    ],
)
def test_the_half_of_a_dataset_that_is_left_out_is_empty(query: str, clause: str) -> None:
    assert clause in sent(query)


@pytest.mark.parametrize(
    ("pattern", "mended"),
    [
        ("?a <p>+ ?b .", "{ SELECT DISTINCT ?a ?b { ?a <p> ?step_{n} . ?step_{n} <p>* ?b } } ."),
        ("<x> <p>+ ?b", "{ SELECT DISTINCT ?b { <x> <p> ?step_{n} . ?step_{n} <p>* ?b } }"),
        ("<x> ^<p>+ ?b", "{ SELECT DISTINCT ?b { <x> ^<p> ?step_{n} . ?step_{n} ^<p>* ?b } }"),
        ("<x> <p>* ?b", "{ SELECT DISTINCT ?b { <x> <p>* ?b } }"),
        ("?a <q> 1 ; <p>+ ?b .", "?a <q> 1  . { SELECT DISTINCT ?a ?b { ?a <p> ?step_{n} . ?step_{n} <p>* ?b } } ."),
        ("?a <p>* ?b", "?a <p>* ?b"),
        ("<x> <p>+ <y>", "<x> <p>+ <y>"),
        ("?a <q>/<p>+ ?b", "?a <q>/<p>+ ?b"),
        ("?a <p>+/<q> ?b", "?a <p>+/<q> ?b"),
        ("?a <p>+ ?b ; <q> ?c", "?a <p>+ ?b ; <q> ?c"),
        ("?a (<p>|<q>)+ ?b", "?a (<p>|<q>)+ ?b"),
    ],
)
def test_a_path_gets_a_first_step_and_gives_each_pair_once(pattern: str, mended: str) -> None:
    text = sent(f"SELECT * {{ {pattern} }}", VIRTUOSO)
    step = text.partition("?step_")[2].partition(" ")[0]

    assert text == f"SELECT * {{ {mended.replace('{n}', step)} }}"


def test_a_path_from_a_bound_thing_starts_there() -> None:
    outline = outline_query("SELECT ?x ?y { ?x <p>+ ?y }")
    text = adapt(outline, BASE, VIRTUOSO, {"x": Iri("http://a/")}, (None, None)).text
    step = text.partition("?step_")[2].partition(" ")[0]

    way = f"<http://a/> <p> ?step_{step} . ?step_{step} <p>* ?y"
    assert text.endswith(f"SELECT (<http://a/> AS ?x) ?y {{ {{ SELECT DISTINCT ?y {{ {way} }} }} }}")


def test_a_division_is_of_decimals() -> None:
    assert sent("SELECT (1 / 2 AS ?x) {}", VIRTUOSO) == "SELECT (1 * 1.0 / 2 AS ?x) {}"
    assert sent("SELECT (1 / 2 AS ?x) {}") == "SELECT (1 / 2 AS ?x) {}"


def results(*cells: str) -> bytes:
    """Return Virtuoso's XML of one column x."""
    rows = "".join(f'<result><binding name="x">{cell}</binding></result>' for cell in cells)
    head = '<head><variable name="x"/></head>'
    return f'<sparql xmlns="http://www.w3.org/2005/sparql-results#">{head}<results>{rows}</results></sparql>'.encode()


def test_rows_come_back_with_every_blank_and_resolved() -> None:
    body = results(
        "<literal> a\n</literal>", '<literal xml:lang="nb">\tb </literal>', "<literal> </literal>",
        "<literal></literal>", "<uri>id/x</uri>", "<uri>urn:x</uri>", "<bnode>nodeID://b1</bnode>",
    )  # fmt: skip

    rows = parse_rows(convert_results(mend_results(body, "SELECT", BASE), XML, JSON_RESULTS))

    values = [" a\n", "\tb ", " ", "", "http://localhost:8000/id/x", "urn:x", "b1"]
    assert [row["x"].value for row in rows] == values


@pytest.mark.parametrize(("value", "boolean"), [("1", b"true"), ("0", b"false")])
def test_ask_is_answered_by_a_boolean(value: str, boolean: bytes) -> None:
    body = results(f'<literal datatype="http://www.w3.org/2001/XMLSchema#integer">{value}</literal>')

    assert boolean in convert_results(mend_results(body, "ASK", BASE), XML, JSON_RESULTS)
