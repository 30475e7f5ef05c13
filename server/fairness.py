"""Shares what there is among clients: so many things at once in all and each, and so much work a minute."""

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
# What is counted starts a thread that forgets it later.
_SMALLEST_CHARGE = 0.1


@dataclass(frozen=True)
class Bound:
    """How many there may be, the setting that says so, and what to tell the one too many."""

    most: int
    limit: str
    words: str


class Share:
    """Lets so many in at once, in all and for each client; safe to use from many threads."""

    def __init__(self, everyone: Bound, each: Bound) -> None:
        self._everyone = everyone
        self._each = each
        self._lock = threading.Lock()
        self.inside = 0
        # Of those that are inside; a Counter takes four times as long.
        self._by_client: dict[str, int] = {}

    def enter(self, client: str) -> None:
        """Let *client* in; raises ``TooMany`` when it has its share, ``ResourceLimit`` when all have theirs."""
        with self._lock:
            held = self._by_client.get(client, 0)
            if held >= self._each.most:
                raise TooMany(self._each.limit, self._each.words, 1)
            if self.inside >= self._everyone.most:
                raise ResourceLimit(self._everyone.limit, self._everyone.words, 5)
            self.inside += 1
            self._by_client[client] = held + 1

    def leave(self, client: str) -> None:
        """Let *client* out again."""
        with self._lock:
            self.inside -= 1
            held = self._by_client.pop(client)
            if held > 1:
                self._by_client[client] = held - 1

    @contextmanager
    def hold(self, client: str) -> Iterator[None]:
        """Let *client* in while the body runs."""
        self.enter(client)
        try:
            yield
        finally:
            self.leave(client)


class Budget:
    """
    Lets each client use so many seconds of our processors a minute.

    A request is charged when it is over, for nobody knows its cost before; who has used the share up waits for the
    next minute. Seconds and not requests are counted, so that ten thousand look-ups weigh what one long query does.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._item = RateLimitItemPerMinute(math.ceil(seconds * 1000))
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._owed: dict[str, float] = {}
        # Who has used the share up, until when (Unix time): looked up by each request, found out by few.
        self._spent: LRUCache[str, float] = LRUCache(_CLIENTS)
        self._lock = threading.Lock()

    def check(self, client: str) -> None:
        """Raise ``TooMany`` where *client* has used its share up."""
        if not self._spent:
            return
        with self._lock:
            wait = math.ceil(self._spent.get(client, 0.0) - time.time())
        if wait <= 0:
            return
        words = f"Your requests have used {self._seconds:g} seconds of our processors within a minute; wait a little."
        raise TooMany("client_seconds", words, max(1, wait))

    def charge(self, client: str, seconds: float) -> None:
        """Charge *client* for work done; small amounts are gathered, for counting costs more than many requests do."""
        with self._lock:
            owed = self._owed.pop(client, 0.0) + seconds
            if is_small := owed < _SMALLEST_CHARGE:
                if len(self._owed) >= _CLIENTS:
                    self._owed.clear()  # what nobody was charged for yet is little
                self._owed[client] = owed
        if not is_small:
            self._limiter.hit(self._item, client, cost=round(owed * 1000))
            if not self._limiter.test(self._item, client):
                reset = self._limiter.get_window_stats(self._item, client).reset_time
                with self._lock:
                    self._spent[client] = reset
