"""Runs the W3C's tests of query evaluation and syntax on the embedded engine, in this process."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from rdflib.plugins.sparql.results.rdfresults import RDFResultParser
from rdflib.term import BNode, Literal, Node, URIRef

from graph.errors import QueryFault
from graph.reading.result_rows import parse_rows
from graph.reading.store import JSON_RESULTS, GraphStore, convert_results, run

from .manifest import MF, QT, Case
from .outcomes import FAILED, PASSED, Outcome

SUITES = (
    "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation",
    "project-expression", "property-path", "subquery", "syntax-query",
)  # fmt: skip
_BY_VALUE = "The engine stores each number and boolean by its value, so 1.0 comes back as 1."
_GRAPH_NAME = "The patterns inside GRAPH bind its variable, where the group as a whole should."
_LANGUAGE = "GROUP_CONCAT keeps a language tag that all its values share."
_ZERO_LENGTH = "A zero-length path from or to a constant has no row over an empty dataset."
# The tests that the engine fails, by suite and name, with the reason in one line.
KNOWN_FAILURES = {
    **dict.fromkeys(
        (
            "aggregates-agg-sum-02", "aggregates-agg-avg-02", "aggregates-agg-min-01", "aggregates-agg-min-02",
            "aggregates-agg-max-01", "aggregates-agg-max-02", "aggregates-agg-err-02", "aggregates-agg-max-distinct",
            "aggregates-agg-min-distinct", "cast-cast-bool", "cast-cast-int", "cast-cast-float", "cast-cast-double",
            "cast-cast-decimal", "cast-cast-string", "functions-plus-1-corrected", "functions-plus-2-corrected",
            "functions-coalesce01",
        ),
        _BY_VALUE,
    ),
    **dict.fromkeys(("aggregates-agg-groupconcat-04", "aggregates-agg-groupconcat-06"), _LANGUAGE),
    **dict.fromkeys(
        ("aggregates-agg-empty-group-count-graph", "bindings-graph", "negation-graph-minus"), _GRAPH_NAME
    ),
    **dict.fromkeys(
        (
            "property-path-zero_or_more_set_start", "property-path-zero_or_more_set_end",
            "property-path-zero_or_one_set_start", "property-path-zero_or_one_set_end",
        ),
        _ZERO_LENGTH,
    ),
    "functions-bnode01": "BNODE gives a string the same node in all rows, where each row should have one of its own.",
}  # fmt: skip

_RESULTS = {".srx": "application/sparql-results+xml", ".srj": JSON_RESULTS}
_DATA = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
_ROW = URIRef("urn:x-row:row")


@dataclass(frozen=True)
class Evaluation:
    """A test: its case, its kind, its query, its data and named graphs, and the file with the expected result."""

    case: Case
    kind: str
    query: Path
    data: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None


def run_evaluations(shared: Path) -> list[Outcome]:
    """Return the outcome of every test of the suites in *shared*, in the order of the manifests."""
    return [_judge(one) for suite in SUITES for one in _read_manifest(shared / suite)]


def _read_manifest(folder: Path) -> Iterator[Evaluation]:
    graph = rdflib.Graph().parse(folder / "manifest.ttl", publicID=f"{folder.as_uri()}/")
    (entries,) = graph.objects(None, MF.entries)
    for entry in Collection(graph, entries):
        action = graph.value(entry, MF.action)
        query = graph.value(action, QT.query) or action
        kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
        case = Case(str(entry), str(graph.value(entry, MF.name)), folder.name)
        yield Evaluation(
            case,
            kind,
            _path(folder, query),
            tuple(_path(folder, file) for file in graph.objects(action, QT.data)),
            tuple(_path(folder, file) for file in graph.objects(action, QT.graphData)),
            _path(folder, result) if (result := graph.value(entry, MF.result)) else None,
        )


def _path(folder: Path, iri: Node | None) -> Path:
    return folder / str(iri).rpartition("/")[2]


def _judge(test: Evaluation) -> Outcome:
    complaint = _complain(test)
    if not complaint:
        return Outcome(test.case, PASSED)
    return Outcome(test.case, FAILED, KNOWN_FAILURES.get(f"{test.case.suite}-{test.case.key}", complaint))


def _complain(test: Evaluation) -> str:
    """Return the fault of the engine's answer, '' for none."""
    base = f"{test.case.iri.rpartition('/')[0]}/"
    text = test.query.read_text("utf-8")
    if "Syntax" in test.kind:
        return _complain_of_syntax(text, base, is_valid=test.kind.startswith("Positive"))
    store = ox.Store()
    places: list[tuple[Path, ox.DefaultGraph | ox.NamedNode]] = [(file, ox.DefaultGraph()) for file in test.data]
    places += [(file, ox.NamedNode(base + file.name)) for file in test.named]
    for file, place in places:
        store.load(path=file, format=_DATA[file.suffix], base_iri=base + file.name, to_graph=place)
    try:
        found = GraphStore(store, base + test.query.name).answer(text, graphs="application/n-triples")
    except QueryFault as fault:
        return str(fault)
    if test.result is None:
        return "the manifest has no result"
    if found.media_type != JSON_RESULTS:
        expected = rdflib.Graph().parse(test.result, publicID=base)
        got = rdflib.Graph().parse(data=found.body.decode(), format="nt")
        return "" if isomorphic(got, expected) else "the graphs differ"
    return _compare(found.body, _read_result(test.result))


