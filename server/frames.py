"""
The language between the web process and its executors: length-prefixed frames over pipes.

A request is one frame of JSON. A reply is a kind (one byte), a frame with its header as JSON, and a frame with its
body.
"""

from __future__ import annotations

import os
import select
import struct
import time
from dataclasses import dataclass

import msgspec

_SIZE = struct.Struct("!Q")
_CHUNK = 1 << 20


class Request(msgspec.Struct, frozen=True):
    """What an executor is asked: a query on a store, the formats of its answer, and how long and large it may be."""

    store: str
    base: str
    query: str
    results: str
    graphs: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    memory: int
    seconds: float
    answer_bytes: int


class Reply(msgspec.Struct, frozen=True):
    """How it went: ``kind`` is answer, fault, too_large or error; the rest belongs to one of them."""

    kind: str
    media_type: str = ""
    message: str = ""
    line: int | None = None
    column: int | None = None
    seconds: float = 0.0


class Overdue(Exception):
    """The other side did not answer in time."""


class Gone(Exception):
    """The other side has closed its pipe."""


@dataclass
class Pipe:
    """One end of a pair of pipes."""

    read_from: int
    write_to: int

    def send(self, *parts: bytes) -> None:
        """Write each of *parts* as a frame; raises ``Gone`` where nobody reads."""
        data = memoryview(b"".join(_SIZE.pack(len(part)) + part for part in parts))
        try:
            while data:
                data = data[os.write(self.write_to, data) :]
        except BrokenPipeError:
            raise Gone from None

    def receive(self, until: float | None = None) -> bytes:
        """Return the next frame; raises ``Overdue`` at *until* (monotonic seconds) and ``Gone`` at the end."""
        (size,) = _SIZE.unpack(self._read(_SIZE.size, until))
        return self._read(size, until)

    def _read(self, size: int, until: float | None) -> bytes:
        buffer = bytearray()
        while len(buffer) < size:
            if until is not None:
                left = until - time.monotonic()
                if left <= 0 or not self._readable(left):
                    raise Overdue
            chunk = os.read(self.read_from, min(size - len(buffer), _CHUNK))
            if not chunk:
                raise Gone
            buffer += chunk
        return bytes(buffer)

    def _readable(self, seconds: float) -> bool:
        # poll, not select: a busy server has file descriptors above select's 1,024.
        poll = select.poll()
        poll.register(self.read_from, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
