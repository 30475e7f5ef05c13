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

from graph.reading.release import Release

from .headers import add_links, move_into_release
from .site import NAMED_RELEASE, release

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/release/"
MIRRORED = ("/doc/", "/id/", "/list/", "/linked/", "/dumps/", "/sparql", "/void", "/def", "/catalog")
_LINK = re.compile(rb'((?:href|action)=")(/(?:doc|id|list|linked|dumps|sparql|void|def|catalog)\b)')


class ReleasePaths:
    """WSGI middleware behind all caches: the framework gets the path within a release, and its name beside it."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the rest of a path of a release, with every other path as it is."""
        path = environ["PATH_INFO"]
        if path.startswith(PREFIX):
            name, slash, rest = path[len(PREFIX) :].partition("/")
            if (slash + rest).startswith(MIRRORED):
                environ[NAMED_RELEASE] = name
                environ["PATH_INFO"] = slash + rest
        return self._app(environ, start_response)


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
    move_into_release(response, current, inside)
    add_links(response, memento_links(current, request.path))
    if response.mimetype == "text/html" and response.is_sequence:
        response.set_data(_LINK.sub(rb"\1" + inside.encode() + rb"\2", response.get_data()))
    return response


def memento_links(current: Release, path: str) -> list[str]:
    """Return the links from a version of the document at *path* to its original, TimeGate and TimeMap."""
    base, stem = current.names.base, path.lstrip("/")
    return [
        f'<{base}{stem}>; rel="original"',
        f'<{base}timegate/{stem}>; rel="timegate"',
        f'<{base}timemap/{stem}>; rel="timemap"; type="application/link-format"',
    ]
