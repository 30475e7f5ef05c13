"""Two to four occupations side by side, with the values that several of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.release import Release
from graph.search.finding import Search
from graph.search.index import open_index
from graph.vocab import Iri

from ..charts.ranges import Row as BarRow
from ..http.listings import OFFERED, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..refusals import UnknownPage
from ..things.occupation.pay_series import draw_rows
from ..things.occupation.related import Related, list_alike, list_stated, read_related
from ..things.page_questions import ask_about
from ..things.query_links import compared_query
from ..things.texts import Texts, describe_texts
from .compared_rows import Column, ComparedRow, Telling, as_records, compare_lists, compare_texts, read_columns
from .entries import Entry, read_names, requested_occupations

bp = Blueprint("compare", __name__)

MOST = 4
_COLUMNS = ("property", "value", "name", "occupations")
# The number of similar occupations offered for a single one.
_MOST_ALIKE = 6


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """
    The variables of ``compare.html``.

    ``told`` are the rows of texts and ``lines`` the rows of lists, ``others`` the occupations that may be added,
    ``alike`` the most similar ones for a single occupation, ``query`` the query behind the table, '' below two, and
    ``pay_bars`` their pay side by side.
    """

    template: ClassVar[str] = "compare.html"

    columns: Sequence[Column]
    lines: Sequence[ComparedRow]
    told: Sequence[Telling]
    texts: Texts
    most: int
    others: Sequence[Entry]
    alike: Sequence[Related]
    query: str
    pay_bars: Sequence[BarRow]


@bp.get("/compare")
@bp.get("/compare.<suffix>")
@takes("occupation", "add", several=("occupation",))
def compare(suffix: str | None = None) -> Response:
    """
    Compare the occupations in ``?occupation=``, by key, and the one in ``?add=``, by name.

    Raises ``BadRequest`` for too many occupations and ``UnknownPage`` for an unknown one.
    """
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    entries = read_names(current, language)
    columns = read_columns(current, [entries[key] for key in _asked(current, entries)], language)
    lines = compare_lists(columns, current, language)
    if chosen.suffix != "html":
        return rows_response(_COLUMNS, as_records(columns, lines), chosen, current, language)
    told = compare_texts(columns, current, language)
    page = ComparePage(
        language=language, release=current, columns=columns, lines=lines, most=MOST,
        others=[entry for entry in entries.values() if entry.key not in {one.entry.key for one in columns}],
        alike=_alike(current, columns, language),
        query=compared_query([Iri(one.entry.iri) for one in columns], language) if len(columns) > 1 else "",
        pay_bars=_draw_pay(columns), told=told,
        texts=describe_texts([one.language for telling in told for one in telling.cells if one], language),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _draw_pay(columns: Sequence[Column]) -> list[BarRow]:
    """Return the bars of the headline pay of at least two occupations; none where fewer have one."""
    paid = [(one.card.pay, one.entry.name.words) for one in columns if one.card.pay]
    rows = draw_rows([pay for pay, _ in paid], [name for _, name in paid])
    return rows if len(rows) > 1 else []


def _asked(current: Release, entries: dict[str, Entry]) -> list[str]:
    """
    Return the distinct keys in ``?occupation=``, and that of the name in ``?add=``.

    Raises ``BadRequest`` for more than ``MOST`` keys and ``UnknownPage`` for a key or name that is no occupation.
    """
    added = request.args.get("add", "").strip()
    found = requested_occupations(MOST, [_find_key(current, entries, added)] if added else [])
    for key in found:
        if key not in entries:
            raise UnknownPage(f"There is no occupation called {key!r}.")
    return found


def _find_key(current: Release, entries: dict[str, Entry], name: str) -> str:
    """Return the key of the occupation with this *name*, else of the first search hit, else *name*."""
    same = (key for key, entry in entries.items() if entry.name.words.casefold() == name.casefold())
    found = (one.thing.key for one in Search(open_index(current.folder), name, ["occupation"]).found(1))
    return next(chain(same, found), name)


def _alike(current: Release, columns: Sequence[Column], language: ReaderLanguage) -> list[Related]:
    """Return the occupations most similar to a single one; empty for several."""
    if len(columns) != 1:
        return []
    related = read_related(
        current, ask_about(current, Iri(columns[0].entry.iri), language, "related")["related"], language
    )
    return [*list_alike(related), *list_stated(related)][:_MOST_ALIKE]
