"""
Routes of IRIs and documents: ``/id/…`` redirects with 303, ``/doc/…`` returns the document in the negotiated format.

Addresses follow "Cool URIs for the Semantic Web", headers RFC 9110 §12 and §13.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request

from graph.errors import YrkesgrafError
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import ELSEWHERE, LICENCE, ONTOLOGY, Iri

from ..formats import BY_SUFFIX, DOCUMENTS, HTML, Format, negotiate
from ..http.site import release, site
from ..http.validators import finish_document, make_etag
from ..languages import INTERFACE_LANGUAGES, LANGUAGE_CHOICES, chosen_language, requested_language
from ..refusals import NotAcceptable
from .documents import describe
from .pages import render_thing
from .sources import today

bp = Blueprint("entities", __name__)

# Characters that no IRI has (RFC 3987 §2.2); in a query the engine would report them as a syntax error.
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ufffd]|%(?![0-9A-Fa-f]{2})')


class UnknownThing(YrkesgrafError):
    """No statement of the release has this IRI as its subject."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, iri: str) -> None:
        super().__init__(f"There is nothing called {iri} in this release.")


@bp.get("/id/<kind>/<key>")
def name(kind: str, key: str) -> Response:
    """
    Redirect to the document about a resource, in the format that the client prefers.

    Raises ``UnknownThing`` where the release has no such resource, ``NotAcceptable`` where it has no such format.
    """
    current = release()
    if kind in ELSEWHERE:
        raise UnknownThing(f"{current.names.base}id/{kind}/{key}")
    must_exist(current, current.names.thing(kind, key))
    chosen = _negotiated()
    # A relative address, so that a cached answer never carries the Host header of another client.
    target = f"/doc/{kind}/{quote(key)}.{chosen.suffix}"
    if chosen_languages := {name: request.args[name] for name in LANGUAGE_CHOICES if name in request.args}:
        target += "?" + urlencode(chosen_languages)
    cache = f"public, max-age={site().settings.cache_seconds}"
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": target, "Cache-Control": cache})


@bp.get("/doc/<kind>/<key>")
def document(kind: str, key: str) -> Response:
    """
    Return the document about a resource, in the format of the suffix or else the one that the client prefers.

    Raises ``UnknownThing`` where there is no such resource or suffix, ``NotAcceptable`` where there is no such format.
    """
    key, dot, suffix = key.partition(".")
    chosen = _by_suffix(kind, key, suffix) if dot else _negotiated()
    current = release()
    iri = current.names.thing(kind, key)
    language = requested_language()
    # A page states the ages of sources, which change from day to day.
    day = today().isoformat() if chosen is HTML else ""
    etag = make_etag(current, request.path, chosen.suffix, language, language.content, day)
    response = Response()
    must_exist(current, iri)
    if request.if_none_match.star_tag or etag not in request.if_none_match:
        response.data = render_thing(current, iri, language) if chosen is HTML else describe(current, iri, chosen)
    response.content_type = chosen.content_type
    _add_headers(response, current, (kind, key), chosen, language)
    return finish_document(response, current, etag)


def _negotiated() -> Format:
    chosen = negotiate(request.headers.get("Accept"), DOCUMENTS)
    if chosen is None:
        raise NotAcceptable(DOCUMENTS)
    return chosen


def _by_suffix(kind: str, key: str, suffix: str) -> Format:
    if suffix not in BY_SUFFIX:
        raise UnknownThing(f"/doc/{kind}/{key}.{suffix}")
    return BY_SUFFIX[suffix]


def must_exist(current: Release, iri: Iri) -> None:
    """Raise ``UnknownThing`` where *iri* is not the subject of any statement in the release."""
    if _NO_IRI.search(iri) or not current.store.ask(load_folder("pages")["exists"].text, {"this": iri}):
        raise UnknownThing(iri)


def _add_headers(response: Response, current: Release, thing: tuple[str, str], chosen: Format, language: str) -> None:
    kind, key = thing
    names = current.names
    # A page whose address has a language is canonical itself; search engines list one per language.
    own = f".html?lang={chosen_language()}" if chosen is HTML and chosen_language() else ""
    response.headers["Content-Location"] = f"/doc/{kind}/{key}.{chosen.suffix}"
    if chosen is HTML:
        response.content_language.add(language)
    else:
        response.headers["Content-Language"] = ", ".join(INTERFACE_LANGUAGES)
    links = [
        f'<{names.document(kind, key, "." + other.suffix)}>; rel="alternate"; type="{other.media_type}"'
        for other in DOCUMENTS
        if other is not chosen
    ]
    links += [
        f'<{ONTOLOGY}>; rel="describedby"',
        f'<{LICENCE}>; rel="license"',
        f'<{names.document(kind, key, own)}>; rel="canonical"',
        f'<{names.thing("release", current.id)}>; rel="http://rdfs.org/ns/void#inDataset"',
    ]
    response.headers["Link"] = ", ".join(links)
