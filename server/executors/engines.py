"""The choice of engine: the embedded one with its executors, or a remote SPARQL endpoint."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from graph.errors import AnswerTooLarge
from graph.reading.engine import Engine
from graph.reading.release import Opener, Release
from graph.reading.store import Answer, GraphStore

from ..adhoc_query import Query
from ..presence import Presence
from ..refusals import Refused, ResourceLimit
from ..settings import Settings
from .open_answer import OpenAnswer
from .pool import ExecutorPool


class QueryRunner(Protocol):
    """Runs ad-hoc queries within the limits of the settings."""

    @property
    def running(self) -> int:
        """The number of queries being run."""

    @property
    def held(self) -> str:
        """The path of the store of the release that is held in memory, '' where none is."""

    def run(self, release: Release, query: Query) -> Answer:
        """Return the answer to *query* on *release*; raises ``QueryFault`` and ``ResourceLimit``."""

    def open(self, release: Release, query: Query, leave: Callable[[float], None]) -> Answer | OpenAnswer:
        """Return the answer as ``run`` does, or one of which more follows; *leave* is called when that has ended."""

    def hold(self, release: Release) -> None:
        """Hold *release*, and later those that take its place, in memory where that is of use."""

    def is_ready(self) -> bool:
        """Return whether a query can run now."""

    def close(self) -> None:
        """Wait for the running queries, and take no more."""


class RemoteRunner:
    """Runs ad-hoc queries on a remote engine, ``settings.executors`` at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = threading.BoundedSemaphore(settings.executors)
        self._lock = threading.Lock()
        self.running = 0
        self.held = ""

    def run(self, release: Release, query: Query) -> Answer:
        """
        Return the answer to *query*.

        Raises ``ResourceLimit`` where no slot is free or the answer is too large, and ``Refused`` for an old release,
        which the remote engine does not hold.
        """
        if release.is_old:
            raise Refused(f"SPARQL is answered for the current release only; the dumps of {release.id} have its data.")
        if not self._slots.acquire(timeout=self._settings.queue_seconds):
            seconds = f"{self._settings.queue_seconds:g}"
            raise ResourceLimit("executors", f"All query slots were taken for {seconds} seconds; retry.", 5)
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

    def open(self, release: Release, query: Query, leave: Callable[[float], None]) -> Answer | OpenAnswer:
        """Return the whole answer, as ``run`` does."""
        return self.run(release, query)

    def _count_running(self, more: int) -> None:
        with self._lock:
            self.running += more

    def hold(self, release: Release) -> None:
        """Do nothing: the remote engine has the release."""

    def is_ready(self) -> bool:
        """Return True: readiness of the remote engine is checked through the store of the release."""
        return True

    def close(self) -> None:
        """Wait for the running queries."""
        for _ in range(self._settings.executors):
            self._slots.acquire()


def choose_runner(settings: Settings, presence: Presence) -> QueryRunner:
    """Return the runner of ad-hoc queries; only the embedded engine starts executor processes."""
    return RemoteRunner(settings) if settings.engine else ExecutorPool(settings, presence)


def choose_opener(settings: Settings) -> Opener:
    """Return the function that opens the store of a release."""
    if not settings.engine:
        return GraphStore
    # SPARQLWrapper brings rdflib and takes half a second of a start that the embedded engine has no use for.
    from graph.reading.remote import RemoteStore  # noqa: PLC0415

    def connect(_: Path, base: str) -> Engine:
        return RemoteStore(settings.engine, base, seconds=settings.query_seconds, answer_bytes=settings.answer_bytes)

    return connect
