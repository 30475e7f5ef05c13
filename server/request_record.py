"""What one request cost and met, filled in as it goes, for the log, the metrics, the limits and ``Server-Timing``."""

from __future__ import annotations

import time

import msgspec
from flask import g, request

# Where a request carries a record begun before the framework took it up.
TRACE = "yrkesgraf.trace"


class Trace(msgspec.Struct):
    """
    The record of one request; times are in seconds.

    ``lane`` is page, query, search or reconcile, ``cache`` what the cache of answers did, ``limit`` the setting that
    was met, ``engine`` how long an executor worked for it, ``store`` how long the engine in this process did,
    ``processor`` how long this process did in all since it *began*, when this thread had *used* so much.
    """

    client: str = ""
    address: str = ""
    lane: str = "page"
    cache: str = ""
    limit: str = ""
    query: str = ""
    queue: float = 0.0
    engine: float = 0.0
    store: float = 0.0
    processor: float = 0.0
    seconds: float = 0.0
    began: float = msgspec.field(default_factory=time.perf_counter)
    used: float = msgspec.field(default_factory=time.thread_time)

    def finish(self) -> None:
        """Take the time; a request is answered by one thread from its beginning to its end."""
        self.seconds = time.perf_counter() - self.began
        self.processor = time.thread_time() - self.used

    @property
    def render(self) -> float:
        """The time that neither a queue nor the engine took."""
        return max(0.0, self.seconds - self.queue - self.engine - self.store)


def trace() -> Trace:
    """Return the record of the request being answered."""
    if "trace" not in g:
        g.trace = request.environ.get(TRACE) or Trace()
    found: Trace = g.trace
    return found
