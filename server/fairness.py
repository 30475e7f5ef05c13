"""Fair shares: concurrent slots in total and per client, and processor seconds per client and minute."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cachetools import LRUCache

from .refusals import ResourceLimit, TooMany

_CLIENTS = 10_000
_MINUTE = 60.0


@dataclass(frozen=True)
class Bound:
    """A maximum, the setting it comes from, and the refusal above it."""

    most: int
    limit: str
    words: str


class Share:
    """
    Slots with a bound in total and a bound per client; safe to use from many threads.

    *newcomers* are slots above the total, for clients without one: a few clients with many cannot keep others out.
    """

    def __init__(self, everyone: Bound, each: Bound, newcomers: int = 0) -> None:
        self._everyone = everyone
        self._newcomers = newcomers
        self._each = each
        self._lock = threading.Lock()
        self.inside = 0
        # A dict, because a Counter takes four times as long.
        self._by_client: dict[str, int] = {}

    def enter(self, client: str) -> None:
        """Take a slot; raises ``TooMany`` where *client* has its share, ``ResourceLimit`` where no slot is free."""
        with self._lock:
            held = self._by_client.get(client, 0)
            if held >= self._each.most:
                raise TooMany(self._each.limit, self._each.words, 1)
            if self.inside >= self._everyone.most + (0 if held else self._newcomers):
                raise ResourceLimit(self._everyone.limit, self._everyone.words, 5)
            self.inside += 1
            self._by_client[client] = held + 1

    def leave(self, client: str) -> None:
        """Give a slot of *client* back."""
        with self._lock:
            self.inside -= 1
            held = self._by_client.pop(client)
            if held > 1:
                self._by_client[client] = held - 1

    @contextmanager
    def hold(self, client: str) -> Iterator[None]:
        """Hold a slot while the body runs; raises as ``enter`` does."""
        self.enter(client)
        try:
            yield
        finally:
            self.leave(client)


@dataclass(slots=True)
class _Window:
    """A minute that begins with the first charge to a client: its end (monotonic time) and the seconds charged."""

    end: float
    used: float = 0.0


class Budget:
    """
    A limit of *seconds* of processor time per client and minute; safe to use from many threads.

    A request is charged after its answer, when its cost is known; a client over its share waits for the next minute.
    Counting seconds instead of requests makes ten thousand look-ups weigh as much as one long query. The package
    ``limits`` counts in memory, too: it starts a thread per charge, and two charges at once may raise RuntimeError.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # In the order of their ends.
        self._windows: dict[str, _Window] = {}
        # Clients over their share, each with the end of its wait.
        self._spent: LRUCache[str, float] = LRUCache(_CLIENTS)
        self._lock = threading.Lock()

    def check(self, client: str) -> None:
        """Raise ``TooMany`` where *client* has used its share."""
        if not self._spent:
            return
        with self._lock:
            wait = math.ceil(self._spent.get(client, 0.0) - time.monotonic())
        if wait <= 0:
            return
        words = f"Your requests used {self._seconds:g} seconds of processor time within a minute; retry later."
        raise TooMany("client_seconds", words, max(1, wait))

    def charge(self, client: str, seconds: float) -> None:
        """Charge *seconds* to *client*, nothing where they are negative: nobody gathers credit."""
        now = time.monotonic()
        with self._lock:
            window = self._windows.get(client)
            if window is None or window.end <= now:
                window = self._begin(client, now)
            window.used += max(0.0, seconds)
            if window.used >= self._seconds:
                self._spent[client] = window.end

    def _begin(self, client: str, now: float) -> _Window:
        """Return a new window of *client*, which is forgiven where too many clients follow it within a minute."""
        self._windows.pop(client, None)
        if len(self._windows) >= _CLIENTS:
            del self._windows[next(iter(self._windows))]
        window = self._windows[client] = _Window(now + _MINUTE)
        return window
