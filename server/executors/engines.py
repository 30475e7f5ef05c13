"""Chooses what answers queries: the embedded engine and its executors, or an engine on another machine."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Protocol

from graph.errors import AnswerTooLarge
from graph.reading.engine import Engine
from graph.reading.release import Opener, Release
from graph.reading.remote import RemoteStore
from graph.reading.store import Answer, GraphStore

from ..adhoc_query import Query
from ..refusals import ResourceLimit
from ..settings import Settings
from .pool import ExecutorPool


class Lane(Protocol):
    """Runs ad-hoc queries, whose cost nobody knows beforehand, within the limits of the settings."""

    @property
    def running(self) -> int:
        """How many queries are being answered."""

    def run(self, release: Release, query: Query) -> Answer:
        """Answer *query* on *release*; raises ``ResourceLimit`` for a query that met a limit."""

    def is_ready(self) -> bool:
        """Return whether a query could run now."""

    def close(self) -> None:
        """Let running queries finish, and take no more."""


class RemoteLane:
    """Sends ad-hoc queries to the engine that holds the release, ``settings.executors`` at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = threading.BoundedSemaphore(settings.executors)
        self._lock = threading.Lock()
        self.running = 0

    def run(self, release: Release, query: Query) -> Answer:
        """Answer *query*; raises ``ResourceLimit`` where too many run, or the answer is too large."""
        if not self._slots.acquire(timeout=self._settings.queue_seconds):
            seconds = f"{self._settings.queue_seconds:g}"
            raise ResourceLimit("executors", f"Too many queries ran for {seconds} seconds; try again.", 5)
        self._count_running(1)
        try:
            return release.store.answer(
                query.text,
                results=query.results,
                graphs=query.graphs,
                default_graphs=query.default_graphs,
                named_graphs=query.named_graphs,
            )
        except AnswerTooLarge as fault:
            raise ResourceLimit("answer_bytes", str(fault)) from None
        finally:
            self._count_running(-1)
            self._slots.release()

    def _count_running(self, more: int) -> None:
        with self._lock:
            self.running += more

    def is_ready(self) -> bool:
        """Return True: whether the engine answers is asked of the release's store."""
        return True

    def close(self) -> None:
        """Wait until the queries that run have their answers."""
        for _ in range(self._settings.executors):
            self._slots.acquire()


def choose_lane(settings: Settings) -> Lane:
    """Return the lane for ad-hoc queries; executor processes are started only where the engine is embedded."""
    return RemoteLane(settings) if settings.engine else ExecutorPool(settings)


def choose_opener(settings: Settings) -> Opener:
    """Return what opens the triples of a release."""
    if not settings.engine:
        return GraphStore

    def connect(_: Path, base: str) -> Engine:
        return RemoteStore(settings.engine, base, seconds=settings.query_seconds, answer_bytes=settings.answer_bytes)

    return connect
