"""
Reads the body of a request within a time limit, whatever the client does.

The web server hands a body over as it arrives and waits for it without end. So a thread of its own waits, which needs
nothing but the connection, and the one that answers goes on without it when time is up.
"""

from __future__ import annotations

import io
import threading
import time
from typing import Protocol

from flask import Flask, request

from .errors import TooSlow
from .settings import Settings
from .world import site

# A drip of a client is noticed once in as many bytes.
_STEP = 512
_WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")


class Readable(Protocol):
    """What the web server gives as ``wsgi.input``."""

    def read(self, size: int, /) -> bytes:
        """Return *size* bytes, fewer at the end; waits for them."""


def register(app: Flask) -> None:
    """Let every body of a request to *app* be read in time or not at all."""
    app.before_request(read_in_time)


def read_in_time() -> None:
    """Put a reader with a deadline in the place of the web server's."""
    if request.method not in _WITHOUT_BODY:
        request.environ["wsgi.input"] = TimedBody(request.environ["wsgi.input"], site().settings)


class TimedBody:
    """A body that is read whole on first use, up to one byte more than it may have."""

    def __init__(self, source: Readable, settings: Settings) -> None:
        self._source = source
        self._settings = settings
        self._whole: io.BytesIO | None = None
        self._chunks: list[bytes] = []
        self._is_over = threading.Event()

    def read(self, size: int = -1, /) -> bytes:
        """Return *size* bytes or all; raises ``TooSlow`` when they have not come in time."""
        if self._whole is None:
            seconds = self._settings.body_seconds
            until = time.monotonic() + seconds
            threading.Thread(target=self._collect, args=(until,), daemon=True).start()
            if not self._is_over.wait(seconds):
                words = f"The body of the request did not arrive within {seconds:g} seconds."
                raise TooSlow("body_seconds", words, 1)
            self._whole = io.BytesIO(b"".join(self._chunks))
        return self._whole.read(size)

    def _collect(self, until: float) -> None:
        left = self._settings.body_bytes + 1
        while left > 0 and time.monotonic() < until:
            chunk = self._source.read(min(_STEP, left))
            if not chunk:
                break
            self._chunks.append(chunk)
            left -= len(chunk)
        else:
            if left > 0:
                return
        self._is_over.set()
