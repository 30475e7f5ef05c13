"""A release in memory gives the rows that it gives from its files, to the queries of the project and to made ones."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import queries
from graph.errors import QueryFault
from graph.reading.manifest import DUMP
from graph.reading.memory_store import hold_dump
from graph.reading.release import Release
from graph.reading.store import GraphStore
from server.executors.named_graphs import may_name_graphs
from tests.bench.cases import QUERIES

MADE = 2_000
N_TRIPLES = "application/n-triples"
BENCH = [text for name, text in QUERIES.items() if name != "heavy"]
OWN = {
    path.relative_to(queries.FOLDER).as_posix(): path.read_text("utf-8")
    for folder in ("examples", "checks", "course", "tables")
    for path in sorted((queries.FOLDER / folder).glob("*.rq"))
} | {f"bench/{number}": text for number, text in enumerate(BENCH)}
# What they give depends on the order in which the engine finds things: the first rows, and one value of several.
BLANK_NODE = re.compile(r"_:\w+")
CHOOSY = ("LIMIT", "SAMPLE", "GROUP_CONCAT")


@pytest.fixture(scope="module")
def held(whole: Release) -> GraphStore:
    return hold_dump(whole.folder / DUMP, whole.manifest.base)


def rows_of(store: GraphStore, text: str) -> Counter[str]:
    """Return each row of the answer, or each of its triples, with their number; blank nodes are alike."""
    answer = store.answer(text, graphs=N_TRIPLES)
    if answer.media_type == N_TRIPLES:
        return Counter(BLANK_NODE.sub("_:b", line) for line in answer.body.decode().splitlines())
    found = json.loads(answer.body)
    if "boolean" in found:
        return Counter([str(found["boolean"])])
    rows = found["results"]["bindings"]
    return Counter(str(sorted((name, _alike(term)) for name, term in row.items())) for row in rows)


def _alike(term: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (("type", "bnode"),) if term["type"] == "bnode" else tuple(sorted(term.items()))


def test_it_holds_the_default_graph_whole(whole: Release, held: GraphStore) -> None:
    assert len(held) == whole.manifest.triples


@pytest.mark.parametrize("name", [name for name, text in OWN.items() if not may_name_graphs(text)])
def test_the_queries_of_the_project_have_the_same_rows(whole: Release, held: GraphStore, name: str) -> None:
    text = OWN[name]
    on_disk, in_memory = (rows_of(store, text) for store in (whole.store, held))  # type: ignore[arg-type]

    if any(word in text for word in CHOOSY):
        assert on_disk.total() == in_memory.total()
    else:
        assert on_disk == in_memory


def made_queries(store: GraphStore) -> Iterator[str]:
    """Yield queries made by chance of triples that are in *store*, so that most have answers."""
    chance = random.Random(16)
    triples = sorted(rows_of(store, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER (!ISBLANK(?s) && !ISBLANK(?o)) }"))
    for _ in range(MADE):
        subject, verb, rest = chance.choice(triples).split(" ", 2)
        object_ = rest.removesuffix(" .")
        others = [chance.choice(triples).split(" ", 2)[1] for _ in range(2)]
        kind = chance.choice(["chain", "star", "object", "path", "group", "minus"])
        yield {
            "chain": f"SELECT * {{ {subject} {verb} ?a . ?a {others[0]} ?b OPTIONAL {{ ?b {others[1]} ?c }} }}",
            "star": f"SELECT * {{ ?a {verb} {object_} ; {others[0]} ?b FILTER (ISIRI(?a)) }}",
            "object": f"SELECT * {{ ?a ?b {object_} }}",
            "path": f"SELECT DISTINCT ?a {{ {subject} ({verb}|{others[0]})/{others[1]}? ?a }}",
            "group": f"SELECT ?b (COUNT(?a) AS ?n) {{ ?a {verb} {object_} . ?a {others[0]} ?b }} GROUP BY ?b",
            "minus": f"SELECT ?a {{ ?a {verb} {object_} MINUS {{ ?a {others[0]} ?b }} }}",
        }[kind]


def test_made_queries_have_the_same_rows(whole: Release, held: GraphStore) -> None:
    differing, answered = [], 0
    for text in made_queries(held):
        on_disk, in_memory = (rows_of(store, text) for store in (whole.store, held))  # type: ignore[arg-type]
        answered += bool(on_disk)
        if on_disk != in_memory:
            differing.append(text)

    assert differing == []
    assert answered > MADE / 3


def test_no_query_that_reads_a_named_graph_is_taken_for_one_that_does_not(whole: Release) -> None:
    asking = [
        "ASK { GRAPH ?g { ?s ?p ?o } }",
        "ASK{GRAPH?g{?s ?p ?o}}",
        "PREFIX : <http://example.org/> ASK{graph:g{}}",
        "ASK FROM <http://example.org/> {}",
        "SELECT*FROM NAMED<http://example.org/>{}",
        "PREFIX e: <http://example.org/> ASK { ?s e:p ?o.GRAPH ?g {} }",
        'ASK { ?s ?p "# no comment" GRAPH ?g {} }',
    ]
    other = ["ASK { ?graph ?from 'a graph' } # from here", "PREFIX e: <http://e.org/> ASK { ?s e:wasDerivedFrom ?o }"]

    assert [may_name_graphs(text) for text in asking] == [True] * len(asking)
    assert [may_name_graphs(text) for text in other] == [False] * len(other)


def test_an_escape_is_no_letter_of_a_keyword(whole: Release) -> None:
    refused = []
    for text in (r"ASK { \u0047RAPH ?g { ?s ?p ?o } }", r"ASK \u0046ROM <http://example.org/> {}"):
        with pytest.raises(QueryFault, match="not SPARQL"):
            whole.store.answer(text)
        refused.append(text)

    assert len(refused) == 2


def test_paths_of_the_dump_are_those_of_the_release(whole: Release) -> None:
    assert Path(DUMP) in {Path(name) for name in whole.files()}
