"""
Request bodies, read within limits of size, time and concurrency.

Granian reads a body without a deadline, and a read left pending when its request ends keeps the interpreter lock and
stops the whole worker. So the answering thread does the reading, and ``connections`` shuts down the socket of a body
that takes too long.

A body that no view read is drained before the answer, or the answer has ``Connection: close``: granian drops such a
connection without notice, and the client's next request would be lost.
"""

from __future__ import annotations

import io
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from graph.errors import YrkesgrafError

from ..fairness import Share
from ..refusals import BadRequest, ResourceLimit, TooSlow, UnsupportedBody
from ..request_record import trace
from .connections import sends_no_more
from .parameters import check_encoding
from .site import site

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage, MultiDict

    ParsedForm = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]

FORM = "application/x-www-form-urlencoded"
_REPLACEMENT = "\ufffd"
_LONGEST_NAME = 50
# Values of Content-Encoding that say no coding.
_PLAIN = ("", "identity")
_CHUNK = 1 << 16
# Headers that announce a body, whatever the method.
ANNOUNCED = ("CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")
# Most bodies arrive with their headers, so that a slot is free again within microseconds.
_PLACE_SECONDS = 0.1
_LOOK_AGAIN_SECONDS = 0.01


class Readable(Protocol):
    """The ``wsgi.input`` of granian."""

    def read(self, size: int, /) -> bytes:
        """Return *size* bytes, fewer at the end; blocks until they are there."""


class StrictForms(FormDataParser):
    """The reader of forms; raises ``BadRequest`` for text that is not UTF-8, which werkzeug replaces or drops."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> ParsedForm:
        """Return the stream, fields and files of a form."""
        if mimetype == FORM:
            encoded = stream.read()
            check_encoding(encoded, "The form is")
            stream = io.BytesIO(encoded)
        found = super().parse(stream, mimetype, content_length, options)
        # A part in another encoding arrives with U+FFFD for its letters, as text does that lost them earlier.
        if lossy := [name for name, value in found[1].items(multi=True) if _REPLACEMENT in name + value]:
            raise BadRequest(f"The field {lossy[0][:_LONGEST_NAME]!r} of the form is not UTF-8, or has lost letters.")
        return found


class HeldRequest(Request):
    """A request with uploaded files in memory, where its body is already; none is written to disk."""

    form_data_parser_class = StrictForms

    def _get_file_stream(self, *_args: object, **_more: object) -> BinaryIO:
        return io.BytesIO()


def register(app: Flask) -> None:
    """Apply the limits to the body of every request to *app*."""
    app.before_request(limit_body)
    app.after_request(finish_body)


def limit_body() -> None:
    """Replace ``wsgi.input`` by a reader with limits; raises ``UnsupportedBody`` for a body with a content coding."""
    environ = request.environ
    if not any(environ.get(name) for name in ANNOUNCED):
        return
    environ["wsgi.input"] = LimitedBody(environ["wsgi.input"], request.content_length)
    if (coding := request.headers.get("Content-Encoding", "").strip().lower()) not in _PLAIN:
        raise UnsupportedBody(f"The body has the content coding {coding[:_LONGEST_NAME]!r}; send it without one.")


def finish_body(response: Response) -> Response:
    """Drain the body; add ``Connection: close`` to *response* where a part of it has not arrived."""
    body = request.environ["wsgi.input"]
    if isinstance(body, LimitedBody) and not body.finish():
        response.headers["Connection"] = "close"
    return response


class LimitedBody:
    """A body with the length *announced*, or chunked (None); read as a whole on first use."""

    def __init__(self, source: Readable, announced: int | None) -> None:
        self._source = source
        self._announced = announced
        self._begun = False
        self._whole: io.BytesIO | None = None

    def read(self, size: int = -1, /) -> bytes:
        """
        Return *size* bytes or all.

        The first call raises ``ResourceLimit`` where no slot is free, ``TooSlow`` past the time limit, ``BadRequest``
        for a body that is cut off and ``RequestEntityTooLarge`` for one over the size limit.
        """
        if self._whole is None:
            self._begun = True
            self._whole = io.BytesIO(self._take_in())
        return self._whole.read(size)

    def finish(self) -> bool:
        """Read a small body that no view has read; returns whether the body has arrived as a whole."""
        if not self._begun and self._announced is not None and self._announced <= _CHUNK:
            with suppress(YrkesgrafError, HTTPException):  # the answer stands; only the connection closes
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
        # Granian gives a chunked body that was cut off like a whole one. A client that has sent it whole waits for the
        # answer before it closes its side.
        if self._announced is None and sends_no_more(address):
            raise BadRequest("The connection was closed before the last chunk of the request body.")
        return body

    def _read_all(self, most: int) -> bytes:
        """Return the body, or its first *most* + 1 bytes."""
        chunks, left = [], most + 1
        while left and (chunk := self._source.read(min(_CHUNK, left))):
            chunks.append(chunk)
            left -= len(chunk)
        return b"".join(chunks)


def _enter(places: Share, client: str) -> None:
    """Take a slot within 0.1 s; raises ``ResourceLimit`` where none becomes free."""
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
