"""
The writing side of pyoxigraph: the store a release is assembled in.

It stands apart from ``graph/reading/store.py``, the reading door, so that no import of the server can write. The store
holds a statement once, without its graph, which a file has; it knows the graph only of the properties in ``TRACED``.
A store in memory answers queries two to three times as fast as one on disk, which only large sources need.
``building.store_files`` makes the files of a release.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock

import pyoxigraph as ox
from rdflib.namespace import RDF

from .atomic_files import UNFINISHED
from .literals import ntriples_line
from .reading.query_files import QueryFile
from .reading.question import Bindings
from .reading.result_rows import Row, parse_rows
from .reading.store import run
from .statement_files import GraphFiles
from .turtle import stream
from .vocab import PREFIXES, Statement, expand

DEFAULT_GRAPH = ox.DefaultGraph()
_OF_HISTORY = frozenset(ox.NamedNode(expand(f"yg:{name}")) for name in ("RetiredResource", "ReleaseChange"))
# The properties that queries of a build may name within GRAPH; a test holds the queries against this list.
_TRACED = """skos:prefLabel yg:registeredName yg:classifiedIn yg:hasJobTitle yg:summary yg:tasks yg:commonTasks
    yg:workplaces yg:qualities yg:howToBecome yg:howToSpecialise yg:furtherEducation yg:payNote yg:blurb
    yg:entryRequirements dct:description"""
TRACED = frozenset(map(expand, _TRACED.split()))
_TRACED_TERMS = frozenset(f"<{iri}>".encode() for iri in TRACED)
_BLANK = b"_:"
# Lines that may wait for the engine: enough that one source is parsed while it loads another.
_MOST_WAITING = 150_000
# Statements in memory, 340 bytes each: a national release has three fifths of them.
_MOST_IN_MEMORY = 2_900_000
# Lines in a bulk load to disk, which takes 0.3 GB meanwhile; fewer are inserted in a transaction.
_LEAST_LOAD, _MOST_LOAD = 20_000, 200_000


class Workbench:
    """
    A store that sources fill, rules extend and checks read, before it becomes a release.

    With more than *most_in_memory* statements it moves to a new folder in *folder*, or in the system's folder for
    temporary files.
    """

    def __init__(self, base: str, folder: Path | None = None, most_in_memory: int = _MOST_IN_MEMORY) -> None:
        self.base = base
        self._folder, self._most_in_memory = folder, most_in_memory
        self._on_disk = False
        self._held = ox.Store()
        self.files = GraphFiles()
        self._loading: deque[tuple[Future[None], int]] = deque()  # batches begun, and their numbers of lines
        self._waiting = Lock()
        self._loader = ThreadPoolExecutor(1)
        self._made: dict[str, set[bytes]] = {}  # the lines that each rule has constructed

    @property
    def _store(self) -> ox.Store:
        """The store with everything added so far: loading runs beside the interpreter until someone reads."""
        self._wait(0)
        return self._held

    def __len__(self) -> int:
        """Return the number of distinct triples."""
        return int(self.rows("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")[0]["triples"].value)

    def add(self, graph: str, statements: Iterable[Statement]) -> int:
        """
        Add *statements* to *graph*; return the number of new ones.

        They reach the engine as N-Triples, which it parses five times faster than it takes objects.
        """
        return self.add_lines(graph, (ntriples_line(statement).encode() for statement in statements))

    def add_lines(self, graph: str, lines: Iterable[bytes]) -> int:
        """Add *lines* of N-Triples, as the engine writes them, to *graph*; return the number of new ones."""
        graph = str(graph)  # rdflib's IRIs equal no other strings
        fresh = self.files.add(graph, lines)
        if fresh and not self._on_disk and sum(self.files.sizes.values()) > self._most_in_memory:
            self._wait(0)
            self._loading.append((self._loader.submit(self._move_to_disk), len(fresh)))
            self._wait(0)
        elif fresh:
            self._wait(_MOST_WAITING)
            self._loading.append((self._loader.submit(self._load, graph, fresh), len(fresh)))
        return len(fresh)

    def remove(self, graph: str, statements: Iterable[Statement]) -> None:
        """
        Remove *statements* from *graph*, and from the default graph where no other graph states them.

        Every file is read once for that, so all statements of a graph go in one call.
        """
        lines = [ntriples_line(statement).encode() for statement in statements]
        gone = self.files.remove(str(graph), lines)
        for place, taken in ((ox.NamedNode(graph), lines), (DEFAULT_GRAPH, gone)):
            for quad in ox.parse(b"".join(taken), ox.RdfFormat.N_TRIPLES):
                self._store.remove(ox.Quad(quad.subject, quad.predicate, quad.object, place))

    def add_turtle(self, graph: str, path: Path) -> int:
        """Add a Turtle file to *graph*, with canonical names for blank nodes: equal builds name them alike."""
        dataset = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        # A store writes literals in the one form that the engine keeps.
        spelt = ox.Store()
        spelt.extend(_rename(quad, path.stem) for quad in dataset)
        data = spelt.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=DEFAULT_GRAPH) or b""
        return self.add_lines(graph, data.splitlines(keepends=True))

    def construct(self, query: QueryFile, graph: str) -> int:
        """
        Add the new statements that *query* constructs to *graph*, and return their number.

        Raises ``TypeError`` for a query of another form.
        """
        found = run(self._store, query.text, self.base)
        if not isinstance(found, ox.QueryTriples):
            raise TypeError(f"{query.folder}/{query.key}.rq: a rule is a CONSTRUCT query")
        # The engine writes the result without the interpreter's lock; a rule run again finds mostly the same.
        lines = (found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
        seen = self._made.setdefault(f"{query.folder}/{query.key}", set())
        fresh = dict.fromkeys(line for line in lines if line not in seen)
        seen.update(fresh)
        parsed = ox.parse(b"".join(fresh), ox.RdfFormat.N_TRIPLES)
        return self.add_lines(graph, [line for line, quad in zip(fresh, parsed, strict=True) if quad not in self._held])

    def forget_lines(self) -> None:
        """Forget the lines that rules have made, which no other stage needs: 130 MB of a national build."""
        self._made.clear()
        self.files.forget_lines()

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
        """Return the number of subjects under the base IRI that lists show: without retired resources and changes."""
        head = f"{self.base}id/"
        typed = self._store.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), None, DEFAULT_GRAPH)
        living = (quad.subject for quad in typed if quad.object not in _OF_HISTORY)
        subjects = {subject.value for subject in living if isinstance(subject, ox.NamedNode)}
        return sum(1 for subject in subjects if subject.startswith(head) and "#" not in subject)

    def graph_sizes(self) -> dict[str, int]:
        """Return the number of statements in each named graph, by its IRI."""
        return self.files.sizes

    def turtle(self, graph: str) -> bytes:
        """Return one named graph as Turtle, in a fixed order."""
        return b"".join(stream(self.files.lines(str(graph)), PREFIXES))

    def _wait(self, most: int) -> None:
        """Wait until at most *most* lines wait for the engine."""
        with self._waiting:  # checks read in several threads
            while sum(lines for _, lines in self._loading) > most:
                self._loading[0][0].result()  # a batch that failed stays, and fails every later read
                self._loading.popleft()

    def _move_to_disk(self) -> None:
        """Replace the store by one on disk, and load the files of all graphs, which must not change meanwhile."""
        self._on_disk = True
        folder = mkdtemp(prefix=UNFINISHED if self._folder else "yrkesgraf-", dir=self._folder)
        weakref.finalize(self, rmtree, folder, ignore_errors=True)
        self._held = ox.Store(folder)
        for graph in self.files.sizes:
            self._load(graph, self.files.lines(graph))
        self._held.optimize()  # saves a fifth of the time of the rules

    def _load(self, graph: str, lines: list[bytes]) -> None:
        traced = [line for line in lines if line.split(b" ", 2)[1] in _TRACED_TERMS]
        for place, chosen in ((DEFAULT_GRAPH, lines), (ox.NamedNode(graph), traced)):
            load = self._held.bulk_load if self._on_disk and len(chosen) >= _LEAST_LOAD else self._held.load
            # Every load renames blank nodes, so lines that may share one go together.
            is_divided = len(chosen) > _MOST_LOAD and not any(_BLANK in line for line in chosen)
            size = _MOST_LOAD if is_divided else max(1, len(chosen))
            for start in range(0, len(chosen), size):
                load(b"".join(chosen[start : start + size]), ox.RdfFormat.N_TRIPLES, to_graph=place)


def _rename(triple: ox.Quad, prefix: str) -> ox.Quad:
    """Put *prefix* before blank node names, so that the nodes of two files never clash."""
    subject, object_ = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = ox.BlankNode(f"{prefix}-{subject.value}")
    if isinstance(object_, ox.BlankNode):
        object_ = ox.BlankNode(f"{prefix}-{object_.value}")
    return ox.Quad(subject, triple.predicate, object_, DEFAULT_GRAPH)
