"""The recent use of executors by each client, beyond that of short queries; it fades with time."""

from __future__ import annotations

import time
from collections.abc import Callable

from cachetools import LRUCache

_CLIENTS = 10_000
_HALF_LIFE = 30.0
# The seconds of a query that count for nothing: a client may ask as many short ones as it can read.
_SHORT = 0.1


class RecentUse:
    """
    Seconds of executors by client, of which half are forgotten in half a minute.

    Not safe to use from several threads at once; ``Slots`` has the lock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._charged: LRUCache[str, tuple[float, float]] = LRUCache(_CLIENTS)

    def charge(self, client: str, seconds: float) -> None:
        """Add a query that ran for so many *seconds*, less a tenth of a second, to the use of *client*."""
        if seconds > _SHORT:
            self._charged[client] = self.of(client) + seconds - _SHORT, self._clock()

    def of(self, client: str) -> float:
        """Return the seconds that *client* has used lately."""
        seconds, when = self._charged.get(client, (0.0, 0.0))
        return float(seconds * 0.5 ** ((self._clock() - when) / _HALF_LIFE)) if seconds else 0.0
