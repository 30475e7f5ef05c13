"""
Names and documents: ``/id/…`` answers 303 to the document, ``/doc/…`` is the document in the format asked for.

The addresses and headers are those of "Cool URIs for the Semantic Web" and RFC 9110 §12 and §13.
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

# What no IRI has (RFC 3987 §2.2), so that nothing is called so; the engine would call it a broken query.
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ufffd]|%(?![0-9A-Fa-f]{2})')


class UnknownThing(YrkesgrafError):
    """Nothing in the release has this IRI."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, iri: str) -> None:
        super().__init__(f"There is nothing called {iri} in this release.")


@bp.get("/id/<kind>/<key>")
def name(kind: str, key: str) -> Response:
    """Send the client to the document it prefers about the thing of this name."""
    current = release()
    if kind in ELSEWHERE:
        raise UnknownThing(f"{current.names.base}id/{kind}/{key}")
    must_exist(current, current.names.thing(kind, key))
    chosen = _negotiated()
    # Relative to what the client asked, so that no Host header gets into an answer that others may be given.
    target = f"/doc/{kind}/{quote(key)}.{chosen.suffix}"
    if chosen_languages := {name: request.args[name] for name in LANGUAGE_CHOICES if name in request.args}:
        target += "?" + urlencode(chosen_languages)
    cache = f"public, max-age={site().settings.cache_seconds}"
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": target, "Cache-Control": cache})


@bp.get("/doc/<kind>/<key>")
def document(kind: str, key: str) -> Response:
    """Return the document about a thing: in the format of its suffix, or the one the client prefers."""
    key, dot, suffix = key.partition(".")
    chosen = _by_suffix(kind, key, suffix) if dot else _negotiated()
    current = release()
    iri = current.names.thing(kind, key)
    language = requested_language()
    # The ages of sources on a page are other words tomorrow.
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
    """Raise ``UnknownThing`` where the release says nothing of *iri*."""
    if _NO_IRI.search(iri) or not current.store.ask(load_folder("pages")["exists"].text, {"this": iri}):
        raise UnknownThing(iri)


def _add_headers(response: Response, current: Release, thing: tuple[str, str], chosen: Format, language: str) -> None:
    kind, key = thing
    names = current.names
    # A page in the language its address asks for is one of its own, which the others are named as versions of.
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
