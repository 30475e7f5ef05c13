"""Which clients have sent a request a moment ago, as all workers know it."""

from __future__ import annotations

import mmap
import struct
import time
import zlib

# A client that has sent a request within this time is present.
_PRESENT_SECONDS = 10.0
# A later request of the same client within this time needs no new note.
_NOTE_SECONDS = 1.0
# The client of the latest request and its time, and the latest client that differs from it.
_FORM = struct.Struct("=QdQd")


class Presence:
    """
    The two latest clients, in memory shared with all processes forked after it.

    Without a lock: where two processes write at once one note is lost, and made with the next request.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _FORM.size)
        _FORM.pack_into(self._memory, 0, 0, -_PRESENT_SECONDS, 0, -_PRESENT_SECONDS)

    def note(self, client: str) -> None:
        """Note a request of *client*."""
        key, now = _key(client), time.monotonic()
        latest, when, before, when_before = _FORM.unpack_from(self._memory)
        if key != latest:
            before, when_before = latest, when
        elif now - when < _NOTE_SECONDS:
            return
        _FORM.pack_into(self._memory, 0, key, now, before, when_before)

    def has_others(self, client: str) -> bool:
        """Return whether a client other than *client* is present."""
        latest, when, _, when_before = _FORM.unpack_from(self._memory)
        when_of_other: float = when_before if latest == _key(client) else when
        return time.monotonic() - when_of_other < _PRESENT_SECONDS


def _key(client: str) -> int:
    """Return a number for *client*, never 0; the hash of Python differs between processes."""
    return zlib.crc32(client.encode()) + 1
