"""The workbench keeps every statement with its graph, and writes the same bytes every time."""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Literal, URIRef

from graph.building.inputs import ASKED
from graph.building.store_files import write_store
from graph.reading.query_files import QueryFile, load_folder
from graph.reading.store import GraphStore
from graph.vocab import expand
from graph.workbench import TRACED, Workbench

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


def test_what_a_bench_has_forgotten_is_still_not_new(bench: Workbench) -> None:
    rule = QueryFile("again", "rules", "CONSTRUCT { ?s <named> ?o } WHERE { ?s ?p ?o }", {})
    made, written = bench.construct(rule, "http://a.example/made"), bench.files.lines(GRAPH)

    bench.forget_lines()

    assert made == len(STATEMENTS)
    assert (bench.construct(rule, "http://a.example/made"), bench.add(GRAPH, STATEMENTS)) == (0, 0)
    assert bench.files.lines(GRAPH) == written


def test_a_number_keeps_its_meaning_and_a_code_its_zero(bench: Workbench) -> None:
    bench.add(GRAPH, [(LEGE, URIRef("http://www.w3.org/2004/02/skos/core#notation"), Literal("0110"))])

    rows = bench.rows('SELECT ?s { ?s <http://www.w3.org/2004/02/skos/core#notation> "0110" }')
    assert len(rows) == 1


def test_two_benches_with_the_same_statements_write_the_same_bytes(tmp_path: Path) -> None:
    for name, statements in (("a", STATEMENTS), ("b", STATEMENTS[::-1])):
        (tmp_path / name).mkdir()
        bench = Workbench(BASE)
        bench.add(GRAPH, statements)
        write_store(bench.files, tmp_path / name, "dump")

    for suffix in ("ttl.gz", "nq.gz"):
        assert (tmp_path / "a" / f"dump.{suffix}").read_bytes() == (tmp_path / "b" / f"dump.{suffix}").read_bytes()


def test_blank_nodes_of_two_files_never_meet(bench: Workbench, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(
            f'<http://a.example/{name}> <http://a.example/has> [ <http://a.example/p> "x" ] .'
        )
        bench.add_turtle(f"{BASE}id/graph/{name}", tmp_path / f"{name}.ttl")

    rows = bench.rows("SELECT DISTINCT ?node { ?s <http://a.example/has> ?node }")
    assert len(rows) == 2


def test_the_written_store_answers_as_the_bench_does(bench: Workbench, tmp_path: Path) -> None:
    write_store(bench.files, tmp_path, "dump")
    store = GraphStore(tmp_path / "store", BASE)

    assert {row["o"].value for row in store.rows("SELECT ?o { <id/occupation/lege> ?p ?o }")} == {"Lege", "Doctor"}
    assert len(store) == 4


def test_the_dump_is_what_an_engine_can_load(bench: Workbench, tmp_path: Path) -> None:
    write_store(bench.files, tmp_path, "dump")

    for suffix, format_ in (("nq", pyoxigraph.RdfFormat.N_QUADS), ("ttl", pyoxigraph.RdfFormat.TURTLE)):
        text = gzip.decompress((tmp_path / f"dump.{suffix}.gz").read_bytes())
        assert len(list(pyoxigraph.parse(text, format_))) == 2


def test_queries_of_a_build_name_a_graph_only_with_traced_properties() -> None:
    named, queries = set(), []
    for folder in ASKED:
        for query in load_folder(folder).values():
            body = "\n".join(line for line in query.text.splitlines() if not line.startswith(("#", "PREFIX")))
            blocks = re.findall(r"GRAPH \?\w+ \{([^{}]*)\}", body)
            if folder == "examples" or not blocks:
                continue
            queries.append(query.key)
            lists = [] if "?property" not in "".join(blocks) else re.findall(r"VALUES \?property \{([^{}]*)\}", body)
            named |= {expand(name) for name in re.findall(r"[a-z]+:[A-Za-z]+", " ".join(blocks + lists))}

    assert named <= set(TRACED)
    known = ["contested-names", "editions-apart", "names-of-spelling", "text-in-another-language", "title-is-stated"]
    assert sorted(queries) == known


def test_a_property_that_is_not_traced_is_found_without_its_graph_alone(bench: Workbench) -> None:
    bench.add(GRAPH, [(LEGE, URIRef("http://www.w3.org/2004/02/skos/core#notation"), Literal("0110"))])

    assert len(bench.rows('SELECT ?s { ?s ?p "0110" }')) == 1
    assert not bench.rows('SELECT ?s { GRAPH ?g { ?s ?p "0110" } }')


def test_statements_added_twice_are_counted_once_and_written_once(bench: Workbench, tmp_path: Path) -> None:
    again = [*STATEMENTS, (LEGE, NAME, Literal("Lækjar\t1", lang="nn"))]

    assert bench.add(GRAPH, again) == 1
    write_store(bench.files, tmp_path, "dump")

    text = gzip.decompress((tmp_path / "dump.nq.gz").read_bytes()).decode()
    assert text.count("\n") == len(bench) == 3
    assert r'"Lækjar\t1"@nn' in text


def test_threads_read_what_was_just_added() -> None:
    bench = Workbench(BASE)
    found: list[list[int]] = []
    for number in range(100):
        bench.add_lines(GRAPH, [f"<{BASE}{number}-{part}> <{NAME}> <{LEGE}> .\n".encode() for part in range(100)])
        with ThreadPoolExecutor(4) as pool:
            found.append(list(pool.map(lambda _: len(bench), range(4))))

    assert found == [[100 * (number + 1)] * 4 for number in range(100)]
