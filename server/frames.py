"""
The language between the web process and its executors: length-prefixed frames over pipes.

A request is one frame of JSON. A reply is a frame with its header as JSON, and a frame with its body.
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
    """The other side did not answer in time, or does not read."""


class Gone(Exception):
    """The other side has closed its pipe, or says what it never would."""


@dataclass
class Pipe:
    """One end of a pair of pipes; a deadline for sending holds where ``write_to`` does not block."""

    read_from: int
    write_to: int

    def send(self, *parts: bytes, until: float | None = None) -> None:
        """Write each of *parts* as a frame; raises ``Overdue`` at *until* and ``Gone`` where nobody reads."""
        data = memoryview(b"".join(_SIZE.pack(len(part)) + part for part in parts))
        while data:
            try:
                data = data[os.write(self.write_to, data) :]
            except BlockingIOError:
                _wait(self.write_to, select.POLLOUT, until)
            except BrokenPipeError:
                raise Gone from None

    def receive(self, until: float | None = None, most: int | None = None) -> bytes:
        """
        Return the next frame.

        Raises ``Overdue`` at *until* (monotonic seconds), ``Gone`` at the end and for a frame of over *most* bytes.
        """
        (size,) = _SIZE.unpack(self._read(_SIZE.size, until))
        if most is not None and size > most:
            raise Gone
        return self._read(size, until)

    def speaks(self, until: float) -> bool:
        """Return whether the other side has begun to speak, or is gone, before *until* (monotonic seconds)."""
        try:
            _wait(self.read_from, select.POLLIN, until)
        except Overdue:
            return False
        return True

    def _read(self, size: int, until: float | None) -> bytes:
        chunks: list[bytes] = []
        while size:
            if until is not None:
                _wait(self.read_from, select.POLLIN, until)
            chunk = os.read(self.read_from, min(size, _CHUNK))
            if not chunk:
                raise Gone
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)


def _wait(handle: int, event: int, until: float | None) -> None:
    """Wait for *event* on *handle*; raises ``Overdue`` at *until*."""
    # poll, not select: a busy server has file descriptors above select's 1,024.
    poll = select.poll()
    poll.register(handle, event)
    left = None if until is None else max(0.0, until - time.monotonic()) * 1000
    if not poll.poll(left):
        raise Overdue
