"""The changes between releases: a page, tables, and a feed by RFC 4287 (Atom)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.change_kinds import CHANGE_COLUMNS, CHANGE_KINDS, GROUND_TERMS
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row, parse_rows
from graph.vocab import YG, Iri

from ..adhoc_query import Query
from ..formats import N_TRIPLES, RESULTS_JSON, Format
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page, TemplateContext
from ..http.parameters import takes
from ..http.responses import choose_format, page_response, text_response
from ..http.site import release, site
from ..languages import ReaderLanguage, requested_language
from ..request_record import trace
from ..things.history.change_lines import KIND_KEYS, ChangeLine, read_line
from ..things.orders import page_number
from ..things.query_links import bound
from .change_order import find_changes, read_filters

bp = Blueprint("changes", __name__)

# A table of the site also has the name of the resource and the IRI of the change.
COLUMNS = (*CHANGE_COLUMNS, "name", "change")
_GROUNDS = {YG + term: key for key, term in GROUND_TERMS.items()}
_ATOM = Format("atom", "application/atom+xml", "Atom", charset=True)
_FILTERS = ("from", "to", "type", "kind", "thing")
_MOST_ENTRIES = 100


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """
    The variables of ``changes.html``: the ``lines`` of one page of all changes that match the *chosen* filters.

    ``kinds`` are the kinds of changes, each with its name.
    """

    template: ClassVar[str] = "changes.html"

    lines: Sequence[ChangeLine]
    kinds: Sequence[tuple[str, str]]
    chosen: Mapping[str, str]
    total: int
    page: int
    pages: int
    query: str


@dataclass(frozen=True, kw_only=True)
class ChangeFeed(TemplateContext):
    """The variables of ``changes.atom``: the newest changes, the address of the feed, and the time of the release."""

    template: ClassVar[str] = "changes.atom"

    language: ReaderLanguage
    lines: Sequence[ChangeLine]
    base: str
    own: str
    updated: str


@bp.get("/changes")
@bp.get("/changes.<suffix>")
@takes(*_FILTERS, "page")
def changes(suffix: str | None = None) -> Response:
    """
    Show the changes between releases, the newest first.

    Raises ``BadRequest`` for a filter with an unknown value, ``UnknownPage`` for a page number past the last, and for
    a table ``ResourceLimit`` and ``TooMany`` at the limits of ``/sparql``.
    """
    chosen = choose_format([*OFFERED, _ATOM], suffix)
    current, language = release(), requested_language()
    filters = {name: request.args[name] for name in _FILTERS if request.args.get(name)}
    order = find_changes(current, read_filters(current, filters))
    rows = load_folder("pages")["change-rows"]
    values = {"language": language.content}
    if chosen is _ATOM:
        lines = _lines(current, order.page(1)[:_MOST_ENTRIES], language)
        return text_response(_feed(current, lines, language), _ATOM, current, language)
    if chosen.suffix != "html":
        every = [Iri(line) for line in order.body.decode().split()]
        found = _ask(current, bound(rows.choose(every), values)) if every else []
        records = [as_record(row) for row in in_order(found, every)]
        return rows_response(COLUMNS, records, chosen, current, language)
    number, pages = page_number(request.args.get("page", "1"), order.total)
    shown = order.page(number)
    page = ChangesPage(
        language=language, release=current, lines=_lines(current, shown, language), chosen=filters, total=order.total,
        kinds=[(kind.key, kind.words[language.interface]) for kind in CHANGE_KINDS], page=number, pages=pages,
        query=bound(rows.choose(shown) if shown else rows.unlimited, values),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _ask(current: Release, text: str) -> list[Row]:
    """Return the rows of a query over many changes, asked of an executor within the limits of ``/sparql``."""
    record, world = trace(), site()
    record.lane = "query"
    with world.queries.hold(record.client):
        answer = world.executors.run(current, Query(text, RESULTS_JSON.media_type, N_TRIPLES.media_type, trace=record))
    return parse_rows(answer.body)


def in_order(rows: Sequence[Row], order: Sequence[Iri]) -> list[Row]:
    """Return the row of each change in *order*."""
    found = {row["change"].value: row for row in reversed(rows)}
    return [found[iri] for iri in order if iri in found]


def as_record(row: Row) -> Record:
    """Return *row* of the query ``change-rows`` by column; a value that is absent is ''."""
    names = ("thing", "property", "old", "new", "source", "name", "change")
    texts = {name: row[name].value if name in row else "" for name in names}
    language = next((row[name].language for name in ("new", "old") if name in row and row[name].language), "")
    return {
        "kind": KIND_KEYS[row["kind"].value],
        **texts,
        "language": language,
        "from_release": row["from"].value.rpartition("/")[2],
        "to_release": row["to"].value.rpartition("/")[2],
        "ground": _GROUNDS[row["ground"].value] if "ground" in row else "",
    }


def _lines(current: Release, shown: Sequence[Iri], language: ReaderLanguage) -> list[ChangeLine]:
    if not shown:
        return []
    text = load_folder("pages")["change-rows"].choose(shown)
    rows = current.store.rows(text, {"language": language.content})
    return [read_line(current, row, language) for row in in_order(rows, shown)]


def _feed(current: Release, lines: Sequence[ChangeLine], language: ReaderLanguage) -> str:
    own = current.names.base.rstrip("/") + request.full_path.rstrip("?")
    updated = current.manifest.built.isoformat().replace("+00:00", "Z")
    base = current.names.base.rstrip("/")
    return ChangeFeed(language=language, lines=lines, base=base, own=own, updated=updated).render()
