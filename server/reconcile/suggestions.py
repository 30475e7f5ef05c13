"""Reconciliation services for people: suggestions, flyouts, previews, properties to fetch, and the help page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Blueprint, Response, request

from graph.coding.properties import PROPERTIES
from graph.coding.reconciler import Reconciler, open_reconciler
from graph.kinds import SEARCHABLE
from graph.reading.release import Release
from graph.search.folding import fold
from graph.search.index import Indexed
from graph.search.records import CALLED

from ..http.page_context import TemplateContext
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release, site
from ..languages import Passage, ReaderLanguage, requested_language
from ..messages import message
from ..refusals import BadRequest, UnknownPage
from ..request_record import trace
from ..search.hits import check_kinds, check_length, find_hits, shown_name
from ..search.results import describe_hit
from ..things.values import address, edition
from .service import LANE, send, thing_id
from .service_manifest import EVIDENCE, describe_property, describe_service, describe_type, types_of

bp = Blueprint("reconcile_services", __name__, url_prefix="/reconcile")

_PAGE, _FURTHEST = 10, 500
_MOST_VALUES = 5
# Any page may frame a preview; it runs no scripts.
_FRAMED = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


Values = Sequence[tuple[str, Sequence[tuple[str, Passage]], int]]


@dataclass(frozen=True, kw_only=True)
class Flyout(TemplateContext):
    """
    The variables of ``flyout.html``.

    ``others`` are other names, ``values`` (property, first values as (code, name), number of those left out).
    """

    template: ClassVar[str] = "flyout.html"

    language: ReaderLanguage
    name: Passage
    about: str = ""
    others: Sequence[Passage] = ()
    values: Values = ()


@dataclass(frozen=True, kw_only=True)
class Preview(TemplateContext):
    """The variables of ``preview.html``: those of a flyout, with the address of the document."""

    template: ClassVar[str] = "preview.html"

    language: ReaderLanguage
    name: Passage
    about: str
    href: str
    others: Sequence[Passage]
    values: Values


@bp.before_request
def note_lane() -> None:
    """Assign the request to the lane of the service."""
    trace().lane = LANE


@bp.get("/suggest/<service>")
@takes("prefix", "cursor", "callback", "type", several=("type",), is_open=True)
def suggest(service: str) -> Response:
    """Suggest entities, properties or types by prefix; raises ``UnknownPage`` for any other service."""
    current, language = release(), requested_language()
    prefix = check_length(request.args.get("prefix", ""), "prefix")
    cursor = _cursor()
    match service:
        case "entity":
            found = _suggest_things(current, prefix, cursor, language)
        case "property":
            every = [describe_property(name, language) for name in EVIDENCE]
            found = [
                {**one, "description": message(f"about_{one['id']}", language.interface)}
                for one in _beginning(every, prefix)
            ]
        case "type":
            kinds = types_of(open_reconciler(current.folder))
            found = _beginning([describe_type(kind, language) for kind in kinds], prefix)
        case _:
            raise UnknownPage(f"There are no suggestions of {service!r}; there are of entity, property and type.")
    shown = found if service == "entity" else found[cursor:]
    return send({"result": shown}, current, language)


@bp.get("/flyout/<service>")
@takes("id", "callback", is_open=True)
def flyout(service: str) -> Response:
    """Return a short HTML description of an entity, property or type; raises ``UnknownPage`` if there is none."""
    current, language = release(), requested_language()
    asked = request.args.get("id", "")
    match service:
        case "entity":
            thing = _describe_thing(current, asked, language)
            shown = Flyout(
                language=language, name=thing.name, about=thing.about, others=thing.others, values=thing.values
            )
        case "property" if asked in EVIDENCE:
            name = Passage(describe_property(asked, language)["name"], language.interface)
            shown = Flyout(language=language, name=name, about=message(f"about_{asked}", language.interface))
        case "type" if asked in SEARCHABLE:
            shown = Flyout(language=language, name=Passage(describe_type(asked, language)["name"], language.interface))
        case _:
            raise UnknownPage(f"There is no {service[:20]} {asked[:100]!r} here.")
    return send({"id": asked, "html": shown.render()}, current, language)


@bp.get("/preview")
@takes("id", is_open=True)
def preview() -> Response:
    """Return a small page about an entity, for a frame; raises ``UnknownPage`` for an unknown id."""
    current, language = release(), requested_language()
    thing = _describe_thing(current, request.args.get("id", ""), language)
    response = page_response(thing.render(), current, language)
    response.headers["Content-Security-Policy"] = _FRAMED
    return response


@bp.get("/properties")
@takes("type", "limit", "callback", is_open=True)
def properties() -> Response:
    """Propose properties to fetch for entities of a type; raises ``BadRequest`` for an unknown type or a bad limit."""
    current, language = release(), requested_language()
    kind, limit = request.args.get("type", ""), request.args.get("limit", "")
    if limit and not (limit.isascii() and limit.isdigit() and len(limit) < 10):
        raise BadRequest(f"limit is a whole number, not {limit[:50]!r}.")
    check_kinds([kind])
    names = open_reconciler(current.folder).properties.known_of(kind) if kind else list(PROPERTIES)
    proposed = [describe_property(name, language) for name in names]
    answer: dict[str, Any] = {"type": kind, "properties": proposed[: int(limit)] if limit else proposed}
    return send({**answer, "limit": int(limit)} if limit else answer, current, language)


@bp.get("/about")
@takes()
def about() -> Response:
    """Show the help page: use of the service, its types and properties, and its score features."""
    current, language = release(), requested_language()
    service = describe_service(current, open_reconciler(current.folder), site().settings, language)
    return page_response(service.render(), current, language)


def _suggest_things(current: Release, prefix: str, cursor: int, language: ReaderLanguage) -> list[dict[str, Any]]:
    reconciler = open_reconciler(current.folder)
    kinds = check_kinds(request.args.getlist("type"))
    named = reconciler.find(*prefix.partition("/")[::2])
    if named and not cursor:
        name = _name(reconciler, named, language).words
        return [{"id": prefix, "name": name, "notable": [describe_type(named.kind, language)]}]
    hits = find_hits(current, prefix, kinds, cursor + _PAGE, language)[cursor:]
    return [
        {
            "id": thing_id(hit.thing.kind, hit.thing.key),
            "name": hit.name.words,
            "description": " – ".join(
                part for part in (describe_hit(hit, language), hit.matched.text if hit.matched else "") if part
            ),
            "notable": [describe_type(hit.thing.kind, language)],
        }
        for hit in hits
    ]


def _beginning(every: list[dict[str, str]], prefix: str) -> list[dict[str, str]]:
    """Return those with a word in the id or name that starts with *prefix*, whole names that start with it first."""
    begun = fold(prefix)
    found = [one for one in every if any(f" {fold(text)}".find(f" {begun}") >= 0 for text in one.values())]
    return sorted(found, key=lambda one: not any(fold(text).startswith(begun) for text in one.values()))


def _cursor() -> int:
    given = request.args.get("cursor") or "0"
    if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given) <= _FURTHEST):
        raise BadRequest(f"cursor is a number from 0 to {_FURTHEST}, not {given[:50]!r}.")
    return int(given)


def _name(reconciler: Reconciler, thing: Indexed, language: ReaderLanguage) -> Passage:
    names = reconciler.index.names([thing.number]).get(thing.number, ())
    return shown_name(names, language) or Passage(thing.code or thing.key, "")


def _kind_of(thing: Indexed, language: ReaderLanguage) -> str:
    """Return the kind of an entity in words, with its code and, for a title, its edition."""
    parts = (
        message(f"one_{thing.kind}", language.interface),
        edition(thing.kind) if thing.kind == "title" else "",
        thing.code,
    )
    return " ".join(part for part in parts if part)


def _describe_thing(current: Release, id_: str, language: ReaderLanguage) -> Preview:
    """Return the preview of the entity *id_*; raises ``UnknownPage`` for an unknown id."""
    reconciler = open_reconciler(current.folder)
    thing = reconciler.find(*id_.partition("/")[::2])
    if thing is None:
        raise UnknownPage(f"There is nothing with the id {id_[:100]!r} in this release.")
    name = _name(reconciler, thing, language)
    others = {
        entry.text: Passage(entry.text, entry.language)
        for entry in reconciler.index.names([thing.number]).get(thing.number, ())
        if entry.text != name.words and entry.role != CALLED
    }
    values = [
        (describe_property(property_, language)["name"], [
            (reached.thing.code, _name(reconciler, reached.thing, language)) for reached in found[:_MOST_VALUES]
        ], max(0, len(found) - _MOST_VALUES))
        for property_, kind in PROPERTIES.items()
        if kind != thing.kind and (found := reconciler.properties.values(thing, property_))
    ]  # fmt: skip
    return Preview(
        language=language,
        name=name,
        about=_kind_of(thing, language),
        href=current.names.base.rstrip("/") + address(thing.iri, current.names),
        others=list(others.values())[:_MOST_VALUES],
        values=values,
    )
