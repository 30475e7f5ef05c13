"""
The writing side of pyoxigraph: the store a release is assembled in, and the files made of it.

It stands apart from ``graph/reading/store.py``, the reading door, so that no import of the server can write. Every
statement is held twice, in the graph of its source and in the default graph, because a union default graph answers
1.3-1.9 times slower.
"""

from __future__ import annotations

import gzip
import io
import shutil
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox
from rdflib.namespace import RDF
from rdflib.term import Literal, URIRef

from .errors import QueryFault, SourceFault
from .literals import ntriples_line
from .reading.query_files import QueryFile
from .reading.question import Bindings
from .reading.store import Row, parse_rows, run
from .vocab import PREFIXES, Statement

DEFAULT_GRAPH = ox.DefaultGraph()
_GZIP_LEVEL = 6
_CHUNK_BYTES = 1 << 20
_BATCH = 50_000  # statements held as Python objects at a time
_STORE_BATCH = 200_000  # quads: a fourth as many take twice the time, five times as many 1.2 GB more


def check_turtle(path: Path) -> None:
    """Check the Turtle file at *path*; raises ``SourceFault`` with line and column where it is not Turtle."""
    try:
        for _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        complaint = str(error.msg).partition(": ")[2] or str(error.msg)
        raise SourceFault(path, error.lineno, f"column {error.offset}: this is not Turtle: {complaint}") from None


_FORMS = {
    "select": ox.QuerySolutions,
    "ask": ox.QueryBoolean,
    "construct": ox.QueryTriples,
    "describe": ox.QueryTriples,
}
_OTHER_FORM = "the header declares the form {!r}, the query has another; correct its line '# form: …'"
_ANY_IRI = "urn:x-yrkesgraf:any"


def check_query(query: QueryFile) -> None:
    """
    Check *query* by running it on an empty store.

    Raises ``SourceFault``, with line and column where it is not SPARQL, and also where its form or its variables differ
    from those that its header declares.
    """
    try:
        found = run(ox.Store(), query.text, "http://localhost/")
        if not isinstance(found, _FORMS.get(query.form, ())):
            raise SourceFault(query.path, None, _OTHER_FORM.format(query.form))
        for field, fill in (("choose", query.choose), ("except", query.leave_out)):
            if query.words(field):
                run(ox.Store(), fill([_ANY_IRI]), "http://localhost/")
    except ValueError as fault:
        raise SourceFault(query.path, None, f"{fault}, since the header declares its variable") from None
    except QueryFault as fault:
        place = "" if fault.column is None else f"column {fault.column}: "
        complaint = str(fault).rpartition(place)[2] if place else str(fault)
        raise SourceFault(query.path, fault.line, f"{place}this is not SPARQL 1.1: {complaint}") from None


