"""The changes between releases: a page, tables, and a feed by RFC 4287 (Atom)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.change_kinds import CHANGE_COLUMNS, CHANGE_KINDS, GROUND_TERMS
from graph.reading.query_definitions import ColumnType, OutputColumn
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row, parse_rows
from graph.tables.parquet_file import write_parquet, writes_parquet
from graph.vocab import YG, Iri

from ..adhoc_query import Query
from ..formats import GRAPHS, HTML, JSON_LD, N_QUADS, N_TRIPLES, PARQUET, RESULTS_JSON, Format
from ..http.jsonld import compact
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page, TemplateContext
from ..http.parameters import PAGE, refuse_page, takes
from ..http.responses import choose_format, document, page_response, text_response
from ..http.site import release, site
from ..languages import Passage, ReaderLanguage, requested_language
from ..request_record import trace
from ..things.history.change_lines import KIND_KEYS, ChangeLine, read_line
from ..things.orders import page_number
from ..things.query_links import bound
from ..things.templating import kind_name
from .change_order import all_changes, count_changes, find_changes, read_filters
from .news import ReleaseNews, gather_news

bp = Blueprint("changes", __name__)

# A table of the site also has the name of the resource and the IRI of the change.
COLUMNS = (*CHANGE_COLUMNS, "name", "change")
_GROUNDS = {YG + term: key for key, term in GROUND_TERMS.items()}
_ATOM = Format("atom", "application/atom+xml", "Atom", charset=True)
_FILTERS = ("from", "to", "type", "kind", "thing")
_MOST_ENTRIES = 100
# The number of changes asked for at once: the engine needs 0.2 s for a thousand and 20 s for four thousand.
_BLOCK = 1000


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """
    The variables of ``changes.html``: the ``lines`` of one page of all changes that match the *chosen* filters.

    ``kinds`` and ``types`` have the number of changes by kind and by type of resource, each within the other filters;
    ``words`` and ``type_names`` are their names, and ``others`` the filters without each. ``news`` are those of the
    newest releases, on the first page without filters.
    """

    template: ClassVar[str] = "changes.html"

    lines: Sequence[ChangeLine]
    kinds: Mapping[str, int]
    types: Mapping[str, int]
    words: Mapping[str, str]
    type_names: Mapping[str, Passage]
    others: Mapping[str, Mapping[str, str]]
    news: Sequence[ReleaseNews]
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
@takes(*_FILTERS, PAGE, of_pages=(PAGE,))
def changes(suffix: str | None = None) -> Response:
    """
    Show the changes between releases, the newest first.

    Raises ``BadRequest`` for a filter with an unknown value, ``UnknownPage`` for a page number past the last, and for
    a table ``ResourceLimit`` and ``TooMany`` at the limits of ``/sparql``.
    """
    chosen = choose_format([*OFFERED, *([PARQUET] if writes_parquet() else []), _ATOM, *GRAPHS], suffix)
    current, language = release(), requested_language()
    filters = {name: request.args[name] for name in _FILTERS if request.args.get(name)}
    wanted = read_filters(current, filters)
    order = find_changes(current, wanted)
    if chosen is not HTML:
        refuse_page()
    if chosen is _ATOM:
        lines = _lines(current, order.page(1)[:_MOST_ENTRIES], language)
        return text_response(_feed(current, lines, language), _ATOM, current, language)
    if chosen is not HTML:
        every = [Iri(line) for line in order.body.decode().split()]
        return _graph(current, every, chosen) if chosen in GRAPHS else _table(current, every, chosen, language)
    number, pages = page_number(request.args.get(PAGE, "1"), order.total)
    shown, rows = order.page(number), load_folder("pages")["change-rows"]
    is_start = number == 1 and not filters
    types = count_changes(current, wanted._replace(type=""), "type")
    page = ChangesPage(
        language=language, release=current, lines=_lines(current, shown, language), chosen=filters, total=order.total,
        kinds=count_changes(current, wanted._replace(kind=""), "kind"),
        types=types,
        # A change may be of a resource that is not of this site, whose type has no name.
        type_names={key: kind_name(key, Passage(key, "")) for key in types},
        others={name: {one: value for one, value in filters.items() if one != name} for name in ("type", "kind")},
        words={kind.key: kind.words[language.interface] for kind in CHANGE_KINDS},
        news=gather_news(current, all_changes(current), language) if is_start else [], page=number, pages=pages,
        query=bound(rows.choose(shown) if shown else rows.unlimited, {"language": language.content}),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _table(current: Release, every: list[Iri], chosen: Format, language: ReaderLanguage) -> Response:
    rows = load_folder("pages")["change-rows"]
    found: list[Row] = []
    for start in range(0, len(every), _BLOCK):
        text = bound(rows.choose(every[start : start + _BLOCK]), {"language": language.content})
        found += parse_rows(_ask(current, text, N_TRIPLES))
    records = [as_record(row) for row in in_order(found, every)]
    if chosen is PARQUET:
        columns = [OutputColumn(name, ColumnType.TEXT, {"en": name.replace("_", " ")}) for name in COLUMNS]
        body = write_parquet(records, columns, {"release": current.id})
        return document(body, chosen, current, request.query_string.decode("ascii", "replace"))
    return rows_response(COLUMNS, records, chosen, current, language)


def _graph(current: Release, every: list[Iri], chosen: Format) -> Response:
    """Return the descriptions of the changes *every* in an RDF format."""
    query = load_folder("entities")["changes"]
    text = bound(query.choose(every), {"graph": current.names.thing("graph", "changes")})
    body = _ask(current, text, N_QUADS if chosen is JSON_LD else chosen)
    made = compact(body, current.names.base) if chosen is JSON_LD else body
    return document(made, chosen, current, request.query_string.decode("ascii", "replace"))


def _ask(current: Release, text: str, graphs: Format) -> bytes:
    """Return the answer to a query over many changes, asked of an executor within the limits of ``/sparql``."""
    record = trace()
    record.lane = "query"
    return site().run(current, Query(text, RESULTS_JSON.media_type, graphs.media_type, trace=record)).body


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
