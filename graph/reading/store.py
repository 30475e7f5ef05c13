"""
The store of a release opened for reading.

Results are returned as bytes serialised by the engine: iterating over its rows takes the interpreter lock once per row
(500 times slower in a busy threaded server, measured), and its result objects may not cross threads.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from ..errors import QueryFault, ReleaseFault
from ..turtle import pretty
from ..vocab import DEFAULT_BASE, PREFIXES, Iri
from .clock import Clock
from .column_order import order_columns
from .limits.xml_answers import check_writing, check_xml
from .question import Bindings, Question
from .result_rows import Row, parse_rows
from .sparql_tokens import BYTE_ORDER_MARK
from .syntax_faults import explain_function, explain_syntax, refuse_deep

JSON_RESULTS = "application/sparql-results+json"
TURTLE = "text/turtle"
_FORMATTED = frozenset((TURTLE, "application/trig"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised result: the bytes and their media type."""

    body: bytes
    media_type: str


class GraphStore:
    """
    The embedded engine: the triples of one release, read only, as ``Engine`` describes.

    *place* is a store or the folder of one; raises ``ReleaseFault`` where the folder holds no readable store.
    """

    def __init__(self, place: Path | ox.Store, base: str) -> None:
        self.base, self.is_remote = base, False
        self.clock = Clock()
        self._store = place if isinstance(place, ox.Store) else _open(place)

    def __len__(self) -> int:
        return len(self._store)

    def answer(
        self,
        query: str,
        *,
        results: str = JSON_RESULTS,
        graphs: str = TURTLE,
        bindings: Bindings | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """
        Return the result of *query*, as ``Engine`` describes.

        Raises ``ValueError`` where the engine does not write the media type *results* or *graphs*, and ``QueryFault``
        for an answer that cannot be XML.
        """
        with self.clock:
            found = run(self._store, query, self.base, bindings=bindings, dataset=(default_graphs, named_graphs))
            if isinstance(found, ox.QueryTriples):
                return Answer(_serialise_triples(found, graphs, (bindings or {}).get("this", "")), graphs)
            return Answer(check_xml(found.serialize(format=_results_format(results)) or b"", results), results)

    def write(
        self,
        query: str,
        begin: Callable[[str], IO[bytes]],
        *,
        results: str,
        graphs: str,
        dataset: tuple[Sequence[str] | None, Sequence[str] | None],
    ) -> None:
        """
        Write the result of *query* into the stream that *begin* returns for its media type, while it is computed.

        Turtle and TriG are formatted for people, as a whole. The interpreter lock is taken for every piece, so this is
        for a process without other threads at work. Raises as ``answer`` and as the stream do.
        """
        found = run(self._store, query, self.base, dataset=dataset)
        if not isinstance(found, ox.QueryTriples):
            found.serialize(check_writing(begin(results), results), format=_results_format(results))
        elif graphs in _FORMATTED:
            begin(graphs).write(_serialise_triples(found, graphs, ""))
        else:
            found.serialize(check_writing(begin(graphs), graphs), format=ox.RdfFormat.from_media_type(graphs))

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT *query* by variable; an unbound variable is absent from its row."""
        return parse_rows(self.answer(query, bindings=bindings).body)

    def rows_of_each(self, questions: Sequence[Question]) -> list[list[Row]]:
        """Return the rows of each of *questions*, one query each, as ``Engine`` describes."""
        found = [self.rows(question.text, question.bindings) for question in questions]
        for question, rows in zip(questions, found, strict=True):
            for row in rows:
                for name in question.bindings:
                    row.pop(name, None)
        return found

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the result of an ASK *query*."""
        return bool(json.loads(self.answer(query, bindings=bindings).body)["boolean"])

    def triples(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE *query*; raises ``TypeError`` for one of another form."""
        with self.clock:
            found = run(self._store, query, self.base, bindings=bindings)
            if not isinstance(found, ox.QueryTriples):
                raise TypeError("only a CONSTRUCT or DESCRIBE query has triples")
            return _serialise_triples(found, media_type, (bindings or {}).get("this", ""))


def _results_format(media_type: str) -> ox.QueryResultsFormat:
    """Return the format of rows; raises ``ValueError`` where the engine does not write it."""
    if (found := ox.QueryResultsFormat.from_media_type(media_type)) is None:
        raise ValueError(f"the engine has no results format {media_type!r}")
    return found


def _open(path: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:  # the engine raises RuntimeError for damaged files
        raise ReleaseFault(f"{path}: no store can be opened here ({error})") from error


def run(
    store: ox.Store,
    query: str,
    base: str,
    *,
    bindings: Bindings | None = None,
    dataset: tuple[Sequence[str] | None, Sequence[str] | None] = (None, None),
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """
    Evaluate *query* on *store* with a dataset of (default graphs, named graphs), each None for the query's own.

    A byte order mark before the query is ignored, and the columns of ``SELECT *`` are ordered by first use. Raises
    ``QueryFault`` where the query is not SPARQL, is nested too deeply or calls an unknown function, and where a term is
    not an IRI.
    """
    query = query.removeprefix(BYTE_ORDER_MARK)
    refuse_deep(query)
    default_graphs, named_graphs = dataset
    if default_graphs is None and named_graphs is not None:
        # SPARQL 1.1 Protocol §2.1.4: a dataset given by its named graphs alone has an empty default graph.
        default_graphs = ()
    try:
        return store.query(
            query if bindings else order_columns(query, _find_variables),
            base_iri=base,
            substitutions=_substitutions(bindings) if bindings else None,
            default_graph=None if default_graphs is None else [ox.NamedNode(iri) for iri in default_graphs],
            named_graphs=None
            if named_graphs is None and default_graphs is None
            else [ox.NamedNode(iri) for iri in named_graphs or ()],
        )
    except SyntaxError as error:
        raise explain_syntax(error, query, _find_error) from None
    except ValueError as error:
        raise QueryFault(f"{error}") from None
    except RuntimeError as error:
        raise explain_function(error) or error from None


def _find_variables(query: str) -> list[str]:
    """Return the variables in scope of a SELECT *query*; raises ``SyntaxError`` where it is none."""
    found = ox.Store().query(query, base_iri=DEFAULT_BASE)
    return [variable.value for variable in found.variables] if isinstance(found, ox.QuerySolutions) else []


def _find_error(query: str) -> SyntaxError | None:
    """Return the engine's error for *query*, None for a valid one."""
    try:
        ox.Store().query(query, base_iri=DEFAULT_BASE)
    except SyntaxError as error:
        return error
    return None


def _substitutions(bindings: Bindings) -> dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return {
        ox.Variable(name): ox.NamedNode(value) if isinstance(value, Iri) else ox.Literal(value)
        for name, value in bindings.items()
    }


def convert_results(body: bytes, given: str, wanted: str) -> bytes:
    """
    Return rows or a boolean in the media type *wanted*.

    Raises ``ValueError`` where the bytes are not in *given* or the engine does not know a media type.
    """
    from_format = ox.QueryResultsFormat.from_media_type(given)
    to_format = ox.QueryResultsFormat.from_media_type(wanted)
    if from_format is None or to_format is None:
        raise ValueError(f"the engine has no results format {given!r} or {wanted!r}")
    try:
        return check_xml(ox.parse_query_results(body, format=from_format).serialize(format=to_format) or b"", wanted)
    except SyntaxError as error:
        raise ValueError(str(error.msg)) from None


def write_term(value: str) -> str:
    r"""
    Return *value* as a SPARQL term: an ``Iri`` as an IRI, any other string as a literal.

    Raises ``QueryFault`` where an ``Iri`` is not a valid IRI, so that no value can end its term.

    >>> write_term(Iri("http://example.org/a")), write_term('say "hi"')
    ('<http://example.org/a>', '"say \\"hi\\""')
    """
    try:
        return str(ox.NamedNode(value) if isinstance(value, Iri) else ox.Literal(value))
    except ValueError as error:
        raise QueryFault(f"{error}") from None


def _serialise_triples(triples: ox.QueryTriples, media_type: str, first: str) -> bytes:
    """Return *triples* serialised without the interpreter lock; Turtle and TriG are formatted for people."""
    format_ = ox.RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise ValueError(f"the engine has no RDF format {media_type!r}")
    if format_ in {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG}:
        n_triples = triples.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return pretty(n_triples.decode(), PREFIXES, first).encode()
    return check_xml(triples.serialize(format=format_) or b"", media_type)
