"""
Addresses of releases: ``/release/NAME/…`` is the site as that release has it.

A middleware takes the name off the path, so that the views of the current release answer for any. A hook then marks
the answers as mementos (RFC 7089): they never change, and lead to each other and to today's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.http import http_date

from graph.reading.release import Release

from .site import NAMED_RELEASE, release

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/release/"
MIRRORED = ("/doc/", "/id/", "/list/", "/linked/", "/dumps/", "/sparql", "/void", "/def", "/catalog")
_YEAR = 31_536_000
_LINK = re.compile(rb'((?:href|action)=")(/(?:doc|id|list|linked|dumps|sparql|void|def|catalog)\b)')


class ReleasePaths:
    """WSGI middleware: requests for a named release go to *plain*, which has no caches, all others to *app*."""

    def __init__(self, app: WSGIApplication, plain: WSGIApplication) -> None:
        self._app = app
        self._plain = plain

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the rest of the path, and the name of the release beside it."""
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return self._app(environ, start_response)
        name, slash, rest = path[len(PREFIX) :].partition("/")
        if not (slash + rest).startswith(MIRRORED):
            return self._app(environ, start_response)
        environ[NAMED_RELEASE] = name
        environ["PATH_INFO"] = slash + rest
        return self._plain(environ, start_response)


def register(app: Flask) -> None:
    """Mark the answers of *app* for named releases as mementos."""
    app.after_request(mark_memento)
    app.jinja_env.globals.update(is_memento=is_memento)


def is_memento() -> bool:
    """Return whether the request names a release."""
    return NAMED_RELEASE in request.environ


def mark_memento(response: Response) -> Response:
    """Give an answer for a named release the headers of a memento, and addresses within that release."""
    if not is_memento() or response.status_code >= 400:
        return response
    current = release()
    inside = f"{PREFIX}{current.id}"
    if (location := response.headers.get("Location", "")).startswith("/"):
        response.headers["Location"] = inside + location
        return response
    if (place := response.headers.get("Content-Location", "")).startswith("/"):
        response.headers["Content-Location"] = inside + place
    base = current.names.base
    # The canonical address of a document stays today's.
    alternate = re.compile(rf'<{re.escape(base)}([^>]*)>; rel="alternate"')
    links = alternate.sub(rf'<{base}release/{current.id}/\1>; rel="alternate"', response.headers.get("Link", ""))
    response.headers["Link"] = ", ".join(filter(None, (links, memento_links(current, request.path))))
    response.headers["Memento-Datetime"] = http_date(current.manifest.built)
    response.headers["X-Robots-Tag"] = "noindex"
    response.cache_control.public = True
    response.cache_control.max_age = _YEAR
    response.cache_control.immutable = True
    if response.mimetype == "text/html" and response.is_sequence:
        response.set_data(_LINK.sub(rb"\1" + inside.encode() + rb"\2", response.get_data()))
    return response


def memento_links(current: Release, path: str) -> str:
    """Return the links from a version of the document at *path* to its original, TimeGate and TimeMap."""
    base = current.names.base
    stem = path.lstrip("/")
    return (
        f'<{base}{stem}>; rel="original", <{base}timegate/{stem}>; rel="timegate", '
        f'<{base}timemap/{stem}>; rel="timemap"; type="application/link-format"'
    )
