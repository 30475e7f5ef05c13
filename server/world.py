"""What a request may reach: the release being served, the settings, and the pool for ad-hoc queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

from graph.release import CurrentRelease, Release

if TYPE_CHECKING:
    from .engines import Lane
    from .settings import Settings

EXTENSION = "yrkesgraf"


@dataclass(frozen=True)
class Site:
    """The world of one application."""

    world: CurrentRelease
    settings: Settings
    executors: Lane


def site() -> Site:
    """Return the world of the application that answers this request."""
    return cast(Site, current_app.extensions[EXTENSION])


def release() -> Release:
    """Return the release being served now; take it once a request, for it may change between two calls."""
    return site().world.get()
