"""
Packs what goes out with gzip, for who says it can unpack that.

A packed body is a representation of its own (RFC 9110 §8.8.3): it has its own entity tag, and is kept as packed as it
is sent, so that a page is packed once. What is large is packed part by part while it goes out, and nothing waits for
its end. Flask-Compress does neither here: most answers never reach the framework, and it packs at every request.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from graph.reading.release import Release
from graph.reading.store import Answer

from ..request_record import trace
from .downloads import PART, close_source, take_in
from .site import Site, site

GZIP = "gzip"
# What ends the entity tag of a packed body, within its quotation marks.
MARK = "-gzip"
# What is smaller goes out in one packet of the network either way.
LEAST = 1400
_PACKED_TYPES = re.compile(r"text/|image/svg|application/(?:.+\+)?(?:json|xml|turtle|n-|trig|javascript|ld)")
# Pages are kept and sent often. Of answers, half are asked once: level 1 takes a third of the time of level 6.
_LEVELS = {True: 6, False: 1}
_GZIP_FORMAT = 31
_TAGS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")
# Where a request carries the entity tags it came with.
_KNOWN = "yrkesgraf.packed_tags"


@lru_cache(maxsize=256)
def accepts_gzip(header: str) -> bool:
    """
    Return whether who sends *header* as Accept-Encoding takes gzip, and likes it no less than what is not packed.

    >>> [accepts_gzip(header) for header in ("br, gzip", "*", "gzip;q=0, *", "gzip;q=0.5, identity")]
    [True, True, False, False]
    """
    liked = parse_accept_header(header, Accept)
    return bool(liked[GZIP] > 0) and bool(liked[GZIP] >= dict(liked).get("identity", 0))


def pack(body: bytes, *, is_page: bool) -> bytes:
    """Return *body* packed; the same body always gives the same bytes."""
    return zlib.compress(body, _LEVELS[is_page], _GZIP_FORMAT)


def packed_answer(world: Site, current: Release, key: str, answer: Answer, *, is_fresh: bool) -> Answer:
    """Return *answer*, whose name is *key*, packed: as it was kept, or packed now and kept."""
    if not is_fresh and (kept := world.answers.find(current, key + MARK)):
        return kept
    packed = Answer(pack(answer.body, is_page=False), answer.media_type)
    world.answers.keep(current, key + MARK, packed)
    return packed


def unmarked(tags: str) -> str:
    """
    Return entity *tags* as those of the same bodies that are not packed.

    >>> unmarked('"a-gzip", W/"b"')
    '"a", W/"b"'
    """
    return tags.replace(f'{MARK}"', '"')


def register(app: Flask) -> None:
    """Pack the answers of *app*; registered after what keeps them, and before what makes parts of them."""
    app.before_request(know_tags)
    app.after_request(pack_response)


def know_tags() -> None:
    """Let views know a body by the tag it has when it is not packed, where the client may have it packed."""
    environ = request.environ
    if not _is_wanted():
        return
    for name in _TAGS:
        if f'{MARK}"' in (tags := environ.get(name, "")):
            environ[_KNOWN] = tags
            environ[name] = unmarked(tags)


def pack_response(response: Response) -> Response:
    """Pack the body of *response* where that is wanted and is worth it."""
    if not _is_wanted():
        return response
    etag, is_weak = response.get_etag()
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        if f'"{etag}{MARK}"' in request.environ.get(_KNOWN, ""):
            response.set_etag(f"{etag}{MARK}")
        return response
    length = response.content_length or response.calculate_content_length() or 0
    if (
        response.status_code == HTTPStatus.PARTIAL_CONTENT
        or response.content_encoding
        or length < LEAST
        or not _PACKED_TYPES.match(response.mimetype or "")
    ):
        return response
    if length <= PART:
        response.set_data(pack(take_in(response), is_page=trace().lane == "page"))
    else:
        _pack_in_parts(response)
    response.content_encoding = GZIP
    del response.headers["Accept-Ranges"]
    if etag and not is_weak:
        response.set_etag(f"{etag}{MARK}")
    return response


def _is_wanted() -> bool:
    return accepts_gzip(request.environ.get("HTTP_ACCEPT_ENCODING", ""))


def _pack_in_parts(response: Response) -> None:
    """Pack a large body as it goes out; nobody knows its length before."""
    budget, client = site().budget, trace().client
    del response.headers["Content-Length"]
    response.automatically_set_content_length = False
    if request.method != "HEAD":
        response.response = PackedParts(response.response, lambda seconds: budget.charge(client, seconds))


class PackedParts:
    """The parts of an answer, packed; tells *charge* how many seconds of the processor that took, once."""

    def __init__(self, source: Iterable[bytes | str], charge: Callable[[float], None]) -> None:
        self._source = source
        self._parts = self._pack()
        self._charge = charge
        self._seconds = 0.0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._parts)

    def _pack(self) -> Iterator[bytes]:
        packer = zlib.compressobj(_LEVELS[False], zlib.DEFLATED, _GZIP_FORMAT)
        for part in self._source:
            started = time.thread_time()
            packed = packer.compress(part.encode() if isinstance(part, str) else part)
            self._seconds += time.thread_time() - started
            if packed:
                yield packed
        yield packer.flush()

    def close(self) -> None:
        """Let the source go, and have the time paid for."""
        close_source(self._source)
        seconds, self._seconds = self._seconds, 0.0
        self._charge(seconds)
