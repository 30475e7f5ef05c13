"""
Compression of answers with gzip.

A compressed body is a representation of its own (RFC 9110 §8.8.3) with its own entity tag, and is cached compressed, so
that a page is compressed once. Large bodies are compressed part by part while they are sent. Flask-Compress would
compress at every request, and never sees the answers of the fast path.
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
from .downloads import PART, Parts, UnmeasuredBody, close_source, take_in
from .headers import drop_digest
from .site import Site, site

GZIP = "gzip"
# Suffix of the entity tag of a compressed body, inside the quotation marks.
MARK = "-gzip"
# Smaller bodies fit into one network packet anyway.
LEAST = 1400
_PACKED_TYPES = re.compile(r"text/|image/svg|application/(?:.+\+)?(?:json|xml|turtle|n-|trig|javascript|ld)")
# Pages are cached and sent often; half of the query answers are sent once, and level 1 takes a third of the time.
_LEVELS = {True: 6, False: 1}
_GZIP_FORMAT = 31
# Longer headers are no browser's, and would fill memory.
_LONGEST_REMEMBERED = 256
_TAGS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")
# Key of the WSGI environment for the entity tags of the original request.
_KNOWN = "yrkesgraf.packed_tags"


def accepts_gzip(header: str) -> bool:
    """
    Return whether the Accept-Encoding *header* accepts gzip and prefers it to identity, or ranks them equal.

    >>> [accepts_gzip(header) for header in ("br, gzip", "*", "gzip;q=0, *", "gzip;q=0.5, identity")]
    [True, True, False, False]
    """
    return (_remembered if len(header) <= _LONGEST_REMEMBERED else _accepts_gzip)(header)


def _accepts_gzip(header: str) -> bool:
    liked = parse_accept_header(header, Accept)
    return bool(liked[GZIP] > 0) and bool(liked[GZIP] >= dict(liked).get("identity", 0))


_remembered = lru_cache(maxsize=256)(_accepts_gzip)


def pack(body: bytes, *, is_page: bool) -> bytes:
    """Return *body* compressed, deterministically."""
    return zlib.compress(body, _LEVELS[is_page], _GZIP_FORMAT)


def packed_answer(world: Site, current: Release, key: str, answer: Answer, *, is_fresh: bool) -> Answer:
    """Return *answer*, cached under *key*, compressed: from the cache, or compressed now and cached."""
    if "gzip_cache" not in world.settings.layers:
        return Answer(pack(answer.body, is_page=False), answer.media_type)
    if not is_fresh and (kept := world.answers.find(current, key + MARK)):
        return kept
    packed = Answer(pack(answer.body, is_page=False), answer.media_type)
    world.answers.keep(current, key + MARK, packed)
    return packed


def unmarked(tags: str) -> str:
    """
    Return entity *tags* without the mark of compression.

    >>> unmarked('"a-gzip", W/"b"')
    '"a", W/"b"'
    """
    return tags.replace(f'{MARK}"', '"')


def register(app: Flask) -> None:
    """Compress the answers of *app*; registered after the document cache and before the splitting into parts."""
    app.before_request(know_tags)
    app.after_request(pack_response)


def know_tags() -> None:
    """Rewrite the entity tags of the request to those of uncompressed bodies, which views compare."""
    environ = request.environ
    if not _is_wanted():
        return
    for name in _TAGS:
        if f'{MARK}"' in (tags := environ.get(name, "")):
            environ[_KNOWN] = tags
            environ[name] = unmarked(tags)


def pack_response(response: Response) -> Response:
    """Compress the body of *response* where the client accepts gzip and the body is large enough."""
    if not _is_wanted():
        return response
    etag, is_weak = response.get_etag()
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        if f'"{etag}{MARK}"' in request.environ.get(_KNOWN, ""):
            response.set_etag(f"{etag}{MARK}")
        return response
    # The body of a HEAD is not split into parts.
    is_open = isinstance(response.response, (Parts, UnmeasuredBody)) and response.content_length is None
    length = PART + 1 if is_open else response.content_length or response.calculate_content_length() or 0
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
    drop_digest(response)
    del response.headers["Accept-Ranges"]
    if etag and not is_weak:
        response.set_etag(f"{etag}{MARK}")
    return response


def _is_wanted() -> bool:
    return accepts_gzip(request.environ.get("HTTP_ACCEPT_ENCODING", ""))


def _pack_in_parts(response: Response) -> None:
    """Compress a large body while it is sent, without Content-Length."""
    budget, client = site().budget, trace().client
    del response.headers["Content-Length"]
    response.automatically_set_content_length = False
    if request.method != "HEAD":
        response.response = PackedParts(response.response, lambda seconds: budget.charge(client, seconds))


class PackedParts:
    """The compressed parts of an answer; calls *charge* once with the processor seconds of compression."""

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
        """Close the source and charge the time."""
        close_source(self._source)
        seconds, self._seconds = self._seconds, 0.0
        self._charge(seconds)
