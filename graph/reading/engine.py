"""The interface of a query engine, implemented by ``store`` (embedded) and ``remote`` (a SPARQL endpoint elsewhere)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .clock import Clock
from .question import Bindings, Question
from .result_rows import Row
from .store import JSON_RESULTS, TURTLE, Answer


class Engine(Protocol):
    """
    The triples of one release, read only; threads may share an engine.

    Relative IRIs in queries are resolved against ``base``. *bindings* maps variables (without ``?``) to values: an
    ``Iri`` is bound as an IRI, any other string as a literal.

    Every method raises ``QueryFault`` where the query is not SPARQL or a binding is not an IRI, and a remote engine
    raises ``EngineFault`` where it cannot be reached, is too slow or returns an unusable or too large answer.
    """

    base: str
    clock: Clock
    # Whether it is another program, which bounds the size and the time of an answer.
    is_remote: bool

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
        Return the result of *query*: rows and booleans in the media type *results*, triples in *graphs*.

        A given dataset, by the IRIs of its graphs, overrides the FROM clauses of the query.
        """

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT *query* by variable; an unbound variable is absent from its row."""

    def rows_of_each(self, questions: Sequence[Question]) -> list[list[Row]]:
        """
        Return the rows of each of *questions*, in order; bound variables are absent from the rows.

        A remote engine may combine the questions into fewer requests.
        """

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the result of an ASK *query*."""

    def triples(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE *query* in *media_type*; empty for none."""
