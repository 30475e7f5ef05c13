"""Answers to ad-hoc queries: from the client's cache, ours, or an executor."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING, TypeVar

import msgspec

from graph.errors import QueryFault
from graph.reading.limits.service_keyword import asks_other_services
from graph.reading.release import Release
from graph.reading.store import Answer

from ..adhoc_query import Query
from ..executors.open_answer import OpenAnswer
from ..formats import GRAPHS, RESULTS, Format
from ..http.answer_cache import identify, is_lasting
from ..http.site import Site
from ..refusals import NoAcceptableForm, Refused
from ..request_record import Trace
from .join_order import order_joins
from .partition_queries import use_partitions
from .protocol import Accepted, Operation

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

T = TypeVar("T")
_BY_MEDIA_TYPE = {format_.media_type: format_ for format_ in (*RESULTS, *GRAPHS)}
_NO_SERVICE = (
    "SERVICE is refused: this endpoint does not query other endpoints. "
    "Run the federated query on your side, with this endpoint in its SERVICE clause."
)


class AskedQuery(msgspec.Struct, frozen=True):
    """A query with its accepted formats and its cache key, '' for a query that is not deterministic."""

    operation: Operation
    accepted: Accepted
    key: str

    def query(self, trace: Trace) -> Query:
        """Return the ad-hoc query for the request that *trace* records."""
        return self.operation.query(self.accepted, trace)


def ask(data_name: str, operation: Operation, accepted: Accepted) -> AskedQuery:
    """Return the query with its cache key for the data of this name (``Site.name_data``)."""
    query = operation.query(accepted, Trace())
    return AskedQuery(operation, accepted, identify(data_name, query) if is_lasting(query) else "")


class Found(msgspec.Struct, frozen=True):
    """The answer, or None where the client has it, and the value of ``Cache-Status``."""

    answer: Answer | OpenAnswer | None
    status: str


def find_lasting(
    world: Site,
    current: Release,
    asked: AskedQuery,
    trace: Trace,
    *,
    known: Container[str] = (),
    is_fresh: bool = False,
    in_parts: bool = False,
) -> Found:
    """
    Return the answer to a deterministic query; raises as ``run`` does.

    *known* are the keys of answers the client has; *is_fresh* skips the cache. With *in_parts* a large answer is
    returned while the engine still writes it.
    """
    key, answers = asked.key, world.answers
    if key in known:
        trace.cache = "hit"
        return Found(None, "yrkesgraf; hit; detail=validator")
    if not is_fresh and (kept := answers.find(current, key)):
        trace.cache = "hit"
        return Found(kept, "yrkesgraf; hit")
    trace.cache = "miss"
    answer = (open_answer if in_parts else run)(world, current, asked.query(trace))
    status = f"yrkesgraf; fwd={'request' if is_fresh else 'miss'}"
    is_kept = isinstance(answer, Answer) and answers.keep(current, key, answer)
    return Found(answer, f"{status}; stored" if is_kept else status)


def may_be_open(environ: WSGIEnvironment) -> bool:
    """
    Return whether the answer to a request may be sent before it is whole.

    HTTP/1.0 marks its end by closing the connection, as a failure does, and HEAD has the length of the whole.
    """
    return bool(environ["REQUEST_METHOD"] != "HEAD" and environ["SERVER_PROTOCOL"] == "HTTP/1.1")


def open_answer(world: Site, current: Release, query: Query) -> Answer | OpenAnswer:
    """Return the answer of an executor, a large one while the engine still writes it; raises as ``run`` does."""
    if asks_other_services(query.text):
        raise Refused(_NO_SERVICE)
    client = query.trace.client
    world.queries.enter(client)

    def leave(seconds: float) -> None:
        world.queries.leave(client)
        world.budget.charge(client, seconds)

    answer: Answer | OpenAnswer | None = None
    try:
        answer = _run_hastened(world, current, query, lambda one: world.executors.open(current, one, leave))
    finally:
        if not isinstance(answer, OpenAnswer):
            world.queries.leave(client)
    return answer


def run(world: Site, current: Release, query: Query) -> Answer:
    """Return the answer of an executor; raises ``Refused`` for SERVICE, ``QueryFault`` and ``ResourceLimit``."""
    if asks_other_services(query.text):
        raise Refused(_NO_SERVICE)
    return _run_hastened(world, current, query, lambda one: world.run(current, one))


def _run_hastened(world: Site, current: Release, query: Query, run_one: Callable[[Query], T]) -> T:
    """Return what *run_one* gives for *query*, or for a faster query with the same solutions."""
    if "query_rewriting" not in world.settings.layers:
        return run_one(query)
    hastened = order_joins(current, use_partitions(current, query))
    try:
        return run_one(hastened)
    except QueryFault:
        if hastened is query:
            raise
        return run_one(query)  # so that line and column are those of the client's text


def format_of(answer: Answer | OpenAnswer, accepted: Accepted) -> Format:
    """Return the format of *answer*; raises ``NoAcceptableForm`` where it is none of *accepted*."""
    found = _BY_MEDIA_TYPE[answer.media_type]
    if found not in accepted:
        kind, offered = ("rows or a boolean", RESULTS) if found in RESULTS else ("triples", GRAPHS)
        raise NoAcceptableForm(kind, map(str, offered))
    return found
