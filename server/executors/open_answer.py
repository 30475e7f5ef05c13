"""
Answers that are sent while the engine still writes them.

An executor writes at the speed of the engine into a file without a name, and a client reads at its own, so that a slow
client holds no executor and no memory. An answer that fails midway raises for its reader, who breaks the connection
off: the missing last chunk of HTTP (RFC 9112 §7.1) tells a client that the answer is not whole.
"""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

from graph.errors import YrkesgrafError

# The bytes that a reader takes at once.
_PIECE = 1 << 18


class BrokenOff(YrkesgrafError):
    """An answer whose rest cannot be sent."""


class OpenAnswer:
    """The parts of an answer in *media_type*, of which more follow; one thread writes them and one reads them."""

    def __init__(self, media_type: str, first: bytes) -> None:
        self.media_type = media_type
        handle, name = tempfile.mkstemp(prefix="yrkesgraf-")
        Path(name).unlink()
        self._handle = handle
        self._close = weakref.finalize(self, os.close, handle)
        self._news = threading.Condition()
        self._size = 0
        self._is_whole = False
        self._fault: BaseException | None = None
        self.is_abandoned = False
        self.write(first)

    def write(self, part: bytes) -> None:
        """Add a part; raises ``BrokenOff`` where the reader has left."""
        with self._news:
            if self.is_abandoned:
                raise BrokenOff("The client has left.")
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            self._size += len(part)
            self._news.notify_all()

    def finish(self) -> None:
        """Mark the answer as whole."""
        with self._news:
            self._is_whole = True
            self._news.notify_all()

    def fail(self, fault: BaseException) -> None:
        """Mark the answer as broken off by *fault*."""
        with self._news:
            self._fault = fault
            self._news.notify_all()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the parts as they come; raises ``BrokenOff`` in the place of the rest of an answer that failed."""
        place = 0
        while piece := self._read(place):
            place += len(piece)
            yield piece

    def _read(self, place: int) -> bytes:
        """Return the bytes from *place*, b"" at the end of a whole answer."""
        with self._news:
            self._news.wait_for(lambda: self._size > place or self._is_whole or self._fault or self.is_abandoned)
            if self.is_abandoned or (self._size == place and self._fault):
                raise BrokenOff(f"The answer is broken off: {self._fault or 'it is closed.'}")
            return os.pread(self._handle, _PIECE, place) if self._size > place else b""

    def close(self) -> None:
        """Leave the rest unread, and the disk space to others."""
        with self._news:
            self.is_abandoned = True
            self._close()
            self._news.notify_all()
