"""Fair shares: concurrent slots in total and per client, and processor seconds per client and minute."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cachetools import LRUCache
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from .refusals import ResourceLimit, TooMany

_CLIENTS = 10_000
# Each charge to the rate limiter starts a thread that expires it.
_SMALLEST_CHARGE = 0.1


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


class Budget:
    """
    A limit of *seconds* of processor time per client and minute.

    A request is charged after its answer, when its cost is known; a client over its share waits for the next minute.
    Counting seconds instead of requests makes ten thousand look-ups weigh as much as one long query.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._item = RateLimitItemPerMinute(math.ceil(seconds * 1000))
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._owed: dict[str, float] = {}
        # Clients over their share, each with the end of its wait (Unix time).
        self._spent: LRUCache[str, float] = LRUCache(_CLIENTS)
        self._lock = threading.Lock()

    def check(self, client: str) -> None:
        """Raise ``TooMany`` where *client* has used its share."""
        if not self._spent:
            return
        with self._lock:
            wait = math.ceil(self._spent.get(client, 0.0) - time.time())
        if wait <= 0:
            return
        words = f"Your requests used {self._seconds:g} seconds of processor time within a minute; retry later."
        raise TooMany("client_seconds", words, max(1, wait))

    def charge(self, client: str, seconds: float) -> None:
        """
        Charge *seconds* to *client*, nothing where they are negative: nobody gathers credit.

        Amounts under 0.1 s are summed first, because the limiter costs more.
        """
        with self._lock:
            owed = self._owed.pop(client, 0.0) + max(0.0, seconds)
            if is_small := owed < _SMALLEST_CHARGE:
                if len(self._owed) >= _CLIENTS:
                    self._owed.clear()  # forgives less than 0.1 s per client
                self._owed[client] = owed
        if not is_small:
            self._limiter.hit(self._item, client, cost=round(owed * 1000))
            if not self._limiter.test(self._item, client):
                reset = self._limiter.get_window_stats(self._item, client).reset_time
                with self._lock:
                    self._spent[client] = reset