class Workbench:
    """A store in memory that sources fill, rules extend and checks read, before it becomes a release."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._store = ox.Store()

    def __len__(self) -> int:
        """Return the number of distinct triples."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, DEFAULT_GRAPH))

    def add(self, graph: str, statements: Iterable[Statement]) -> int:
        """
        Add *statements* to *graph*; return the number of new ones.

        They reach an empty graph as N-Triples, which the engine parses five times faster than it takes objects.
        """
        if next(self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)), None) is not None:
            return self._put(graph, (_triple(statement) for statement in statements))
        lines = dict.fromkeys(map(ntriples_line, statements))
        data = "".join(lines).encode()
        for place in (ox.NamedNode(graph), DEFAULT_GRAPH):
            self._store.load(data, ox.RdfFormat.N_TRIPLES, to_graph=place)
        return len(lines)

    def remove(self, graph: str, statements: Iterable[Statement]) -> None:
        """Remove *statements* from *graph*, and from the default graph where no other graph states them."""
        name = ox.NamedNode(graph)
        for triple in map(_triple, statements):
            self._store.remove(_quad(triple, name))
            places = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if all(quad.graph_name == DEFAULT_GRAPH for quad in places):
                self._store.remove(_quad(triple, DEFAULT_GRAPH))

    def add_turtle(self, graph: str, path: Path) -> int:
        """Add a Turtle file to *graph*, with canonical names for blank nodes: equal builds name them alike."""
        dataset = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        prefix = path.stem
        return self._put(graph, (_rename(quad.triple, prefix) for quad in dataset))

    def construct(self, query: QueryFile, graph: str) -> int:
        """
        Add the new statements that *query* constructs to *graph*, and return their number.

        Raises ``TypeError`` for a query of another form.
        """
        found = run(self._store, query.text, self.base)
        if not isinstance(found, ox.QueryTriples):
            raise TypeError(f"{query.folder}/{query.key}.rq: a rule is a CONSTRUCT query")
        # The result is exhausted before any statement is added: the query may still be reading.
        fresh = [triple for triple in found if _quad(triple, DEFAULT_GRAPH) not in self._store]
        return self._put(graph, fresh)

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT query over all statements; raises ``TypeError`` for a query of another form."""
        found = run(self._store, query, self.base, bindings=bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("only a SELECT query has rows")
        return parse_rows(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def uses(self, term: str) -> bool:
        """Return whether *term* is the class of an instance or the property of a statement."""
        node = ox.NamedNode(term)
        instances = self._store.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), node, DEFAULT_GRAPH)
        statements = self._store.quads_for_pattern(None, node, None, DEFAULT_GRAPH)
        return next(chain(instances, statements), None) is not None

    def count_things(self) -> int:
        """Return the number of subjects under our own base, which is the number that following links can reach."""
        head = f"{self.base}id/"
        typed = self._store.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), None, DEFAULT_GRAPH)
        subjects = {quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)}
        return sum(1 for subject in subjects if subject.startswith(head) and "#" not in subject)

    def graph_sizes(self) -> dict[str, int]:
        """Return the number of statements in each named graph, by its IRI."""
        return {
            graph.value: sum(1 for _ in self._store.quads_for_pattern(None, None, None, graph))
            for graph in self._graphs()
        }

    def turtle(self, graph: str) -> bytes:
        """Return one named graph as Turtle, in a fixed order."""
        triples = ox.parse(b"".join(self._lines(ox.NamedNode(graph))), ox.RdfFormat.N_TRIPLES)
        return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""

    def write_dumps(self, folder: Path, name: str) -> None:
        """
        Write *name*.ttl (every triple once) and *name*.nq (every statement with its graph), plain and gzipped.

        Lines are sorted as bytes, the quads a graph at a time: a sorted list of the engine's objects takes ten times
        the memory.
        """
        with (folder / f"{name}.nq").open("wb") as file:
            for graph in self._graphs():
                tail = f" {graph} .\n".encode()
                file.writelines(line[:-3] + tail for line in self._lines(graph))
        lines = io.BytesIO(b"".join(self._lines(DEFAULT_GRAPH)))
        triples = ox.parse(lines, ox.RdfFormat.N_TRIPLES)
        ox.serialize(triples, str(folder / f"{name}.ttl"), ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        for suffix in ("ttl", "nq"):
            plain = folder / f"{name}.{suffix}"
            with (
                plain.open("rb") as source,
                plain.with_suffix(f".{suffix}.gz").open("wb") as target,
                gzip.GzipFile("", "wb", _GZIP_LEVEL, target, mtime=0) as compressed,
            ):
                shutil.copyfileobj(source, compressed, _CHUNK_BYTES)

    def write_store(self, folder: Path) -> None:
        """
        Write the store to *folder*, compacted for reading.

        The statements pass as N-Quads, a graph at a time: parsing them again takes a third of the time that copying
        the engine's objects takes.
        """
        store = ox.Store(str(folder))
        graphs: list[ox.NamedNode | ox.DefaultGraph] = [*self._graphs(), DEFAULT_GRAPH]
        for graph in graphs:
            data = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
            store.bulk_load(data, ox.RdfFormat.N_TRIPLES, to_graph=graph)
        store.optimize()
        store.flush()

    def _put(self, graph: str, triples: Iterable[ox.Triple]) -> int:
        name = ox.NamedNode(graph)
        count = 0
        waiting = iter(triples)
        while batch := dict.fromkeys(islice(waiting, _BATCH)):
            fresh = [triple for triple in batch if _quad(triple, name) not in self._store]
            self._store.extend(_quad(triple, place) for triple in fresh for place in (name, DEFAULT_GRAPH))
            count += len(fresh)
        return count

    def _graphs(self) -> list[ox.NamedNode]:
        return sorted((graph for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)), key=str)

    def _lines(self, graph: ox.NamedNode | ox.DefaultGraph) -> list[bytes]:
        """Return the triples of *graph* as lines of N-Triples, sorted."""
        dump = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        return sorted(dump.splitlines(keepends=True))


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
    """Put *prefix* before blank node names, so that the nodes of two files never clash."""
    subject, object_ = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = ox.BlankNode(f"{prefix}-{subject.value}")
    if isinstance(object_, ox.BlankNode):
        object_ = ox.BlankNode(f"{prefix}-{object_.value}")
    return ox.Triple(subject, triple.predicate, object_)
