"""
What the server asks of the engine behind it: one interface, kept by the embedded store and by any SPARQL endpoint.

``store`` keeps it for the store of a release, ``remote`` for an engine on another machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .store import JSON_RESULTS, TURTLE, Answer, Bindings, Clock, Row


class Engine(Protocol):
    """
    The triples of one release, read only; safe to share between threads.

    Relative IRIs in queries are resolved against ``base``. *bindings* give variables a value: an ``Iri`` as an IRI,
    any other string as a literal.
    """

    base: str
    clock: Clock

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
        Answer *query*: rows and booleans in the media type *results*, triples in *graphs*.

        A given dataset overrides the query's FROM clauses. Raises ``QueryFault`` for what is not SPARQL, and
        ``EngineFault`` where an engine on another machine fails.
        """

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT *query* as dictionaries; unbound variables are absent."""

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer of an ASK *query*."""

    def triples(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        """Return the triples of a CONSTRUCT *query* in *media_type*; empty where there are none."""
