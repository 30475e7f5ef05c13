"""The embedded engine: results in the requested format, bindings as terms, faults with line and column."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import QueryFault, ReleaseFault
from graph.reading.store import GraphStore
from graph.vocab import Iri

BASE = "http://localhost:8000/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("store")
    writer = ox.Store(str(folder))
    writer.update(
        f"""BASE <{BASE}> INSERT DATA {{
          <id/a> <p> "x"@nn, "x" . GRAPH <g/one> {{ <id/a> <p> 1 }} GRAPH <g/two> {{ <id/a> <p> 2 }} }}"""
    )
    writer.flush()
    del writer
    return GraphStore(folder, BASE)


def test_rows_carry_value_language_and_datatype(store: GraphStore) -> None:
    rows = store.rows("SELECT ?o { <id/a> <p> ?o } ORDER BY LANG(?o)")

    assert [(row["o"].value, row["o"].language) for row in rows] == [("x", ""), ("x", "nn")]


def test_an_iri_binding_is_a_name_and_any_other_string_a_literal(store: GraphStore) -> None:
    assert store.ask("ASK { ?this ?p ?o }", {"this": Iri(f"{BASE}id/a")})
    assert store.ask("ASK { ?s ?p ?text }", {"text": "x"})
    assert not store.ask("ASK { ?s ?p ?text }", {"text": f"{BASE}id/a"})


def test_a_hostile_binding_stays_a_value(store: GraphStore) -> None:
    assert not store.ask("ASK { ?s ?p ?text }", {"text": '"} . ?a ?b ?c #'})


@pytest.mark.parametrize(
    ("default", "named", "values"),
    [
        (None, None, {"x"}),
        ([f"{BASE}g/one"], None, {"1"}),
        ([f"{BASE}g/one", f"{BASE}g/two"], None, {"1", "2"}),
        (None, [f"{BASE}g/one"], set()),
    ],
)
def test_a_dataset_given_from_outside_overrides_the_default(
    store: GraphStore, default: list[str] | None, named: list[str] | None, values: set[str]
) -> None:
    answer = store.answer("SELECT ?o { <id/a> <p> ?o }", default_graphs=default, named_graphs=named)

    assert {row["o"]["value"] for row in json.loads(answer.body)["results"]["bindings"]} == values


def test_rows_and_triples_come_in_the_media_type_asked_for(store: GraphStore) -> None:
    rows = store.answer("SELECT ?o { <id/a> <p> ?o }", results="text/csv", graphs="application/n-triples")
    triples = store.answer("CONSTRUCT WHERE { <id/a> <p> ?o }", results="text/csv", graphs="application/n-triples")

    assert rows.body.startswith(b"o\r\n")
    assert triples.body.count(b" .\n") == 2


def test_a_query_that_is_not_sparql_is_told_where_it_goes_wrong(store: GraphStore) -> None:
    with pytest.raises(QueryFault, match="line 2, column 5") as caught:
        store.answer("SELECT * {\n ?s }")

    assert (caught.value.line, caught.value.column) == (2, 5)


def test_a_folder_without_a_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFault, match="no store can be opened"):
        GraphStore(tmp_path / "missing", BASE)


@pytest.mark.parametrize("query", ["ASK { FILTER (<urn:f>(1)) }", "SELECT (<urn:f>(1) AS ?x) {}"])
def test_an_unknown_function_is_named(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryFault, match="<urn:f> is not a function of SPARQL"):
        store.answer(query)


@pytest.mark.parametrize(("opening", "closing"), [("{", "}"), ("FILTER EXISTS {", "}"), ("{ SELECT * {", "}}")])
def test_a_query_that_would_overflow_the_stack_of_the_engine_is_a_fault(
    store: GraphStore, opening: str, closing: str
) -> None:
    query = f"SELECT * {{\n{opening * 5_000} ?s ?p ?o {closing * 5_000} }}"

    with pytest.raises(QueryFault, match="nested more than 256 deep") as caught:
        store.answer(query)
    assert caught.value.line == 2


def test_brackets_in_strings_and_brackets_side_by_side_are_not_nested(store: GraphStore) -> None:
    assert store.ask(f"ASK {{ FILTER ('{'(' * 500}' != '' && {' && '.join(['(true)'] * 500)}) }}")


def test_a_byte_order_mark_before_a_query_is_ignored(store: GraphStore) -> None:
    assert store.ask("\ufeffASK {}")
