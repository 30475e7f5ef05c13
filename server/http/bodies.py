"""
Takes in the body of a request: no more of it than allowed, in no more time than allowed, by few threads at once.

The web server hands a body over as it arrives, waits for it without end, and must not be left waiting when the request
is over (granian then keeps Python's lock, and the whole worker stands still). So the thread that answers is the one
that reads, and what takes too long is ended from outside: ``connections`` closes the client's end of it.

A body that no view asked for is taken in as well before the answer goes out, or the answer says that the connection
ends: the web server closes it without a word, and a client's next request would be lost.
"""

from __future__ import annotations

import io
import time
from contextlib import suppress
from typing import BinaryIO, Protocol

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from graph.errors import YrkesgrafError

from ..fairness import Share
from ..refusals import BadRequest, ResourceLimit, TooSlow
from ..request_record import trace
from .site import site

_CHUNK = 1 << 16
# What says that a body follows, whatever the method.
ANNOUNCED = ("CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")
# Honest bodies are here when their headers are: a place is free again after microseconds.
_PLACE_SECONDS = 0.1
_LOOK_AGAIN_SECONDS = 0.01


class Readable(Protocol):
    """What the web server gives as ``wsgi.input``."""

    def read(self, size: int, /) -> bytes:
        """Return *size* bytes, fewer at the end; waits for them."""


class HeldRequest(Request):
    """A request whose files stay in memory, where their body is already: nothing that is sent here is written down."""

    def _get_file_stream(self, *_args: object, **_more: object) -> BinaryIO:
        return io.BytesIO()


def register(app: Flask) -> None:
    """Let every body of a request to *app* be taken in within the limits."""
    app.before_request(limit_body)
    app.after_request(finish_body)


def limit_body() -> None:
    """Put a reader with limits in the place of the web server's."""
    environ = request.environ
    if any(environ.get(name) for name in ANNOUNCED):
        environ["wsgi.input"] = LimitedBody(environ["wsgi.input"], request.content_length)


def finish_body(response: Response) -> Response:
    """Let *response* say that its connection ends where a part of the request is still to come on it."""
    body = request.environ["wsgi.input"]
    if isinstance(body, LimitedBody) and not body.finish():
        response.headers["Connection"] = "close"
    return response


class LimitedBody:
    """A body of the length announced, or of any; read whole on first use."""

    def __init__(self, source: Readable, announced: int | None) -> None:
        self._source = source
        self._announced = announced
        self._begun = False
        self._whole: io.BytesIO | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Return *size* bytes or all; raises what is wrong with the body before it gives any of it."""
        if self._whole is None:
            self._begun = True
            self._whole = io.BytesIO(self._take_in())
        return self._whole.read(size)

    def finish(self) -> bool:
        """Take in what nobody has asked for, if it is little; returns whether nothing of the body is left to come."""
        if not self._begun and self._announced is not None and self._announced <= _CHUNK:
            with suppress(YrkesgrafError, HTTPException):  # the answer is there already: only its connection suffers
                self.read()
        return self._whole is not None

    def _take_in(self) -> bytes:
        world, client = site(), trace().client
        # The address of the connection, which is the proxy's where there is one.
        address = request.environ.get("werkzeug.proxy_fix.orig", request.environ).get("REMOTE_ADDR", "")
        _enter(world.bodies, client)
        try:
            with world.arrivals.note(address) as since:
                body = self._read_all(world.settings.body_bytes)
        finally:
            world.bodies.leave(client)
        if time.monotonic() - since > world.settings.body_seconds:
            words = f"The body of the request did not arrive within {world.settings.body_seconds:g} seconds."
            raise TooSlow("body_seconds", words, 1)
        if len(body) > world.settings.body_bytes:
            raise RequestEntityTooLarge
        if self._announced is not None and len(body) < self._announced:
            raise BadRequest(f"The body of the request ended after {len(body)} of {self._announced} bytes.")
        return body

    def _read_all(self, most: int) -> bytes:
        """Return the body, or one byte more than *most* of it."""
        chunks, left = [], most + 1
        while left and (chunk := self._source.read(min(_CHUNK, left))):
            chunks.append(chunk)
            left -= len(chunk)
        return b"".join(chunks)


def _enter(places: Share, client: str) -> None:
    """Take a place, waiting a moment for one; raises ``ResourceLimit`` when there is none."""
    until = time.monotonic() + _PLACE_SECONDS
    while True:
        try:
            places.enter(client)
        except ResourceLimit:
            if time.monotonic() > until:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return
