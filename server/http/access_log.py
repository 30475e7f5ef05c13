"""
Writes the access log: at once, or a few times a second for all that came meanwhile.

A line written by itself is two system calls, in each of which the thread that answers loses the interpreter to others
and has to queue for it again; together they took as long as the answer. What a line says is put into words then, too.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

import msgspec

from ..clients import network_of
from ..request_record import Trace
from ..settings import Settings

access = logging.getLogger("yrkesgraf.access")

_PAUSE = 0.2
# Answers wait while lines are written, and one in a hundred of them must not wait for longer than all else takes.
_AT_ONCE = 50
_BREATH = 0.001
_LONGEST_QUERY = 10_000


class LogEntry(NamedTuple):
    """An answer as the log has it: when it ended (Unix time), what was asked by which program, what came of it."""

    when: float
    method: str
    path: str
    agent: str
    status: HTTPStatus
    length: int
    found: Trace


class LogLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the log; what most answers have not stands in those that have it."""

    time: str
    client: str
    method: str
    path: str
    status: int
    bytes: int
    lane: str
    seconds: float
    queue: float | None = None
    engine: float | None = None
    cache: str = ""
    limit: str = ""
    query: str = ""
    agent: str = ""


def describe(entry: LogEntry, settings: Settings) -> str:
    """Return one line of JSON about an answer; the address has no query string, which holds the query."""
    found = entry.found
    line = LogLine(
        time=_write_time(entry.when),
        client=found.address if settings.log_addresses else network_of(found.address),
        method=entry.method,
        path=entry.path.encode("latin-1").decode("utf-8", "replace"),  # as PEP 3333 has it
        status=int(entry.status),
        bytes=entry.length,
        lane=found.lane,
        seconds=round(found.seconds, 6),
        queue=round(found.queue, 6) or None,
        engine=round(found.engine + found.store, 6) or None,
        cache=found.cache,
        limit=found.limit,
        query=found.query[:_LONGEST_QUERY] if settings.log_queries else "",
        agent=entry.agent if entry.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )
    return msgspec.json.encode(line).decode()


def _write_time(seconds: float) -> str:
    """
    Return a moment as ISO 8601 has it, to the millisecond.

    >>> _write_time(1.0625)
    '1970-01-01T00:00:01.062+00:00'
    """
    return f"{_write_second(int(seconds))}.{int(seconds % 1 * 1000):03d}+00:00"


@lru_cache(maxsize=4)
def _write_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


class Journal:
    """What is not written yet; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._entries: deque[LogEntry] = deque()
        self._thread: threading.Thread | None = None

    @property
    def is_read(self) -> bool:
        """Whether anybody wants lines."""
        return access.isEnabledFor(logging.INFO)

    def start(self, each_time: Callable[[], object]) -> None:
        """
        Write from another thread from now on, and do the other thing *each_time*.

        What is left is written when the main thread ends.
        """
        self._thread = threading.Thread(target=self._keep_writing, args=(each_time,), name="journal")
        self._thread.start()

    def write(self, entry: LogEntry) -> None:
        """Write *entry* now or soon."""
        self._entries.append(entry)
        if self._thread is None:
            self.flush()

    def flush(self) -> bool:
        """Write the oldest fifty of what there is, as one record; returns whether there may be more."""
        entries: list[LogEntry] = []
        with suppress(IndexError):  # another thread may write too
            while len(entries) < _AT_ONCE:
                entries.append(self._entries.popleft())
        if entries:
            access.info("\n".join(describe(entry, self._settings) for entry in entries))
        return len(entries) == _AT_ONCE

    def _keep_writing(self, each_time: Callable[[], object]) -> None:
        main = threading.main_thread()
        while main.is_alive():
            main.join(_PAUSE)
            while self.flush():
                time.sleep(_BREATH)
            each_time()
