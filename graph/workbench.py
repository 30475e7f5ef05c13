"""
The writing side of pyoxigraph: the store a release is assembled in, and the files made of it.

It stands beside ``graph/store.py``, the reading door, so that nothing the server imports can write. Every statement
is held twice, in the graph of its source and in the default graph, because a union default graph answers 1.3-1.9 times
slower.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib.namespace import RDF
from rdflib.term import Literal, URIRef

from .queries import QueryFile
from .store import Bindings, Row, parse_rows, run
from .vocab import PREFIXES

Statement = tuple[URIRef, URIRef, URIRef | Literal]

DEFAULT_GRAPH = ox.DefaultGraph()
_GZIP_LEVEL = 6


class Workbench:
    """A store in memory that sources fill, rules extend and checks read, before it becomes a release."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._store = ox.Store()

    def __len__(self) -> int:
        """Return the number of distinct triples."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, DEFAULT_GRAPH))

    def add(self, graph: str, statements: Iterable[Statement]) -> int:
        """Add *statements* to *graph*; returns how many of them it did not hold."""
        return self._put(graph, (_triple(statement) for statement in statements))

    def add_turtle(self, graph: str, path: Path) -> int:
        """Add a Turtle file to *graph*, its blank nodes named canonically so that every build names them alike."""
        dataset = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        prefix = path.stem
        return self._put(graph, (_rename(quad.triple, prefix) for quad in dataset))

    def construct(self, query: QueryFile, graph: str) -> int:
        """Add what *query* constructs and nobody has said yet to *graph*; returns how many statements that is."""
        found = run(self._store, query.text, self.base)
        if not isinstance(found, ox.QueryTriples):
            raise TypeError(f"{query.folder}/{query.key}.rq: a rule is a CONSTRUCT query")
        fresh = [triple for triple in found if _quad(triple, DEFAULT_GRAPH) not in self._store]
        return self._put(graph, fresh)

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT query over all statements."""
        found = run(self._store, query, self.base, bindings=bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("only a SELECT query has rows")
        return parse_rows(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def count_things(self) -> int:
        """Return the number of things described under our own base, which is what following links can reach."""
        head = f"{self.base}id/"
        typed = self._store.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), None, DEFAULT_GRAPH)
        subjects = {quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)}
        return sum(1 for subject in subjects if subject.startswith(head) and "#" not in subject)

    def graph_sizes(self) -> dict[str, int]:
        """Return the number of statements in each named graph, by its IRI."""
        return {
            graph.value: sum(1 for _ in self._store.quads_for_pattern(None, None, None, graph))
            for graph in sorted(self._store.named_graphs(), key=str)
            if isinstance(graph, ox.NamedNode)
        }

    def turtle(self, graph: str) -> bytes:
        """Return one named graph as Turtle, in a fixed order."""
        triples = self._sorted_triples(ox.NamedNode(graph))
        return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""

    def triples_as_ntriples(self) -> bytes:
        """Return every distinct triple, one a line, in a fixed order."""
        return b"".join(f"{triple} .\n".encode() for triple in self._sorted_triples(DEFAULT_GRAPH))

    def write_dumps(self, folder: Path, name: str) -> None:
        """Write *name*.ttl (every triple once) and *name*.nq (every statement with its graph), plain and gzipped."""
        triples = self._sorted_triples(DEFAULT_GRAPH)
        ox.serialize(triples, str(folder / f"{name}.ttl"), ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        lines = sorted(f"{quad} .\n" for quad in self._named_quads())
        (folder / f"{name}.nq").write_text("".join(lines), "utf-8")
        for suffix in ("ttl", "nq"):
            plain = folder / f"{name}.{suffix}"
            compressed = gzip.compress(plain.read_bytes(), _GZIP_LEVEL, mtime=0)
            plain.with_suffix(f".{suffix}.gz").write_bytes(compressed)

    def write_store(self, folder: Path) -> None:
        """Write the store to *folder*, compacted for reading."""
        store = ox.Store(str(folder))
        store.bulk_extend(self._store)
        store.optimize()
        store.flush()

    def _put(self, graph: str, triples: Iterable[ox.Triple]) -> int:
        name = ox.NamedNode(graph)
        fresh = [triple for triple in dict.fromkeys(triples) if _quad(triple, name) not in self._store]
        self._store.extend(_quad(triple, place) for triple in fresh for place in (name, DEFAULT_GRAPH))
        return len(fresh)

    def _named_quads(self) -> Iterator[ox.Quad]:
        for graph in self._store.named_graphs():
            yield from self._store.quads_for_pattern(None, None, None, graph)

    def _sorted_triples(self, graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Triple]:
        return sorted((quad.triple for quad in self._store.quads_for_pattern(None, None, None, graph)), key=str)


def _quad(triple: ox.Triple, graph: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _triple(statement: Statement) -> ox.Triple:
    subject, predicate, object_ = statement
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), _term(object_))


def _term(term: URIRef | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(term, URIRef):
        return ox.NamedNode(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype) if term.datatype else None)


def _rename(triple: ox.Triple, prefix: str) -> ox.Triple:
    """Put *prefix* before blank node names, so that the nodes of two files never meet."""
    subject, object_ = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = ox.BlankNode(f"{prefix}-{subject.value}")
    if isinstance(object_, ox.BlankNode):
        object_ = ox.BlankNode(f"{prefix}-{object_.value}")
    return ox.Triple(subject, triple.predicate, object_)
