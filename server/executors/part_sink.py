"""The output of an executor: a small answer as a whole, the parts of a large one while the engine writes it."""

from __future__ import annotations

from typing import IO, cast

import msgspec

from .pipe_protocol import Pipe, Reply

# An answer up to this size is whole, so that it can be cached and a fault within it has a status of its own.
FIRST_PART = 1 << 20
_NEXT_PART = 1 << 18


class TooLarge(OSError):
    """An answer over the limit of bytes."""


class PartSink:
    """A binary stream to *pipe* of at most *most* bytes; the engine writes into it."""

    def __init__(self, pipe: Pipe, most: int) -> None:
        self._pipe = pipe
        self._most = most
        self._waiting: list[bytes] = []
        self._length = 0
        self._media_type = ""
        self.total = 0
        self.has_begun = False

    def begin(self, media_type: str) -> IO[bytes]:
        """Return this stream for an answer in *media_type*."""
        self._media_type = media_type
        return cast("IO[bytes]", self)  # the engine only writes and flushes

    def write(self, data: bytes) -> int:
        """Take *data*, and send a part where there is enough; raises ``TooLarge`` at the limit."""
        self.total += len(data)
        if self.total > self._most:
            raise TooLarge
        self._waiting.append(bytes(data))
        self._length += len(data)
        if self._length >= (_NEXT_PART if self.has_begun else FIRST_PART):
            self._send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: parts are sent by their size."""

    def end(self, reply: Reply) -> None:
        """Send the rest and *reply*: with the whole answer where no part was sent, else behind an empty frame."""
        if not self.has_begun:
            body = b"".join(self._waiting) if reply.kind == "answer" else b""
            reply = msgspec.structs.replace(reply, media_type=self._media_type)
            self._pipe.send(msgspec.json.encode(reply), body)
            return
        if self._waiting:
            self._send()
        self._pipe.send(b"", msgspec.json.encode(reply))

    def _send(self) -> None:
        part = b"".join(self._waiting)
        self._waiting, self._length = [], 0
        if self.has_begun:
            self._pipe.send(part)
        else:
            self.has_begun = True
            self._pipe.send(msgspec.json.encode(Reply("parts", media_type=self._media_type)), part)
