"""Recent use of executors by each client, without short queries; it decays with time."""

from __future__ import annotations

import time
from collections.abc import Callable

from cachetools import LRUCache

_CLIENTS = 10_000
_HALF_LIFE = 30.0
# The seconds of a query that are free: a client may send as many short ones as it can read.
_SHORT = 0.1


class RecentUse:
    """
    Executor seconds by client, with a half-life of half a minute.

    Not safe to use from several threads at once; ``Slots`` has the lock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._charged: LRUCache[str, tuple[float, float]] = LRUCache(_CLIENTS)

    def charge(self, client: str, seconds: float) -> None:
        """Add a query that ran for *seconds* to the use of *client*, less a tenth of a second."""
        if seconds > _SHORT:
            self._charged[client] = self.of(client) + seconds - _SHORT, self._clock()

    def of(self, client: str) -> float:
        """Return the recent use of *client* in seconds."""
        seconds, when = self._charged.get(client, (0.0, 0.0))
        return float(seconds * 0.5 ** ((self._clock() - when) / _HALF_LIFE)) if seconds else 0.0
