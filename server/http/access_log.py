"""
The access log, one JSON line per answer, formatted and written by a thread of its own a few times a second.

Writing a line at once takes two system calls, in each of which the answering thread gives up the interpreter lock and
queues for it again; together they took as long as a cached answer.
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
from ..executors.repeated_call import RepeatedCall
from ..request_record import Trace
from ..settings import Settings

access = logging.getLogger("yrkesgraf.access")

_PAUSE = 0.2
# Answers wait for the interpreter lock while lines are formatted; small portions keep that out of their p99.
_AT_ONCE = 50
_BREATH = 0.001
_LONGEST_QUERY = 10_000


class LogEntry(NamedTuple):
    """One answer: its end (Unix time), the request with its user agent, status, body bytes and record."""

    when: float
    method: str
    path: str
    agent: str
    status: HTTPStatus
    length: int
    found: Trace


class LogLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the log; fields with their default value are left out."""

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
    """Return *entry* as a line of JSON; the path is without query string, because that contains the query."""
    found = entry.found
    line = LogLine(
        time=_write_time(entry.when),
        client=found.address if settings.log_addresses else network_of(found.address),
        method=entry.method,
        path=entry.path.encode("latin-1").decode("utf-8", "replace"),  # PEP 3333
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
    Return Unix time as ISO 8601 in UTC, to the millisecond.

    >>> _write_time(1.0625)
    '1970-01-01T00:00:01.062+00:00'
    """
    return f"{_write_second(int(seconds))}.{int(seconds % 1 * 1000):03d}+00:00"


@lru_cache(maxsize=4)
def _write_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


class AccessLog:
    """The entries not yet written; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._entries: deque[LogEntry] = deque()
        self._is_late = False
        self._thread: threading.Thread | None = None

    @property
    def is_read(self) -> bool:
        """Whether the logger is enabled."""
        return access.isEnabledFor(logging.INFO)

    def start(self, each_time: Callable[[], object], *, writes: bool = True) -> None:
        """
        Start a thread that calls *each_time* a few times a second, and from now on *writes* the entries.

        It writes the remaining entries when the main thread ends.
        """
        self._is_late = writes
        self._thread = threading.Thread(target=self._keep_writing, args=(each_time,), name="access_log")
        self._thread.start()

    def write(self, entry: LogEntry) -> None:
        """Write *entry*: at once before ``start``, later within 0.2 s."""
        self._entries.append(entry)
        if not self._is_late:
            self.flush()

    def flush(self) -> bool:
        """Write the fifty oldest entries as one log record; returns whether there may be more."""
        entries: list[LogEntry] = []
        with suppress(IndexError):  # another thread may flush at the same time
            while len(entries) < _AT_ONCE:
                entries.append(self._entries.popleft())
        if entries:
            access.info("\n".join(describe(entry, self._settings) for entry in entries))
        return len(entries) == _AT_ONCE

    def _keep_writing(self, each_time: Callable[[], object]) -> None:
        main = threading.main_thread()
        calls = (
            RepeatedCall(self._flush_all, "log lines cannot be written"),
            RepeatedCall(each_time, "the work beside the log failed"),
        )
        while main.is_alive():
            main.join(_PAUSE)
            for call in calls:
                call()

    def _flush_all(self) -> None:
        while self.flush():
            time.sleep(_BREATH)
