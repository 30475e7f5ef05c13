"""What a request may reach: the release being served, the settings, and the pool for ad-hoc queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, g

from graph.release import CurrentRelease, Release

if TYPE_CHECKING:
    from graph.store import Answer

    from .answers import AnswerCache
    from .arrivals import Arrivals
    from .engines import Lane
    from .fairness import Budget, Share
    from .journal import Journal
    from .kept import Document, Order
    from .meters import Meters
    from .settings import Settings

EXTENSION = "yrkesgraf"


@dataclass(frozen=True)
class Site:
    """The world of one application."""

    world: CurrentRelease
    settings: Settings
    executors: Lane
    answers: AnswerCache[str, Answer]
    documents: AnswerCache[tuple[str, ...], Document]
    orders: AnswerCache[tuple[str, ...], Order]
    meters: Meters
    budget: Budget
    queries: Share
    downloads: Share
    batches: Share
    bodies: Share
    codings: Share
    arrivals: Arrivals
    journal: Journal


def site() -> Site:
    """Return the world of the application that answers this request."""
    return cast(Site, current_app.extensions[EXTENSION])


def release() -> Release:
    """Return the release that answers this request, from its beginning to its end; the next may have another."""
    if "release" not in g:
        current = site().world.get()
        current.store.clock.seconds = 0.0
        g.release = current
    found: Release = g.release
    return found
