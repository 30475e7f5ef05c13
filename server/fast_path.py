"""
Cached answers in front of the framework: SPARQL queries by GET, and documents rendered recently.

Flask costs 300 µs per request for routing, request and headers; a cached answer costs 20. This middleware uses the
functions and limits of the views and leaves the rare cases to them: other methods, other conditions, faults. Its
answers equal theirs, header by header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING

import msgspec
from flask import Flask, Response, request
from werkzeug.http import http_date, remove_entity_headers

from graph.errors import YrkesgrafError

from .adhoc_query import FAULT, FOUND
from .clients import client_of
from .http.answer_cache import identify, is_lasting
from .http.bodies import ANNOUNCED
from .http.compression import GZIP, LEAST, MARK, accepts_gzip, packed_answer, unmarked
from .http.downloads import PART
from .http.errors import COMMON_HEADERS
from .http.release_cache import Document, Headers
from .http.request_hooks import SentAnswer, settle
from .http.single_flight import SingleFlight
from .http.site import Site, release, site
from .request_record import TRACE, Trace, trace
from .sparql.protocol import read_address
from .sparql.run_query import find_lasting, format_of

if TYPE_CHECKING:
    import datetime

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from .sparql.protocol import Accepted, Operation

_ENDPOINT = "/sparql"
_REMEMBERED = 1024
_LONGEST_REMEMBERED = 4096
# Cache-Control of requests answered here, and whether it forbids cached answers.
_WISHES = {"": False, "max-age=0": False, "no-cache": True}
# Slow pages that many clients request at once when a release is new.
_MADE_ONCE = ("/doc/", "/list/", "/linked/", "/tree/", "/neighbours/", "/occupations", "/def")
# Requests with one of these headers go to the views.
_CONDITIONS = frozenset(
    ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE", *ANNOUNCED)
)
# A single entity tag; lists and "*" go to the views.
_ONE_TAG = re.compile(r'"[^"]*"')
_VARIES_BY = frozenset(("accept", "accept-language", "accept-encoding"))
_STATUS_LINES = {status: f"{status} {status.phrase.upper()}" for status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)}


class Ready(msgspec.Struct, frozen=True):
    """An answer to send: the route it is counted under, its status, headers and body."""

    route: str
    status: HTTPStatus
    headers: Headers
    body: bytes = b""


def register(app: Flask) -> None:
    """Cache the documents of *app*; registered before the hooks that add headers, so that it runs after them."""
    app.after_request(keep_document)


def keep_document(response: Response) -> Response:
    """Cache *response* where it is public and has a strong entity tag."""
    etag, is_weak = response.get_etag()
    if (
        request.method == "GET"
        and response.status_code in _STATUS_LINES
        and request.url_rule is not None
        and response.is_sequence
        and not response.direct_passthrough
        and etag is not None
        and not is_weak
        and response.cache_control.public
        and {name.lower() for name in response.vary} <= _VARIES_BY
        and not (request.path == _ENDPOINT and request.query_string)
    ):
        headers = response.get_wsgi_headers(request.environ).to_wsgi_list()
        unmodified = list(headers)
        remove_entity_headers(unmodified)
        world, until = site(), monotonic() + site().settings.cache_seconds
        is_whole = response.status_code == HTTPStatus.OK
        trace().cache = "miss"
        document = Document(
            response.get_data(), is_whole, request.url_rule.rule, f'"{etag}"', headers, unmodified, until
        )
        current, address = release(), _address(request.environ)
        if is_whole or world.documents.find(current, address) is None:
            world.documents.keep(current, address, document)
    return response


def _address(environ: WSGIEnvironment) -> tuple[str, ...]:
    """Return the cache key of a request: every part that a document may depend on."""
    return (
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        environ.get("HTTP_ACCEPT", ""),
        environ.get("HTTP_ACCEPT_LANGUAGE", ""),
        environ.get("HTTP_HOST", ""),
        environ["wsgi.url_scheme"],
        GZIP if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else "",
    )


class Shortcut:
    """WSGI middleware in front of *app*, the framework's; both serve *world*."""

    def __init__(self, app: WSGIApplication, world: Site) -> None:
        self._app = app
        self._world = world
        self._read = lru_cache(_REMEMBERED)(_read)
        self._flights = SingleFlight()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from a cache, or call the framework."""
        wish = _WISHES.get(environ.get("HTTP_CACHE_CONTROL", ""))
        if wish is None or environ["REQUEST_METHOD"] != "GET" or not _CONDITIONS.isdisjoint(environ):
            return self._app(environ, start_response)
        address = environ.get("REMOTE_ADDR", "")
        found = Trace(client_of(address), address)
        find: Callable[[WSGIEnvironment, Trace, bool], Ready | None] = self._find_document
        if environ["PATH_INFO"] == _ENDPOINT and environ["QUERY_STRING"]:
            find = self._find_answer
        try:
            self._world.budget.check(found.client)
            ready = find(environ, found, wish)
        except YrkesgrafError:
            ready = None  # the view meets the same fault and explains it
        if ready is None and not wish and environ["PATH_INFO"].startswith(_MADE_ONCE):
            return self._make_once(environ, start_response, found)
        return (
            self._app(environ, start_response) if ready is None else self._send(environ, start_response, found, ready)
        )

    def _make_once(self, environ: WSGIEnvironment, start_response: StartResponse, found: Trace) -> Iterable[bytes]:
        """Wait for a concurrent request for the same page and share its answer, or call the framework."""
        with self._flights.turn(_address(environ)) as is_first:
            ready = None if is_first else self._find_document(environ, found, is_fresh=False)
            if ready is None:
                return self._app(environ, start_response)
        return self._send(environ, start_response, found, ready)

    def _send(
        self, environ: WSGIEnvironment, start_response: StartResponse, found: Trace, ready: Ready
    ) -> Iterable[bytes]:
        timing = settle(self._world, found, environ, SentAnswer(ready.route, ready.status, len(ready.body)))
        start_response(_STATUS_LINES[ready.status], [*ready.headers, ("Server-Timing", timing)])
        return [ready.body]

    def _find_document(self, environ: WSGIEnvironment, found: Trace, is_fresh: bool) -> Ready | None:
        current = self._world.world.get()
        document = None if is_fresh else self._world.documents.find(current, _address(environ))
        if document is None or document.until < monotonic():
            return None
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if condition != document.etag and not (document.is_whole and _is_of_another(condition, document.etag)):
            return None
        found.cache = "hit"
        if condition == document.etag:
            headers = [*document.unmodified, ("Cache-Status", "yrkesgraf; hit; detail=validator")]
            return Ready(document.route, HTTPStatus.NOT_MODIFIED, headers)
        return Ready(
            document.route, HTTPStatus.OK, [*document.headers, ("Cache-Status", "yrkesgraf; hit")], document.body
        )

    def _find_answer(self, environ: WSGIEnvironment, found: Trace, is_fresh: bool) -> Ready | None:
        current = self._world.world.get()
        address = environ["QUERY_STRING"]
        read = self._read if len(address) < _LONGEST_REMEMBERED else _read
        operation, accepted, key = read(current.id, address, environ.get("HTTP_ACCEPT"))
        is_packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if not key or condition not in {None, f'"{key}"', f'"{key}{MARK}"' if is_packed else None}:
            return None
        environ[TRACE] = found
        found.lane, found.query = "query", operation.text
        query = operation.query(accepted, found)
        known = (key,) if condition else ()
        try:
            answer = find_lasting(self._world, current, query, key, known=known, is_fresh=is_fresh)
            headers = [("Cache-Status", answer.status), *self._common()]
            if answer.answer is None:
                return Ready(_ENDPOINT, HTTPStatus.NOT_MODIFIED, [*headers, ("ETag", condition or "")])
            headers.append(("Content-Type", format_of(answer.answer, accepted).content_type))
        except Exception as fault:
            environ[FAULT] = fault
            return None
        body, tag = answer.answer.body, key
        if len(body) > PART:
            environ[FOUND] = answer  # the views hold the slots for large answers
            return None
        if is_packed and len(body) >= LEAST:
            body = packed_answer(self._world, current, key, answer.answer, is_fresh=is_fresh).body
            tag = key + MARK
            headers.append(("Content-Encoding", GZIP))
        headers += (("ETag", f'"{tag}"'), ("Content-Length", str(len(body))))
        headers.append(("Last-Modified", _date(current.manifest.built)))
        return Ready(_ENDPOINT, HTTPStatus.OK, headers, body)

    def _common(self) -> Headers:
        return [("Cache-Control", f"public, max-age={self._world.settings.cache_seconds}"), *COMMON_HEADERS]


def _is_of_another(condition: str | None, etag: str) -> bool:
    """Return whether *condition* is absent, or one tag of neither this document nor its compressed form."""
    if condition is None:
        return True
    return _ONE_TAG.fullmatch(condition) is not None and unmarked(condition) != unmarked(etag)


def _read(release: str, address: str, accept: str | None) -> tuple[Operation, Accepted, str]:
    """Return the query of an address, the accepted formats, and the cache key, '' for an answer that changes."""
    operation, accepted = read_address(address, accept)
    query = operation.query(accepted, Trace())
    return operation, accepted, identify(release, query) if is_lasting(query) else ""


@lru_cache(maxsize=8)
def _date(moment: datetime.datetime) -> str:
    return http_date(moment)
