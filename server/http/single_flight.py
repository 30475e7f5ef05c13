"""Makes what many ask for at the same time once: the first makes it, the others wait for what comes of that."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

# Longer than any page takes; who has waited so long makes it too.
_PATIENCE = 10.0


class Making:
    """What is being made now, by its name; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[Hashable, threading.Event] = {}

    @contextmanager
    def turn(self, name: Hashable) -> Iterator[bool]:
        """Give the first who asks for *name* True at once, and others False when the first has left the body."""
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
