"""The workbench keeps every statement with its graph, and writes the same bytes every time."""

from __future__ import annotations

import gc
import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pyoxigraph
import pytest
from rdflib import Literal, URIRef

from graph import workbench
from graph.atomic_files import UNFINISHED
from graph.building.inputs import ASKED
from graph.building.store_files import write_store
from graph.reading.query_files import QueryFile, load_folder
from graph.reading.store import GraphStore
from graph.vocab import expand
from graph.workbench import TRACED, Workbench

BASE = "http://localhost:8000/"
GRAPH = f"{BASE}id/graph/one"
LEGE, NAME = URIRef(f"{BASE}id/occupation/lege"), URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
NOTATION = URIRef("http://www.w3.org/2004/02/skos/core#notation")
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


@pytest.fixture(params=[10**6, 0, 2])
def sized(request: pytest.FixtureRequest, tmp_path: Path) -> Workbench:
    """A bench with the statements that stays in memory, or is on disk from the first statement or the third."""
    bench = Workbench(BASE, tmp_path, most_in_memory=request.param)
    bench.add(GRAPH, STATEMENTS)
    bench.add(f"{BASE}id/graph/two", [*STATEMENTS, (LEGE, NOTATION, Literal("0110"))])
    assert len(list(tmp_path.iterdir())) == (request.param < 5)
    return bench


def test_a_large_bench_answers_from_disk_as_from_memory(sized: Workbench) -> None:
    rule = QueryFile("copy", "rules", "CONSTRUCT { ?s <p> ?o } WHERE { ?s ?p ?o }", {})

    assert [sized.construct(rule, f"{BASE}id/graph/rule-copy") for _ in range(2)] == [3, 0]
    sized.remove(GRAPH, STATEMENTS)

    assert len(sized) == 6
    assert len(sized.rows("SELECT ?g ?o { GRAPH ?g { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o } }")) == 2
    assert sized.uses(str(NOTATION))
    assert sized.graph_sizes() == {GRAPH: 0, f"{BASE}id/graph/rule-copy": 3, f"{BASE}id/graph/two": 3}


class Loads:
    """A store that notes the lines of each bulk load, and refuses to load where the disk is full."""

    lines: ClassVar[list[int]] = []
    is_full = False

    def __init__(self, *place: str) -> None:
        self._store = pyoxigraph.Store(*place)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def bulk_load(self, data: bytes, *rest: Any, **options: Any) -> None:
        if self.is_full:
            raise OSError(28, "No space left on device")
        self.lines.append(data.count(b"\n"))
        self._store.bulk_load(data, *rest, **options)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> type[Loads]:
    monkeypatch.setattr(workbench, "ox", SimpleNamespace(**vars(pyoxigraph) | {"Store": Loads}))
    monkeypatch.setattr(workbench, "_LEAST_LOAD", 3)
    monkeypatch.setattr(workbench, "_MOST_LOAD", 4)
    monkeypatch.setattr(Loads, "lines", [])
    return Loads


def test_a_graph_is_loaded_to_disk_in_parts(tmp_path: Path, loads: type[Loads]) -> None:
    bench = Workbench(BASE, tmp_path, most_in_memory=20)

    for graph in ("one", "two", "three"):
        bench.add(f"{BASE}id/graph/{graph}", [(LEGE, NAME, Literal(f"{graph} {number}")) for number in range(10)])

    assert len(bench) == 30
    assert len(bench.rows("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")) == 30
    assert loads.lines == [4, 4, 2] * 6


def test_a_blank_node_stays_one_on_disk(tmp_path: Path, loads: type[Loads]) -> None:
    bench = Workbench(BASE, tmp_path, most_in_memory=0)

    bench.add_lines(GRAPH, [f'_:one <http://a.example/p> "{number}" .\n'.encode() for number in range(10)])

    assert len(bench.rows("SELECT DISTINCT ?s { ?s ?p ?o }")) == 1
    assert loads.lines == [10]


def test_a_bench_that_found_the_disk_full_does_not_answer(
    tmp_path: Path, loads: type[Loads], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loads, "is_full", True)
    bench = Workbench(BASE, tmp_path, most_in_memory=5)
    bench.add(GRAPH, STATEMENTS)
    with pytest.raises(OSError, match="No space left"):
        bench.add(f"{BASE}id/graph/two", [(LEGE, NAME, Literal(str(number))) for number in range(10)])

    with pytest.raises(OSError, match="No space left"):
        bench.rows("SELECT ?o { ?s ?p ?o }")


def test_nothing_is_left_of_a_large_bench(tmp_path: Path) -> None:
    bench = Workbench(BASE, tmp_path, most_in_memory=0)
    bench.add(GRAPH, STATEMENTS)
    assert [path.name.startswith(UNFINISHED) for path in tmp_path.iterdir()] == [True]

    del bench
    gc.collect()

    assert not list(tmp_path.iterdir())


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
    bench.add(GRAPH, [(LEGE, NOTATION, Literal("0110"))])

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
    bench.add(GRAPH, [(LEGE, NOTATION, Literal("0110"))])

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
