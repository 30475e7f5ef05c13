"""
Middleware in front of the framework: SPARQL queries by GET, and cached documents.

Flask costs 300 µs per request for routing, request and headers; a cached answer costs 20. Rare cases are left to the
views: other methods, other conditions. Answers equal theirs, header by header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.http import remove_entity_headers

from .clients import client_of
from .formats import accept_key
from .http.bodies import ANNOUNCED
from .http.compression import GZIP, accepts_gzip, unmarked
from .http.old_releases import is_memento
from .http.release_cache import Document
from .http.request_hooks import UNLIMITED, Ready, SentAnswer, check_headers, settle
from .http.single_flight import SingleFlight
from .http.site import Site, release, site
from .languages import language_key
from .profiles import negotiate_profile
from .refusals import TooMany
from .request_record import Trace, trace
from .sparql.by_get import ENDPOINT, QueriesByGet

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

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
_VARIES_BY = frozenset(("accept", "accept-language", "accept-encoding", "accept-profile"))
_STATUS_LINES = {status: f"{status} {status.phrase.upper()}" for status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)}


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
        and not is_memento()
        and response.is_sequence
        and not response.direct_passthrough
        and etag is not None
        and not is_weak
        and response.cache_control.public
        and {name.lower() for name in response.vary} <= _VARIES_BY
        and not (request.path == ENDPOINT and request.query_string)
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
            size = sum(len(name) + len(value) for name, value in (*headers, *unmodified))
            world.documents.keep(current, address, document, size)
    return response


def _address(environ: WSGIEnvironment) -> tuple[str, ...]:
    """
    Return the cache key of a request: every part that a document may depend on, as negotiated.

    Thousands of spellings of a header make one key, and a path with a suffix is not negotiated.
    """
    path = environ["PATH_INFO"]
    has_suffix = "." in path[path.rfind("/") :]
    return (
        path,
        environ["QUERY_STRING"],
        "" if has_suffix else accept_key(environ.get("HTTP_ACCEPT", "")),
        language_key(environ.get("HTTP_ACCEPT_LANGUAGE", "")),
        negotiate_profile(environ.get("HTTP_ACCEPT_PROFILE")).token if "HTTP_ACCEPT_PROFILE" in environ else "",
        environ.get("HTTP_HOST", ""),
        environ["wsgi.url_scheme"],
        GZIP if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else "",
    )


class Shortcut:
    """WSGI middleware in front of *app*; both serve *world*."""

    def __init__(self, app: Flask, world: Site) -> None:
        self._flask = app
        self._app = app.wsgi_app
        self._world = world
        self._queries = QueriesByGet(world)
        self._flights = SingleFlight()
        self._is_shared = "single_flight" in world.settings.layers

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from a cache or an executor, or call the framework."""
        wish = _WISHES.get(environ.get("HTTP_CACHE_CONTROL", ""))
        if wish is None or environ["REQUEST_METHOD"] != "GET" or not _CONDITIONS.isdisjoint(environ):
            return self._app(environ, start_response)
        address = environ.get("REMOTE_ADDR", "")
        found = Trace(client_of(address), address)
        is_query = environ["PATH_INFO"] == ENDPOINT and environ["QUERY_STRING"]
        find = self._queries.find if is_query else self._find_document
        if environ["PATH_INFO"] not in UNLIMITED:
            self._world.presence.note(found.client)
        try:
            self._world.budget.check(found.client)
        except TooMany:
            return self._app(environ, start_response)  # refuses all but the probes
        try:
            check_headers(environ, self._world.settings.header_bytes)
            ready = find(environ, found, wish)
        except Exception as fault:
            return self._finish(environ, start_response, found, partial(self._flask.handle_user_exception, fault))
        if isinstance(ready, Ready):
            return self._send(environ, start_response, found, ready)
        if ready is not None:
            return self._finish(environ, start_response, found, ready)
        return self._make(environ, start_response, found, is_fresh=wish)

    def _make(
        self, environ: WSGIEnvironment, start_response: StartResponse, found: Trace, *, is_fresh: bool
    ) -> Iterable[bytes]:
        if is_fresh or not self._is_shared or not environ["PATH_INFO"].startswith(_MADE_ONCE):
            return self._app(environ, start_response)
        return self._make_once(environ, start_response, found)

    def _finish(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        found: Trace,
        make: Callable[[], ResponseReturnValue],
    ) -> Iterable[bytes]:
        """Answer with the response of *make*, which the hooks of the framework finish: a fault or a large answer."""
        with self._flask.request_context(environ):
            g.trace = found
            return self._flask.finalize_request(make())(environ, start_response)

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


def _is_of_another(condition: str | None, etag: str) -> bool:
    """Return whether *condition* is absent, or one tag of neither this document nor its compressed form."""
    if condition is None:
        return True
    return _ONE_TAG.fullmatch(condition) is not None and unmarked(condition) != unmarked(etag)