def _read_result(file: Path) -> bytes:
    """Return an expected result as JSON; one in Turtle has the result-set vocabulary of the test suites."""
    if file.suffix == ".ttl":
        with file.open("rb") as stream:
            found = RDFResultParser().parse(stream, format="turtle")  # type: ignore[no-untyped-call]  # rdflib's
        return found.serialize(format="json") or b""
    return convert_results(file.read_bytes(), _RESULTS[file.suffix], JSON_RESULTS)


def _complain_of_syntax(text: str, base: str, *, is_valid: bool) -> str:
    try:
        run(ox.Store(), text, base)
    except QueryFault as fault:
        # A fault without a place is none of syntax: a function that the engine does not have.
        return str(fault) if is_valid and fault.line else ""
    return "" if is_valid else "the query is taken as valid"


def _compare(got: bytes, expected: bytes) -> str:
    """Return the difference between two results in JSON, '' for none; rows are compared as a multiset."""
    booleans = [json.loads(body).get("boolean") for body in (got, expected)]
    if booleans != [None, None]:
        return "" if booleans[0] == booleans[1] else "the boolean differs"
    rows = [_rows(body) for body in (got, expected)]
    if (
        Counter(map(_unnamed, rows[0]))
        == Counter(_unnamed(_by_value(row)) for row in rows[1])
        != Counter(map(_unnamed, rows[1]))
    ):
        return _BY_VALUE
    # Blank nodes first count as alike, which is quick; then their names must map onto each other.
    if Counter(map(_unnamed, rows[0])) != Counter(map(_unnamed, rows[1])):
        return f"the rows differ: {sorted(map(sorted, rows[0]))[:2]}"
    has_blanks = any(kind == "bnode" for row in rows[0] for _, kind, *_ in row)
    if has_blanks and not isomorphic(*map(_graph, rows)):
        return "the blank nodes differ"
    return ""


_Cell = tuple[str, str, str, str, str]


def _rows(body: bytes) -> list[frozenset[_Cell]]:
    return [
        frozenset((name, cell.kind, cell.value, cell.language.lower(), cell.datatype) for name, cell in row.items())
        for row in parse_rows(body)
    ]


def _by_value(row: frozenset[_Cell]) -> frozenset[_Cell]:
    """Return *row* with each literal as the engine stores it."""
    return frozenset(
        cell if not cell[4] else (*cell[:2], _stored(ox.Literal(cell[2], datatype=ox.NamedNode(cell[4]))), *cell[3:])
        for cell in row
    )


def _stored(literal: ox.Literal) -> str:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(_ROW), ox.NamedNode(_ROW), literal))
    (quad,) = store
    return str(quad.object.value)


def _unnamed(row: frozenset[_Cell]) -> frozenset[_Cell]:
    return frozenset(cell if cell[1] != "bnode" else (cell[0], "bnode", "", "", "") for cell in row)


def _graph(rows: list[frozenset[_Cell]]) -> rdflib.Graph:
    """Return rows as a graph with a node for each row, which shares the blank nodes of its cells."""
    graph = rdflib.Graph()
    for row in rows:
        node = BNode()
        graph.add((node, RDF.type, _ROW))
        for name, kind, value, language, datatype in row:
            term = BNode(value) if kind == "bnode" else Literal(f"{kind} {value} {language} {datatype}")
            graph.add((node, URIRef(f"urn:x-row:{name}"), term))
    return graph
