"""
Files that were made for an answer, kept for the next one: tables take seconds, and clients read Parquet in ranges.

They have no name on disk, so that nothing is left of them when the process ends, however it ends.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

from cachetools import LRUCache

from ..http.single_flight import SingleFlight

# The key of the files among the extensions of an app.
MADE_FILES = "yrkesgraf.tables"
MOST_BYTES = 256 << 20
# Also the most open files; an empty one counts as this many bytes.
_LEAST_BYTES = MOST_BYTES // 256

FileKey = tuple[str, ...]


class MadeFile:
    """A file without a name that holds *body*; each reader opens ``path`` for a position of its own."""

    def __init__(self, body: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix="yrkesgraf-")
        weakref.finalize(self, os.close, handle)
        with Path(name).open("wb") as file:
            Path(name).unlink()
            file.write(body)
        self.size = len(body)
        # In hexadecimal.
        self.sha256 = hashlib.sha256(body).hexdigest()
        # The path opens the file while this object lives.
        self.path = f"/proc/self/fd/{handle}"


class MadeFiles:
    """The files made last, up to *most* bytes; safe to use from many threads, and each file is made by one of them."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._files: LRUCache[FileKey, MadeFile] = LRUCache(most, getsizeof=_weigh)
        self._most = most
        self._lock = threading.Lock()
        self._flight = SingleFlight()

    def find(self, key: FileKey, make: Callable[[], bytes]) -> MadeFile:
        """Return the file under *key*, or the one that *make* returns the bytes of; raises as *make* does."""
        while True:
            with self._lock:
                if found := self._files.get(key):
                    return found
            with self._flight.turn(key) as is_first:
                if is_first:
                    return self._keep(key, make())

    def _keep(self, key: FileKey, body: bytes) -> MadeFile:
        made = MadeFile(body)
        if _weigh(made) <= self._most:
            with self._lock:
                self._files[key] = made
        return made


def _weigh(made: MadeFile) -> int:
    return max(made.size, _LEAST_BYTES)
