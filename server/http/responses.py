"""Answers of addresses with one document in several formats: the choice of format, and the headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from graph.reading.release import Release
from graph.vocab import ONTOLOGY

from ..formats import BY_SUFFIX, Format, negotiate
from ..refusals import NotAcceptable, UnknownPage
from .validators import finish_document, make_etag


@dataclass(frozen=True)
class Place:
    """
    The addresses of one document in several formats: /def, /def.ttl, /def.rdf …

    ``stem`` is the path without slash and suffix, ``offered`` its formats, ``canonical`` its IRI.
    """

    stem: str
    offered: Sequence[Format]
    canonical: str
    licence: str

    def point(self, response: Response, chosen: Format, current: Release) -> Response:
        """Add ``Content-Location`` and ``Link`` to *response*, which is in the format *chosen*; returns it."""
        response.headers["Content-Location"] = f"/{self.stem}.{chosen.suffix}"
        links = [
            f'<{current.names.base}{self.stem}.{other.suffix}>; rel="alternate"; type="{other.media_type}"'
            for other in self.offered
            if other is not chosen
        ]
        links += [
            f'<{ONTOLOGY}>; rel="describedby"',
            f'<{self.licence}>; rel="license"',
            f'<{self.canonical}>; rel="canonical"',
            f'<{current.names.thing("release", current.id)}>; rel="http://rdfs.org/ns/void#inDataset"',
        ]
        response.headers["Link"] = ", ".join(links)
        return response


def choose_format(offered: Sequence[Format], suffix: str | None) -> Format:
    """Return the format of *suffix*, or without one the format that the client prefers."""
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


def page_response(page: str, current: Release, language: str, *more: str) -> Response:
    """Return an HTML page of this address, with validators and caching; *more* goes into its entity tag."""
    response = Response(page, content_type=BY_SUFFIX["html"].content_type)
    response.content_language.add(language)
    query = request.query_string.decode("ascii", "replace")
    return finish_document(response, current, make_etag(current, request.path, query, language, *more))
