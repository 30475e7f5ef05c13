"""
Sends large answers and files in parts, a few at a time.

A thread is held as long as a part waits to be taken, so what is small goes out as one part whatever its source, and
what is large takes one of a few places: clients that read slowly hold each other up, and no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from flask import Flask, Response, request

from ..fairness import Bound, Share
from ..refusals import ResourceLimit
from ..request_record import trace
from ..settings import Settings
from .errors import explain
from .site import site

PART = 1 << 20
_WITH_BODY = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)


def share_downloads(settings: Settings) -> Share:
    """Return the places for large answers."""
    return Share(
        Bound(settings.downloads, "downloads", f"{settings.downloads} large answers are being sent; try again soon."),
        Bound(
            settings.client_downloads,
            "client_downloads",
            f"You are taking {settings.client_downloads} large answers already; take the next when one is done.",
        ),
    )


def register(app: Flask) -> None:
    """Let every answer of *app* be sent in parts that fit."""
    app.after_request(send_in_parts)


def send_in_parts(response: Response) -> Response:
    """Make one part of a small answer, and many of a large one, which holds a place until the last is taken."""
    if request.method == "HEAD" or response.status_code not in _WITH_BODY:
        return response
    if (response.content_length or 0) <= PART:
        if response.is_streamed or response.direct_passthrough:
            response.set_data(take_in(response))
        return response
    places, client = site().downloads, trace().client
    try:
        places.enter(client)
    except ResourceLimit as error:
        response.close()
        return explain(error)
    response.direct_passthrough = True
    response.response = Parts(response.response, lambda: places.leave(client))
    return response


def take_in(response: Response) -> bytes:
    """Return the body of *response*, and let what it comes from go."""
    response.direct_passthrough = False
    source = response.response
    body = b"".join(response.iter_encoded())
    close_source(source)
    return body


class Parts:
    """The parts of an answer; calls *leave* once, when the last is taken or the client is gone."""

    def __init__(self, source: Iterable[bytes | str], leave: Callable[[], None]) -> None:
        self._source = source
        self._parts = regroup(source)
        self._leave: Callable[[], None] | None = leave

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._parts)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the next client have the place."""
        close_source(self._source)
        if self._leave is not None:
            leave, self._leave = self._leave, None
            leave()


def close_source(source: object) -> None:
    """Close a file being sent; other sources have nothing to close."""
    if close := getattr(source, "close", None):
        close()


def regroup(source: Iterable[bytes | str], size: int = PART) -> Iterator[bytes]:
    """Yield the bytes of *source* in parts of *size* and a rest.

    >>> list(regroup([b"ab", b"cdefg"], 3))
    [b'abc', b'def', b'g']
    """
    waiting, length = [], 0
    for chunk in source:
        data = chunk.encode() if isinstance(chunk, str) else chunk
        waiting.append(data)
        length += len(data)
        if length < size:
            continue
        whole = b"".join(waiting)
        cut = length - length % size
        for start in range(0, cut, size):
            yield whole[start : start + size]
        waiting, length = [whole[cut:]], length - cut
    if length:
        yield b"".join(waiting)
