"""Pages that list every value of one property of a resource, where its own page shows the first ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.vocab import PREFIXES, expand, is_iri

from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release
from ..languages import requested_language
from ..refusals import UnknownPage
from .long_lists import WAYS, path_of
from .orders import find_order, named, page_number
from .values import Section, Value, make_section

bp = Blueprint("linked", __name__)


@dataclass(frozen=True, kw_only=True)
class LinkedPage(Page):
    """The variables of ``linked.html``: one page of the values of a property; ``asked`` are those of the query."""

    template: ClassVar[str] = "linked.html"

    thing: Value
    section: Section
    is_incoming: bool
    total: int
    page: int
    pages: int
    path: str
    asked: Mapping[str, str]
    table_query: str


@bp.get("/linked/<kind>/<key>/<way>/<name>")
@takes("page")
def linked(kind: str, key: str, way: str, name: str) -> Response:
    """
    List the resources that a resource links ``to``, or is linked ``from``, by a property with this prefixed name.

    Raises ``UnknownPage`` for another way, an unknown prefix, no links, or a page number out of range.
    """
    current, language = release(), requested_language()
    iri = current.names.thing(kind, key)
    if way not in WAYS or name.partition(":")[0] not in PREFIXES or not (is_iri(iri) and is_iri(expand(name))):
        raise UnknownPage(f"There is no list of what {kind}/{key} is linked {way} by {name!r}.")
    values = {"this": iri, "property": expand(name)}
    order = find_order(current, f"linked-{way}-order", {**values, "language": language.content})
    if not order.total:
        raise UnknownPage(f"Nothing is linked {way} {kind}/{key} by {name!r} in this release.")
    number, pages = page_number(request.args.get("page", "1"), order.total)
    page = LinkedPage(
        language=language, release=current, thing=named(current, [iri], language)[0],
        section=make_section(current, values["property"], named(current, order.page(number), language), language),
        is_incoming=way == "from", total=order.total, page=number, pages=pages, path=path_of(current, iri, way, name),
        asked=values, table_query=load_folder("pages")[f"linked-{way}"].text,
    )  # fmt: skip
    return page_response(page.render(), current, language)
