"""Finds the answer to an ad-hoc query: the client's own copy, the one kept, or a new one from an executor."""

from __future__ import annotations

from collections.abc import Container

import msgspec

from graph.reading.release import Release
from graph.reading.store import Answer

from ..adhoc_query import Query
from ..formats import GRAPHS, RESULTS, Format
from ..http.site import Site
from ..refusals import NotAcceptable, Refused
from .protocol import Accepted
from .service_keyword import asks_other_services

_BY_MEDIA_TYPE = {format_.media_type: format_ for format_ in (*RESULTS, *GRAPHS)}
_NO_SERVICE = (
    "SERVICE is refused: this endpoint does not ask other endpoints. "
    "Run a federated query where you are, with this endpoint in its SERVICE clause."
)


class Found(msgspec.Struct, frozen=True):
    """What there is for a query: the answer, or None where the client has it; and what ``Cache-Status`` says."""

    answer: Answer | None
    status: str


def find_lasting(
    world: Site, current: Release, query: Query, key: str, *, known: Container[str] = (), is_fresh: bool = False
) -> Found:
    """
    Find the answer to a query that has the same one until the next release, named *key*.

    *known* are the names of answers the client has; ``is_fresh`` is whether it wants none that was kept.
    """
    trace, answers = query.trace, world.answers
    if key in known:
        trace.cache = "hit"
        return Found(None, "yrkesgraf; hit; detail=validator")
    if not is_fresh and (kept := answers.find(current, key)):
        trace.cache = "hit"
        return Found(kept, "yrkesgraf; hit")
    trace.cache = "miss"
    answer = run(world, current, query)
    status = f"yrkesgraf; fwd={'request' if is_fresh else 'miss'}"
    return Found(answer, f"{status}; stored" if answers.keep(current, key, answer) else status)


def run(world: Site, current: Release, query: Query) -> Answer:
    """Have *query* answered by an executor; raises what the limits and the engine have against it."""
    if asks_other_services(query.text):
        raise Refused(_NO_SERVICE)
    world.queries.enter(query.trace.client)
    try:
        return world.executors.run(current, query)
    finally:
        world.queries.leave(query.trace.client)


def format_of(answer: Answer, accepted: Accepted) -> Format:
    """Return the format that *answer* is in; raises ``NotAcceptable`` where it is none of those *accepted*."""
    found = _BY_MEDIA_TYPE[answer.media_type]
    if found not in accepted:
        raise NotAcceptable(RESULTS if found in RESULTS else GRAPHS)
    return found
