"""
Large answers and files, sent in parts, a few at a time; and the range of a document that a client asks for.

Sending holds a thread until the client has read a part. Small bodies go out as one part, whatever their source; large
ones need one of a few slots, so that slow readers delay each other and no page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_etags

from ..executors.open_answer import OpenAnswer
from ..fairness import Bound, Share
from ..refusals import FailedCondition, ResourceLimit
from ..request_record import trace
from ..settings import Settings
from .errors import explain, explain_http
from .site import site

PART = 1 << 20
_ONE_RANGE = re.compile(r"bytes=(?:(?P<first>[0-9]+)-(?P<last>[0-9]*)|-[0-9]+)", re.IGNORECASE)
_SUFFIX = re.compile(r"bytes=-0*[1-9][0-9]*", re.IGNORECASE)
_WITH_BODY = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)
_WITH_CONDITIONS = (*_WITH_BODY, HTTPStatus.NOT_MODIFIED)
# Key of the WSGI environment for the header If-Match.
_MATCH = "yrkesgraf.if_match"


class UnmeasuredBody:
    """A body that is large, and whose length may be unknown until its end."""


def share_downloads(settings: Settings) -> Share:
    """Return the slots for large answers."""
    return Share(
        Bound(
            settings.downloads, "downloads", f"{settings.downloads} large answers are being sent already; retry soon."
        ),
        Bound(
            settings.client_downloads,
            "client_downloads",
            f"You are downloading {settings.client_downloads} large answers already; retry when one finishes.",
        ),
    )


def register(app: Flask) -> None:
    """Split the large answers of *app* into parts, check the conditions of requests, and give ranges of documents."""
    app.before_request(ignore_odd_range)
    app.before_request(set_aside_match)
    app.after_request(send_in_parts)
    app.after_request(send_range)
    app.after_request(check_conditions)
    app.register_error_handler(RequestedRangeNotSatisfiable, send_whole)


def ignore_odd_range() -> None:
    """Ignore a range that is not one of bytes: a server may (RFC 9110 §14.2), and the framework would refuse it."""
    found = _ONE_RANGE.fullmatch(request.environ.get("HTTP_RANGE", ""))
    if found is None or (found["last"] and int(found["first"]) > int(found["last"])):
        request.environ.pop("HTTP_RANGE", None)


def send_whole(error: RequestedRangeNotSatisfiable) -> ResponseReturnValue:
    """Return the whole file to a request for more last bytes than it has (RFC 9110 §14.1.2), else status 416."""
    if not _SUFFIX.fullmatch(request.environ.get("HTTP_RANGE", "")):
        return explain_http(error)
    del request.environ["HTTP_RANGE"]
    return current_app.dispatch_request()


def set_aside_match() -> None:
    """Keep ``If-Match`` for ``check_conditions``: the framework would send the whole document with status 412."""
    request.environ[_MATCH] = request.environ.pop("HTTP_IF_MATCH", "")


def check_conditions(response: Response) -> Response:
    """Return *response*, or a problem where the request names another version (RFC 9110 §13.1.1, §13.1.4)."""
    if request.method not in {"GET", "HEAD"} or response.status_code not in _WITH_CONDITIONS:
        return response
    if tags := parse_etags(request.environ.get(_MATCH)):
        etag, is_weak = response.get_etag()
        is_met = tags.star_tag or (etag is not None and not is_weak and tags.is_strong(etag))
        header = "If-Match"
    else:
        since, modified = request.if_unmodified_since, response.last_modified
        is_met = since is None or modified is None or modified.replace(microsecond=0) <= since
        header = "If-Unmodified-Since"
    if is_met:
        return response
    response.close()
    return explain(FailedCondition(f"The document is another version than that of {header}; nothing is sent."))


def send_range(response: Response) -> Response:
    """Send the range of *response* that the request names, where it is a whole document with an entity tag."""
    etag, _ = response.get_etag()
    has_range = request.method == "GET" and "Range" in request.headers
    if not has_range or response.status_code != HTTPStatus.OK or etag is None or not response.is_sequence:
        return response
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=len(response.get_data()))
    except RequestedRangeNotSatisfiable as error:
        return response if _SUFFIX.fullmatch(request.headers["Range"]) else explain_http(error)
    return response


def send_in_parts(response: Response) -> Response:
    """
    Send a small answer as one part, and a large one in many, which hold a slot until the last is sent.

    An answer that is still written has no length, and is large.
    """
    if request.method == "HEAD" or response.status_code not in _WITH_BODY:
        return response
    is_open = response.content_length is None and isinstance(response.response, (OpenAnswer, UnmeasuredBody))
    if (response.content_length or 0) <= PART and not is_open:
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
    """Return the body of *response* as a whole and close its source."""
    response.direct_passthrough = False
    source = response.response
    try:
        return b"".join(response.iter_encoded())
    finally:
        close_source(source)


class Parts:
    """The parts of an answer; calls *leave* once, after the last part or when the client disconnects."""

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
        """Close the source and give the slot back."""
        try:
            close_source(self._source)
        finally:
            if self._leave is not None:
                leave, self._leave = self._leave, None
                leave()


def close_source(source: object) -> None:
    """Close *source* where it can be closed, as files can."""
    if close := getattr(source, "close", None):
        close()


def regroup(source: Iterable[bytes | str], size: int = PART) -> Iterator[bytes]:
    """
    Yield the bytes of *source* in parts of *size*, the last one shorter.

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
