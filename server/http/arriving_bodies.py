"""Which request bodies are arriving now, from where and since when, and how many may."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ..fairness import Bound, Share
from ..settings import Settings


class Arrivals:
    """The bodies that are arriving now: from which address, and since when (monotonic seconds)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arriving: dict[object, tuple[str, float]] = {}

    @contextmanager
    def note(self, address: str) -> Iterator[float]:
        """Note that a body is arriving from *address* while the caller's block runs; gives when that began."""
        mark, since = object(), time.monotonic()
        with self._lock:
            self._arriving[mark] = address, since
        try:
            yield since
        finally:
            with self._lock:
                del self._arriving[mark]

    def since(self, before: float) -> dict[str, float]:
        """Return the addresses whose bodies began to arrive *before* then, each with its first."""
        first: dict[str, float] = {}
        with self._lock:
            for address, since in self._arriving.values():
                if since < before:
                    first[address] = min(since, first.get(address, since))
        return first


def share_bodies(settings: Settings) -> Share:
    """Return the places for bodies that are arriving."""
    each = max(1, settings.bodies // 2)
    return Share(
        Bound(settings.bodies, "bodies", f"{settings.bodies} request bodies are arriving already; try again."),
        Bound(each, "bodies", f"{each} of your request bodies are arriving already; send the next when one is done."),
    )
