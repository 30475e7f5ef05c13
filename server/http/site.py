"""The state a request can reach: releases, settings, caches, limits and the executor pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request

from graph.errors import YrkesgrafError
from graph.reading.release import CurrentRelease, Release

if TYPE_CHECKING:
    from graph.reading.store import Answer

    from ..adhoc_query import Query
    from ..executors.engines import QueryRunner
    from ..fairness import Budget, Share
    from ..presence import Presence
    from ..settings import Settings
    from .access_log import AccessLog
    from .answer_cache import AnswerCache
    from .arriving_bodies import Arrivals
    from .kept_releases import KeptReleases
    from .meters import Meters
    from .release_cache import Document, ListOrder

EXTENSION = "yrkesgraf"
# The WSGI environment key with the name of the requested release.
NAMED_RELEASE = "yrkesgraf.release"


@dataclass(frozen=True)
class Site:
    """The shared state of one application."""

    world: CurrentRelease
    settings: Settings
    executors: QueryRunner
    presence: Presence
    answers: AnswerCache[str, Answer]
    documents: AnswerCache[tuple[str, ...], Document]
    orders: AnswerCache[tuple[str, ...], ListOrder]
    meters: Meters
    budget: Budget
    queries: Share
    downloads: Share
    batches: Share
    bodies: Share
    codings: Share
    arrivals: Arrivals
    access_log: AccessLog
    kept: KeptReleases

    def name_data(self, current: Release) -> str:
        """
        Return the name of the data that ad-hoc queries on *current* read: of the release, or of it in memory.

        Without ORDER BY the engine gives rows as it finds them, and blank nodes have the labels of the data, so that
        the bytes of an answer follow this name.
        """
        return f"{current.id} in memory" if self.executors.held == current.store_path else current.id

    def run(self, current: Release, query: Query) -> Answer:
        """
        Return the answer to an ad-hoc *query*, which counts as one of its client's until it has ended.

        Raises ``TooMany`` where the client has as many as it may, and as ``ExecutorPool.run`` does.
        """
        with self.queries.hold(query.trace.client):
            return self.executors.run(current, query)


def site() -> Site:
    """Return the state of the current application."""
    return cast(Site, current_app.extensions[EXTENSION])


def find_release() -> Release | None:
    """Return the release of this request, None where it has none that can be served."""
    try:
        return release()
    except YrkesgrafError:
        return None


def release() -> Release:
    """
    Return the release of this request, the same throughout; the next request may get another.

    Raises ``GoneRelease`` and ``UnknownPage`` for a request that names a release (``KeptReleases.get``).
    """
    if "release" not in g:
        named = request.environ.get(NAMED_RELEASE)
        current = site().kept.get(named) if named else site().world.get()
        current.store.clock.seconds = 0.0
        g.release = current
    found: Release = g.release
    return found
