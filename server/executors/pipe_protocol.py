"""
The language between the web process and its executors: length-prefixed frames over pipes.

A request is one frame of JSON. A reply is a frame with its header as JSON, and a frame with its body.
"""

from __future__ import annotations

import fcntl
import os
import select
import struct
import time
from contextlib import suppress

import msgspec

_SIZE = struct.Struct("!Q")
_CHUNK = 1 << 20
_SMALL = 1 << 16


class Request(msgspec.Struct, frozen=True):
    """
    What an executor is asked: a query on a store, the formats of its answer, and how long and large it may be.

    Where it is ``only_open`` the store is opened for the queries to come, and nothing is replied.
    """

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
    only_open: bool = False


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


class Pipe:
    """
    One end of a pair of pipes; ``until`` is in monotonic seconds and holds where the handle used does not block.

    What the kernel has is read at once, since every call of it gives other threads the interpreter: a small reply comes
    whole in the first.
    """

    def __init__(self, read_from: int, write_to: int) -> None:
        self.read_from = read_from
        self.write_to = write_to
        self._rest = b""
        # poll, not select: a busy server has file descriptors above select's 1,024.
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(read_from, select.POLLIN)
        self._writable.register(write_to, select.POLLOUT)

    def send(self, *parts: bytes, until: float | None = None) -> None:
        """Write each of *parts* as a frame; raises ``Overdue`` at *until* and ``Gone`` where nobody reads."""
        pieces = [piece for part in parts for piece in (_SIZE.pack(len(part)), part)]
        if sum(map(len, pieces)) <= _CHUNK:
            pieces = [b"".join(pieces)]  # one call for what fits; what does not is not copied for it
        for piece in pieces:
            self._write(piece, until)

    def receive(self, until: float | None = None, most: int | None = None) -> bytes:
        """
        Return the next frame.

        Raises ``Overdue`` at *until*, ``Gone`` at the end and for a frame of over *most* bytes.
        """
        (size,) = _SIZE.unpack(self._take(_SIZE.size, until))
        if most is not None and size > most:
            raise Gone
        return self._take(size, until)

    def speaks(self, until: float) -> bool:
        """Return whether the other side has begun to speak, or is gone, before *until*."""
        return bool(self._rest) or _poll(self._readable, until)

    def close(self) -> None:
        """Close this end, once."""
        for handle in (self.read_from, self.write_to):
            if handle >= 0:
                os.close(handle)
        self.read_from = self.write_to = -1

    def _write(self, piece: bytes, until: float | None) -> None:
        written, whole = 0, memoryview(piece)
        while written < len(piece):
            try:
                written += os.write(self.write_to, whole[written:])
            except BlockingIOError:
                if not _poll(self._writable, until):
                    raise Overdue from None
            except BrokenPipeError:
                raise Gone from None

    def _take(self, size: int, until: float | None) -> bytes:
        """Return the next *size* bytes."""
        chunks, length = [self._rest], len(self._rest)
        if length >= size:  # as it mostly is
            whole, self._rest = self._rest[:size], self._rest[size:]
            return whole
        while length < size:
            # No more than is missing of something large, so that its end needs no copy; all there is of what is small.
            chunks.append(chunk := self._read(max(_SMALL, min(size - length, _CHUNK)), until))
            length += len(chunk)
        whole = chunks[0] if len(chunks) == 1 else b"".join(chunks)
        self._rest = whole[size:]
        return whole if length == size else whole[:size]

    def _read(self, most: int, until: float | None) -> bytes:
        while True:
            try:
                chunk = os.read(self.read_from, most)
            except BlockingIOError:
                if not _poll(self._readable, until):
                    raise Overdue from None
            else:
                if not chunk:
                    raise Gone
                return chunk


def widen(handle: int) -> None:
    """Let the pipe *handle* hold as much as one call moves, so that a large answer needs few of them."""
    with suppress(OSError):  # the kernel has a bound for each user (pipe-user-pages-soft), and does without
        fcntl.fcntl(handle, fcntl.F_SETPIPE_SZ, _CHUNK)


def _poll(poll: select.poll, until: float | None) -> bool:
    """Return whether the event came before *until*."""
    return bool(poll.poll(None if until is None else max(0.0, until - time.monotonic()) * 1000))
