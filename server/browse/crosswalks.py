"""Pages that list the mappings of a crosswalk, and the codes without a match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import Iri, is_iri

from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, requested_language
from ..refusals import UnknownPage
from ..things.crossings import CrossingLine, End, make_end, make_line, make_passage
from ..things.orders import By, find_order, page_number

bp = Blueprint("crosswalks", __name__)

# By code, and among the mappings of a code the most confident first; the source side of the unmatched first.
_MAPPINGS = (By("fromCode"), By("from"), By("confidence", falls=True, is_number=True), By("toCode"), By("to"))
_UNMATCHED = (By("side"), By("code"), By("value"))


@dataclass(frozen=True, kw_only=True)
class CrosswalkListPage(Page):
    """The variables of one page of a list about the crosswalk *iri*, of ``total`` items on ``pages`` pages."""

    key: str
    iri: Iri
    title: Passage
    total: int
    page: int
    pages: int
    table_query: str


@dataclass(frozen=True, kw_only=True)
class MappingsPage(CrosswalkListPage):
    """The variables of ``mappings.html``."""

    template: ClassVar[str] = "mappings.html"

    lines: Sequence[CrossingLine]


@dataclass(frozen=True, kw_only=True)
class UnmatchedPage(CrosswalkListPage):
    """The variables of ``unmatched.html``: the items without a mapping as (side, item)."""

    template: ClassVar[str] = "unmatched.html"

    lines: Sequence[tuple[str, End]]


@bp.get("/crosswalk/<key>/mappings")
@takes("page")
def mappings(key: str) -> Response:
    """List the mappings of a crosswalk, a hundred to a page."""
    current, language = release(), requested_language()
    iri, title = _crosswalk(current, key, language)
    order = find_order(current, "mapping-order", {"this": iri}, _MAPPINGS)
    number, pages = page_number(request.args.get("page", "1"), order.total)
    query = load_folder("shared")["crosswalk-mappings"]
    rows = current.store.rows(query.choose(order.page(number)), {"this": iri, "language": language.content})
    lines = [
        make_line(
            current,
            row,
            make_end(current, row, "from", "fromCode", "fromName"),
            make_end(current, row, "to", "toCode", "toName"),
            language,
        )
        for row in rows
    ]
    page = MappingsPage(
        language=language, release=current, key=key, iri=iri, title=title, lines=lines,
        total=order.total, page=number, pages=pages, table_query=query.unlimited,
    )  # fmt: skip
    return page_response(page.render(), current, language)


@bp.get("/crosswalk/<key>/unmatched")
@takes("page")
def unmatched(key: str) -> Response:
    """List the codes on either side of a crosswalk that have no match, a hundred to a page."""
    current, language = release(), requested_language()
    iri, title = _crosswalk(current, key, language)
    order = find_order(current, "unmatched-order", {"this": iri}, _UNMATCHED)
    number, pages = page_number(request.args.get("page", "1"), order.total)
    query = load_folder("shared")["crosswalk-unmatched"]
    rows = current.store.rows(query.choose(order.page(number)), {"this": iri, "language": language.content})
    lines = [(row["side"].value, make_end(current, row, "item", "code", "name")) for row in rows]
    page = UnmatchedPage(
        language=language, release=current, key=key, iri=iri, title=title, lines=lines,
        total=order.total, page=number, pages=pages, table_query=query.unlimited,
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _crosswalk(current: Release, key: str, language: ReaderLanguage) -> tuple[Iri, Passage]:
    iri = current.names.thing("crosswalk", key)
    text, values = load_folder("pages")["crosswalk-title"].text, {"this": iri, "language": language.content}
    if not is_iri(iri) or not (rows := current.store.rows(text, values)):
        raise UnknownPage(f"There is no crosswalk called {key!r} in this release.")
    return iri, make_passage(rows[0], "title")
