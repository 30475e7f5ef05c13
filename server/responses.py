"""Makes the answers of addresses that have one document in several formats: which format, and the headers of all."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request

from graph.release import Release

from .entities import finish_document, make_etag
from .errors import NotAcceptable, UnknownPage
from .formats import BY_SUFFIX, Format, negotiate


def choose_format(offered: Sequence[Format], suffix: str | None) -> Format:
    """Return the format of *suffix*, or without one the format that the client likes best."""
    if suffix is not None:
        for format_ in offered:
            if format_.suffix == suffix:
                return format_
        raise UnknownPage(f"This document has no form .{suffix}; it has: {', '.join('.' + f.suffix for f in offered)}.")
    chosen = negotiate(request.headers.get("Accept"), offered)
    if chosen is None:
        raise NotAcceptable(offered)
    return chosen


def document(body: bytes, chosen: Format, current: Release) -> Response:
    """Return *body* as a document of this address, with validators and caching."""
    response = Response(body, content_type=chosen.content_type)
    return finish_document(response, current, make_etag(current, request.path, chosen.suffix))


def page_response(page: str, current: Release, language: str) -> Response:
    """Return an HTML page of this address, with validators and caching."""
    response = Response(page, content_type=BY_SUFFIX["html"].content_type)
    response.content_language.add(language)
    query = request.query_string.decode("ascii", "replace")
    return finish_document(response, current, make_etag(current, request.path, query, language))
