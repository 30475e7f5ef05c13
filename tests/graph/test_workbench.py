"""The workbench keeps every statement twice, and writes the same bytes every time."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Literal, URIRef

from graph.reading.query_files import QueryFile
from graph.reading.store import GraphStore
from graph.workbench import Workbench

BASE = "http://localhost:8000/"
GRAPH = f"{BASE}id/graph/one"
LEGE, NAME = URIRef(f"{BASE}id/occupation/lege"), URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
STATEMENTS = [(LEGE, NAME, Literal("Lege", lang="nb")), (LEGE, NAME, Literal("Doctor", lang="en"))]


@pytest.fixture
def bench() -> Workbench:
    bench = Workbench(BASE)
    bench.add(GRAPH, STATEMENTS)
    return bench


def test_a_statement_is_found_with_and_without_its_graph(bench: Workbench) -> None:
    anywhere = bench.rows("SELECT ?o { ?s ?p ?o }")
    in_graph = bench.rows("SELECT ?o { GRAPH <id/graph/one> { ?s ?p ?o } }")

    assert len(anywhere) == len(in_graph) == 2


def test_saying_it_again_adds_nothing(bench: Workbench) -> None:
    assert bench.add(GRAPH, STATEMENTS) == 0


def test_what_is_taken_out_of_one_graph_stays_where_another_states_it(bench: Workbench) -> None:
    bench.add(f"{BASE}id/graph/two", STATEMENTS[:1])

    bench.remove(GRAPH, STATEMENTS)

    assert len(bench) == 1
    assert bench.graph_sizes() == {GRAPH: 0, f"{BASE}id/graph/two": 1}


def test_a_rule_adds_only_what_nobody_has_said(bench: Workbench) -> None:
    rule = QueryFile("copy", "rules", "CONSTRUCT { ?s ?p ?o . ?s <p> ?o } WHERE { ?s ?p ?o }", {})

    assert bench.construct(rule, f"{BASE}id/graph/rule-copy") == 2
    assert bench.construct(rule, f"{BASE}id/graph/rule-copy") == 0


def test_a_number_keeps_its_meaning_and_a_code_its_zero(bench: Workbench) -> None:
    bench.add(GRAPH, [(LEGE, URIRef("http://www.w3.org/2004/02/skos/core#notation"), Literal("0110"))])

    rows = bench.rows('SELECT ?s { ?s <http://www.w3.org/2004/02/skos/core#notation> "0110" }')
    assert len(rows) == 1


def test_two_benches_with_the_same_statements_write_the_same_bytes(tmp_path: Path) -> None:
    for name, statements in (("a", STATEMENTS), ("b", STATEMENTS[::-1])):
        (tmp_path / name).mkdir()
        bench = Workbench(BASE)
        bench.add(GRAPH, statements)
        bench.write_dumps(tmp_path / name, "dump")

    for suffix in ("ttl", "nq", "ttl.gz", "nq.gz"):
        assert (tmp_path / "a" / f"dump.{suffix}").read_bytes() == (tmp_path / "b" / f"dump.{suffix}").read_bytes()
    assert gzip.decompress((tmp_path / "a" / "dump.nq.gz").read_bytes()) == (tmp_path / "a" / "dump.nq").read_bytes()


def test_blank_nodes_of_two_files_never_meet(bench: Workbench, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(
            f'<http://a.example/{name}> <http://a.example/has> [ <http://a.example/p> "x" ] .'
        )
        bench.add_turtle(f"{BASE}id/graph/{name}", tmp_path / f"{name}.ttl")

    rows = bench.rows("SELECT DISTINCT ?node { ?s <http://a.example/has> ?node }")
    assert len(rows) == 2


def test_the_written_store_answers_as_the_bench_does(bench: Workbench, tmp_path: Path) -> None:
    bench.write_store(tmp_path / "store")
    store = GraphStore(tmp_path / "store", BASE)

    assert {row["o"].value for row in store.rows("SELECT ?o { <id/occupation/lege> ?p ?o }")} == {"Lege", "Doctor"}
    assert len(store) == 4


def test_the_dump_is_what_an_engine_can_load(bench: Workbench, tmp_path: Path) -> None:
    bench.write_dumps(tmp_path, "dump")

    assert len(list(pyoxigraph.parse(path=str(tmp_path / "dump.nq")))) == 2
    assert len(list(pyoxigraph.parse(path=str(tmp_path / "dump.ttl")))) == 2
