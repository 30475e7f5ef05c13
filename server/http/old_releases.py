"""
Old releases: ``/release/NAME/…`` serves the site from that release.

A middleware takes the name off the path, so the views of the current release serve any release. A hook then marks the
responses as mementos (RFC 7089): data never change, and documents link to each other and to the current one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from graph.reading.release import Release

from .headers import add_links, move_into_release, never_changes
from .site import NAMED_RELEASE, release

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/release/"
MIRRORED = (
    "/doc/", "/id/", "/list/", "/linked/", "/dumps", "/tables", "/cube/", "/sparql", "/void", "/def", "/catalog",
    "/cite/",
)  # fmt: skip
# Paths that have a TimeGate and a TimeMap.
VERSIONED = ("/doc/", "/id/")
_LINK = re.compile(rf'((?:href|action)=")(/(?:{"|".join(path.strip("/") for path in MIRRORED)})\b)'.encode())


class ReleasePaths:
    """WSGI middleware behind all caches that splits such a path into the name of a release and the path within it."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the path within a release; other paths pass unchanged."""
        path = environ["PATH_INFO"]
        if path.startswith(PREFIX):
            name, slash, rest = path[len(PREFIX) :].partition("/")
            if (slash + rest).startswith(MIRRORED):
                environ[NAMED_RELEASE] = name
                environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{PREFIX}{name}"
                environ["PATH_INFO"] = slash + rest
        return self._app(environ, start_response)


def register(app: Flask) -> None:
    """Mark the responses of *app* for named releases as mementos."""
    app.after_request(mark_memento)
    app.jinja_env.globals.update(is_memento=is_memento)


def is_memento() -> bool:
    """Return whether the request names a release."""
    return NAMED_RELEASE in request.environ


def old_release() -> Release | None:
    """Return the release that the request names, None where it asks for the current one."""
    return release() if is_memento() else None


def base_within(current: Release) -> str:
    """Return the base of the addresses to show for *current*: within it where the request names it."""
    return f"{current.names.base}{PREFIX[1:]}{current.id}/" if is_memento() else current.names.base


def mark_memento(response: Response) -> Response:
    """Give a response for a named release the headers of a memento, and addresses within that release."""
    # An answer that no view gave, such as the methods of an address, is of no release.
    if not is_memento() or response.status_code >= 400 or "release" not in g:
        return response
    current = release()
    inside = f"{PREFIX}{current.id}"
    if (location := response.headers.get("Location", "")).startswith("/"):
        response.headers["Location"] = inside + location
        return response
    move_into_release(response, current, inside)
    if _is_lasting(response):
        # The markup of a page is of today's program, so a reload asks whether there is another.
        never_changes(response, is_immutable=response.mimetype != "text/html")
    add_links(response, memento_links(current, request.path))
    if response.mimetype == "text/html" and response.is_sequence:
        response.set_data(_LINK.sub(rb"\1" + inside.encode() + rb"\2", response.get_data()))
    return response


def _is_lasting(response: Response) -> bool:
    """
    Return whether *response* depends on the release and its address alone.

    A page does but for its markup: it counts ages from the day its release was built. The description of the endpoint,
    which has the limits of today, does not, and a query whose answer is stored nowhere may give another each time.
    """
    is_description = request.path == "/sparql" and request.method in {"GET", "HEAD"} and not request.query_string
    has_tag = response.get_etag()[0] is not None
    return has_tag and not (response.cache_control.no_store or is_description)


def memento_links(current: Release, path: str) -> list[str]:
    """Return the links from a version of *path* to its original and, for a document, its TimeGate and TimeMap."""
    base, stem = current.names.base, path.lstrip("/")
    original = f'<{base}{stem}>; rel="original"'
    if not path.startswith(VERSIONED):
        return [original]
    return [
        original,
        f'<{base}timegate/{stem}>; rel="timegate"',
        f'<{base}timemap/{stem}>; rel="timemap"; type="application/link-format"',
    ]
