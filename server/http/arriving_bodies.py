"""Request bodies in transit: their addresses, start times and bounds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ..fairness import Bound, Share
from ..settings import Settings


class Arrivals:
    """The bodies in transit, each with its address and start (monotonic seconds)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arriving: dict[object, tuple[str, float]] = {}

    @contextmanager
    def note(self, address: str) -> Iterator[float]:
        """Register a body from *address* while the caller's block runs; yields its start."""
        mark, since = object(), time.monotonic()
        with self._lock:
            self._arriving[mark] = address, since
        try:
            yield since
        finally:
            with self._lock:
                del self._arriving[mark]

    def since(self, before: float) -> dict[str, float]:
        """Return the addresses with a body started *before* that time, each with its earliest start."""
        first: dict[str, float] = {}
        with self._lock:
            for address, since in self._arriving.values():
                if since < before:
                    first[address] = min(since, first.get(address, since))
        return first


def share_bodies(settings: Settings) -> Share:
    """Return the slots for bodies in transit."""
    each = max(1, settings.bodies // 2)
    return Share(
        Bound(settings.bodies, "bodies", f"{settings.bodies} request bodies are already arriving; retry."),
        Bound(each, "bodies", f"{each} of your request bodies are already arriving; retry when one has arrived."),
    )
