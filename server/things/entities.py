"""
Routes of IRIs and documents: ``/id/…`` redirects with 303, ``/doc/…`` returns the document in the negotiated format.

Addresses follow "Cool URIs for the Semantic Web", headers RFC 9110 §12 and §13.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request

from graph import __version__
from graph.errors import YrkesgrafError
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import ELSEWHERE, Iri, is_iri

from ..formats import DOCUMENTS, GRAPHS, HTML, Format
from ..http.headers import Place, add_links, allow_caching, finish_document, make_etag
from ..http.old_releases import is_memento, memento_links, old_release
from ..http.parameters import takes
from ..http.responses import choose_format
from ..http.site import release
from ..languages import INTERFACE_LANGUAGES, LANGUAGE_CHOICES, chosen_language, requested_language
from ..profiles import FULL, PARAMETER, Profile
from .pages import render_thing
from .rdf.documents import describe, describe_in, name_profile, requested_profile
from .sources import today

bp = Blueprint("entities", __name__)


class UnknownThing(YrkesgrafError):
    """No statement of the release has this IRI as its subject."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, iri: str) -> None:
        super().__init__(f"There is nothing called {iri} in this release.")


@bp.get("/id/<kind>/<key>")
@takes(PARAMETER)
def name(kind: str, key: str) -> Response:
    """
    Redirect to the document about a resource, in the format that the client prefers.

    Raises ``UnknownThing`` where the release has no such resource, ``NoSuchForm`` where no form is acceptable.
    """
    current = release()
    if kind in ELSEWHERE:
        raise UnknownThing(f"{current.names.base}id/{kind}/{key}")
    must_exist(current, current.names.thing(kind, key))
    chosen = choose_format(DOCUMENTS)
    if chosen is HTML and request.args.get(PARAMETER, FULL.token) != FULL.token:
        chosen = GRAPHS[0]  # a page is in no other profile
    # A relative address, so that a cached answer never carries the Host header of another client.
    target = f"/doc/{kind}/{quote(key)}.{chosen.suffix}"
    if kept := {name: request.args[name] for name in (PARAMETER, *LANGUAGE_CHOICES) if name in request.args}:
        target += "?" + urlencode(kept)
    response = Response(status=HTTPStatus.SEE_OTHER, headers={"Location": target})
    allow_caching(response)
    return response


@bp.get("/doc/<kind>/<key>")
@takes(PARAMETER)
def document(kind: str, key: str) -> Response:
    """
    Return the document about a resource, in the format of the suffix or else the one that the client prefers.

    Raises ``UnknownThing`` where there is no such resource, ``NoSuchForm`` where it has no such form and ``BadRequest``
    where it has no such profile.
    """
    key, dot, suffix = key.partition(".")
    chosen = choose_format(DOCUMENTS, suffix if dot else None)
    current = release()
    iri = current.names.thing(kind, key)
    profile = requested_profile()
    if profile is not FULL:
        must_exist(current, iri)
        if found := describe_in(profile, current, iri, current.names.document(kind, key), chosen):
            return _respond(kind, key, profile, *found)
    language = requested_language()
    # A page states the ages of sources, which change from day to day, in the markup of this program.
    now = today(old_release())
    made = f"{now.isoformat()} {__version__}" if chosen is HTML else ""
    etag = make_etag(current, request.path, chosen.suffix, language.interface, language.content, made)
    response = Response()
    must_exist(current, iri)
    if request.if_none_match.star_tag or etag not in request.if_none_match:
        response.data = render_thing(current, iri, language, now) if chosen is HTML else describe(current, iri, chosen)
    response.content_type = chosen.content_type
    if chosen is HTML:
        response.content_language.add(language.interface)
    else:
        response.content_language.update(INTERFACE_LANGUAGES)
    # A page whose address has a language is canonical itself; search engines list one per language.
    own = f".html?lang={chosen_language()}" if chosen is HTML and chosen_language() else ""
    place = Place(f"doc/{kind}/{key}", DOCUMENTS, current.names.document(kind, key, own))
    place.point(response, chosen, current)
    name_profile(response, FULL, current.names.document(kind, key))
    if not is_memento():
        add_links(response, memento_links(current, request.path))
    return finish_document(response, current, etag)


def _respond(kind: str, key: str, profile: Profile, body: bytes, chosen: Format) -> Response:
    """Return *body*, a document in another profile than the full one, with its headers."""
    current, document = release(), release().names.document(kind, key)
    response = Response(body, content_type=chosen.content_type)
    response.content_language.update(INTERFACE_LANGUAGES)
    place = Place(f"doc/{kind}/{key}", DOCUMENTS, document)
    place.point(response, chosen, current, f"?{PARAMETER}={profile.token}")
    name_profile(response, profile, document)
    return finish_document(response, current, make_etag(current, request.path, chosen.suffix, profile.token))


def must_exist(current: Release, iri: Iri) -> None:
    """Raise ``UnknownThing`` where *iri* is not the subject of any statement in the release."""
    if not is_iri(iri) or not current.store.ask(load_folder("pages")["exists"].text, {"this": iri}):
        raise UnknownThing(iri)
