"""
The protocol between the web process and its executors: length-prefixed frames over pipes.

A request is one frame of JSON. A reply is a JSON frame for the header and a frame for the body. The header ``parts``
begins a large answer, where the request allows it: frames with its parts, an empty frame, and the header of its end.

``multiprocessing.connection`` has no deadline for a peer that stops reading or stops within a message, and is slower:
28 µs for a short reply and 2.5 ms for 1.7 MB, beside 16 µs and 0.8 ms here (``python -m tests.bench.forking``).
"""

from __future__ import annotations

import fcntl
import os
import select
import struct
import termios
import time
from array import array
from contextlib import suppress

import msgspec

_SIZE = struct.Struct("!Q")
_CHUNK = 1 << 20
_SMALL = 1 << 16


class Request(msgspec.Struct, frozen=True):
    """
    A query on a store, the media types for rows and triples, and limits in bytes and seconds.

    ``only_open`` opens the store for later queries, without a reply; ``in_parts`` allows a reply in parts.
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
    in_parts: bool = False


class Reply(msgspec.Struct, frozen=True):
    """
    The header of a reply: ``kind`` is answer, parts, fault, too_large or error, and decides the fields.

    ``seconds`` passed until the answer was made, and ``processor`` of them were processor time.
    """

    kind: str
    media_type: str = ""
    message: str = ""
    line: int | None = None
    column: int | None = None
    seconds: float = 0.0
    processor: float = 0.0


class Overdue(Exception):
    """The other side did not answer or read in time; the words are for the client."""


class Gone(Exception):
    """The other side has closed its pipe, or broke the protocol."""


class Pipe:
    """
    One end of a pair of pipes; ``until`` is in monotonic seconds and applies to non-blocking handles.

    Reads take all that the kernel has, because each system call releases the interpreter lock: a small reply is one.
    """

    def __init__(self, read_from: int, write_to: int) -> None:
        self.read_from = read_from
        self.write_to = write_to
        self._rest = b""
        # poll, because select is limited to file descriptors below 1,024.
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(read_from, select.POLLIN)
        self._writable.register(write_to, select.POLLOUT)

    def send(self, *parts: bytes, until: float | None = None) -> None:
        """Write each of *parts* as a frame; raises ``Overdue`` at *until* and ``Gone`` on a closed pipe."""
        pieces = [piece for part in parts for piece in (_SIZE.pack(len(part)), part)]
        if sum(map(len, pieces)) <= _CHUNK:
            pieces = [b"".join(pieces)]  # one system call; larger frames are not copied
        for piece in pieces:
            self._write(piece, until)

    def receive(self, until: float | None = None, most: int | None = None) -> bytes:
        """
        Return the next frame.

        Raises ``Overdue`` at *until*, ``Gone`` at the end of the pipe and for a frame of over *most* bytes.
        """
        (size,) = _SIZE.unpack(self._take(_SIZE.size, until))
        if most is not None and size > most:
            raise Gone
        return self._take(size, until)

    def speaks(self, until: float) -> bool:
        """Return whether a frame has begun, or the pipe is closed, before *until*."""
        return bool(self._rest) or _poll(self._readable, until)

    def has_unread(self) -> bool:
        """Return whether bytes sent are still in the pipe, which keeps them after the end of the other side."""
        unread = array("i", [0])
        fcntl.ioctl(self.write_to, termios.FIONREAD, unread)
        return unread[0] > 0

    def close(self) -> None:
        """Close this end; later calls have no effect."""
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
        if length >= size:  # the common case
            whole, self._rest = self._rest[:size], self._rest[size:]
            return whole
        while length < size:
            # Never beyond a large frame, so that its end needs no copy; small frames in one read.
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
    """Enlarge the buffer of the pipe *handle* to 1 MB, so that a large answer needs few system calls."""
    with suppress(OSError):  # the kernel has a quota per user (pipe-user-pages-soft)
        fcntl.fcntl(handle, fcntl.F_SETPIPE_SZ, _CHUNK)


def _poll(poll: select.poll, until: float | None) -> bool:
    """Return whether the event occurred before *until*."""
    return bool(poll.poll(None if until is None else max(0.0, until - time.monotonic()) * 1000))
