"""The lists of each kind, the ontology, and the description of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.kinds import BY_KEY, ResourceKind
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import LICENCE, ONTOLOGY, ONTOLOGY_LICENCE, PREFIXES, Iri, Names, expand
from ontology import CONTEXT

from ..formats import BY_SUFFIX, DOCUMENTS, JSON, TABLES, Format
from ..http.headers import Place
from ..http.listings import OFFERED, rows_response
from ..http.page_context import Page
from ..http.parameters import PAGE, refuse_page, takes
from ..http.responses import choose_format, document, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, requested_language
from ..refusals import UnknownPage
from ..things.orders import OrderedEntry, find_order, named, page_number, read_entries
from ..things.rdf.documents import describe_ontology, in_format
from ..things.values import Value, term_label
from . import diagram
from .ontology_page import AboutOntology, Described, about_ontology, describe_terms, read_facts

bp = Blueprint("browse", __name__)


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """The variables of ``list.html``: one page of the resources of a kind; ``listed`` are those of its query."""

    template: ClassVar[str] = "list.html"

    kind: str
    label: Passage
    listed: Mapping[str, Iri]
    values: Sequence[Value]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class OntologyPage(Page):
    """The variables of ``ontology.html``; ``parts`` are the terms as classes, properties and individuals."""

    template: ClassVar[str] = "ontology.html"

    parts: Mapping[str, Sequence[Described]]
    about: AboutOntology
    diagram: diagram.Diagram


def listed_by(kind: str, names: Names) -> dict[str, Iri]:
    """
    Return the bindings of the list queries for *kind*: its class, or the classification its items belong to.

    Raises ``UnknownPage`` for a kind that has no list.
    """
    if kind not in BY_KEY:
        raise UnknownPage(f"There is no list called {kind!r}; there are: {', '.join(BY_KEY)}.")
    if BY_KEY[kind].in_scheme:
        return {"by": Iri(PREFIXES["skos"] + "inScheme"), "class": names.thing("scheme", kind)}
    return {"by": Iri(PREFIXES["rdf"] + "type"), "class": expand(BY_KEY[kind].class_)}


@bp.get("/list/<kind>")
@bp.get("/list/<kind>.<suffix>")
@takes(PAGE, of_pages=(PAGE,))
def listing(kind: str, suffix: str | None = None) -> Response:
    """List all resources of a kind, a hundred to a page, or all of them as a table or JSON."""
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    bound = listed_by(kind, current.names)
    values = {**bound, "language": language.content}
    if chosen.suffix != "html":
        refuse_page()
        records = (entry._asdict() for entry in read_entries(current, "list-order", values))
        return rows_response(OrderedEntry._fields, records, chosen, current, language)
    label = label_kind(current, BY_KEY[kind], language)
    order = find_order(current, "list-order", values)
    number, pages = page_number(request.args.get(PAGE, "1"), order.total)
    html = ListPage(
        language=language, release=current, kind=kind, label=label, listed=bound,
        values=named(current, order.page(number), language), total=order.total, page=number, pages=pages,
    )  # fmt: skip
    return page_response(html.render(), current, language)


@bp.get("/def")
@bp.get("/def.<suffix>")
@takes()
def definitions(suffix: str | None = None) -> Response:
    """Return the ontology, as a page or as RDF."""
    current, language = release(), requested_language()
    offered = [format_ for format_ in DOCUMENTS if format_ is not JSON and format_ not in TABLES]
    chosen = choose_format(offered, suffix)
    place = Place("def", offered, ONTOLOGY, ONTOLOGY_LICENCE)
    if chosen.suffix == "html":
        facts = read_facts(current)
        page = OntologyPage(
            language=language, release=current, parts=describe_terms(current, facts, language),
            about=about_ontology(facts, language), diagram=diagram.draw(current, facts, language),
        )  # fmt: skip
        return place.point(page_response(page.render(), current, language), chosen, current)
    return place.point(document(describe_ontology(current, chosen), chosen, current), chosen, current)


@bp.get("/.well-known/void")
@bp.get("/void.<suffix>")
@takes()
def void(suffix: str | None = None) -> Response:
    """Return the VoID description of the current release, with class and property partitions."""
    current = release()
    offered = [format_ for format_ in DOCUMENTS if format_.suffix in {"ttl", "jsonld", "rdf", "nt"}]
    chosen = choose_format(offered, suffix)
    body = _graph_document(current, current.names.thing("graph", "description"), chosen)
    place = Place("void", offered, f"{current.names.base}.well-known/void", LICENCE)
    return place.point(document(body, chosen, current), chosen, current)


@bp.get("/context.jsonld")
@takes()
def context() -> Response:
    """Return the JSON-LD context that documents refer to."""
    return document(CONTEXT.read_bytes(), BY_SUFFIX["jsonld"], release())


def _graph_document(current: Release, graph: Iri, chosen: Format) -> bytes:
    return in_format(current, load_folder("entities")["graph"].text, {"graph": graph}, chosen)


def label_kind(current: Release, kind: ResourceKind, language: ReaderLanguage) -> Passage:
    """Return the name of the class of *kind*."""
    return term_label(current.terms, expand(kind.naming_class), language)
