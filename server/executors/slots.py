"""Slots for ad-hoc queries: quick ones, and a few for long queries."""

from __future__ import annotations

import threading
import time
from collections import Counter
from queue import Empty, SimpleQueue

from ..settings import Settings
from .pipe_protocol import Overdue, Reply, Request
from .process import Executor

_OVERHEAD_SECONDS = 0.05
_LOOK_AGAIN_SECONDS = 0.05


class Displaced(Exception):
    """A long query without a slot for long queries, while others wait."""


class Slots:
    """The quick slots and the slots for long queries; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        # One entry per free slot; get and put cost a tenth of a semaphore, which is pure Python.
        self._quick: SimpleQueue[None] = SimpleQueue()
        for _ in range(settings.executors):
            self._quick.put(None)
        self._lock = threading.Lock()
        self._quick_slots, self._long_slots = settings.executors, settings.long_executors
        self._long_free = settings.long_executors
        self._long_each = max(1, settings.long_executors // 2)
        self._long_by_client: Counter[str] = Counter()
        self.waiting = 0

    @property
    def taken(self) -> int:
        """The number of slots taken."""
        return self._quick_slots - self._quick.qsize() + self._long_slots - self._long_free

    def enter(self, seconds: float) -> bool:
        """Take a quick slot within *seconds*; returns whether one became free."""
        try:
            self._quick.get_nowait()
        except Empty:
            return self._wait(seconds)
        return True

    def _wait(self, seconds: float) -> bool:
        with self._lock:
            self.waiting += 1
        try:
            self._quick.get(timeout=seconds)
        except Empty:
            return False
        else:
            return True
        finally:
            with self._lock:
                self.waiting -= 1

    def lengthen(self, client: str) -> bool:
        """Exchange a quick slot of *client* for one for long queries; returns whether it could have one."""
        with self._lock:
            if self._long_free == 0 or self._long_by_client[client] >= self._long_each:
                return False
            self._long_free -= 1
            self._long_by_client[client] += 1
        self._quick.put(None)
        return True

    def leave(self, client: str, is_long: bool) -> None:
        """Give a slot of *client* back."""
        if not is_long:
            self._quick.put(None)
            return
        with self._lock:
            self._long_free += 1
            self._long_by_client[client] -= 1
            self._long_by_client += Counter()  # drops clients with none


class Run:
    """One query in its slot."""

    def __init__(self, slots: Slots, client: str, settings: Settings) -> None:
        self._client = client
        self._slots = slots
        self._settings = settings
        self._is_long = False

    def converse(self, executor: Executor, request: Request) -> tuple[Reply, bytes]:
        """Return the reply of *executor*; raises ``Overdue``, ``Displaced``, ``Dead``, and ``Gone`` where it ended."""
        executor.send(request)
        started = time.monotonic()
        until = started + request.seconds + _OVERHEAD_SECONDS
        look = min(until, started + self._settings.quick_seconds)
        while not executor.speaks(look):
            if look >= until:
                raise Overdue
            if not self._is_long and self._slots.lengthen(self._client):
                self._is_long = True
                executor.slow_down()
            if not self._is_long and self._slots.waiting:
                raise Displaced
            look = until if self._is_long else min(until, look + _LOOK_AGAIN_SECONDS)
        return executor.receive(self._settings.answer_bytes)

    def leave(self) -> None:
        """Give the slot back."""
        self._slots.leave(self._client, self._is_long)
