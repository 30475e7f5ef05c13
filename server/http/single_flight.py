"""Collapses concurrent requests for one page: the first renders, the others wait."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

# Seconds, longer than any page takes; after that the waiting request renders as well.
_PATIENCE = 10.0


class SingleFlight:
    """The pages being rendered, by key; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[Hashable, threading.Event] = {}

    @contextmanager
    def turn(self, name: Hashable) -> Iterator[bool]:
        """Yield True at once to the first caller with *name*, False to the others once the first has left."""
        with self._lock:
            made = self._made.get(name)
            if made is None:
                mine = self._made[name] = threading.Event()
        if made is not None:
            made.wait(_PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._made[name]
            mine.set()
