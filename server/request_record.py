"""Costs and events of one request, for the access log, the metrics, the limits and ``Server-Timing``."""

from __future__ import annotations

import time

import msgspec
from flask import g


class Trace(msgspec.Struct):
    """
    The record of one request; all times are in seconds.

    ``lane`` is page, query, search or reconcile; ``cache`` is hit, miss, bypass or ''; ``limit`` names the setting that
    refused it. ``queue`` is the wait for an executor, ``engine`` the time of the executor, ``spent`` its processor
    time, ``store`` the time of the engine in this process. ``seconds`` counts from ``began`` (performance counter),
    ``processor`` from ``used`` (thread time).
    """

    client: str = ""
    address: str = ""
    lane: str = "page"
    cache: str = ""
    limit: str = ""
    query: str = ""
    queue: float = 0.0
    engine: float = 0.0
    spent: float = 0.0
    store: float = 0.0
    processor: float = 0.0
    seconds: float = 0.0
    began: float = msgspec.field(default_factory=time.perf_counter)
    used: float = msgspec.field(default_factory=time.thread_time)

    def finish(self) -> None:
        """Stop both clocks; one thread answers a request from start to end."""
        self.seconds = time.perf_counter() - self.began
        self.processor = time.thread_time() - self.used

    @property
    def render(self) -> float:
        """The seconds outside queue and engine."""
        return max(0.0, self.seconds - self.queue - self.engine - self.store)


def trace() -> Trace:
    """Return the record of the current request."""
    if "trace" not in g:
        g.trace = Trace()
    found: Trace = g.trace
    return found
