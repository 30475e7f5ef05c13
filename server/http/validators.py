"""Validators of documents: strong entity tags, modification dates and 304 answers."""

from __future__ import annotations

import hashlib

from flask import Response, request

from graph.reading.release import Release

from .site import site


def make_etag(current: Release, *parts: str) -> str:
    """Return the strong entity tag of one representation: a digest of the release and *parts*."""
    return hashlib.sha256("\n".join((current.id, *parts)).encode()).hexdigest()[:24]


def finish_document(response: Response, current: Release, etag: str) -> Response:
    """Add validators and caching to *response*, and turn it into a 304 where the client has it already."""
    response.set_etag(etag)
    response.last_modified = current.manifest.built
    response.cache_control.public = True
    response.cache_control.max_age = site().settings.cache_seconds
    response.make_conditional(request)
    return response
