"""The table of a data cube: its observations in pages of a hundred, and all of them as CSV or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri, is_iri

from ..dates import write_date
from ..http.listings import OFFERED, Record, rows_response
from ..http.old_releases import old_release
from ..http.page_context import Page
from ..http.parameters import PAGE, refuse_page, takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, requested_language
from ..numbers import write_number
from ..refusals import UnknownPage
from ..things.orders import By, find_order, named, page_number
from ..things.page_questions import ask
from ..things.query_links import bound
from ..things.sources import AGES, overdue_warning, today
from ..things.values import address

bp = Blueprint("figures", __name__)

# The columns of the query in the order of the table: dimensions, measures with numbers, and the status.
DIMENSIONS = (
    "period", "code", "subject", "trade", "area", "field", "sector", "time", "sex", "age", "contract", "since", "doing",
    "retrieved",
)  # fmt: skip
MEASURES = (
    "average", "median", "lower", "upper", "employees", "employed", "seekers", "vacancies", "shortage", "unemployed",
    "share", "persons", "approved", "training", "apprentices", "companies", "full_time",
)  # fmt: skip
_NEWEST_FIRST = (By("period", falls=True), By("value"))
_DATES = ("period", "retrieved")
_COLUMNS = (*DIMENSIONS, *MEASURES, "status", "observation")


@dataclass(frozen=True)
class FigureRow:
    """An observation: its address, the words of each dimension, its figures in words ('' for none), and its status."""

    href: str
    names: Sequence[Passage]
    figures: Sequence[str]
    status: str


@dataclass(frozen=True, kw_only=True)
class FiguresPage(Page):
    """
    The variables of ``figure_table.html``: the ``rows`` of one page of the cube with the key ``cube``.

    ``dimensions`` and ``measures`` are the columns that the page has, ``warning`` is about figures older than their
    rhythm ('' for none), and ``query`` the query behind the rows.
    """

    template: ClassVar[str] = "figure_table.html"

    cube: str
    label: Passage
    href: str
    dimensions: Sequence[str]
    measures: Sequence[str]
    rows: Sequence[FigureRow]
    total: int
    page: int
    pages: int
    warning: str
    query: str


@bp.get("/figures/<cube>")
@bp.get("/figures/<cube>.<suffix>")
@takes(PAGE, of_pages=(PAGE,))
def figures(cube: str, suffix: str | None = None) -> Response:
    """Show the observations of *cube*; raises ``UnknownPage`` for a cube or a page that there is none of."""
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    iri = current.names.thing("cube", cube)
    if not is_iri(iri) or not (order := find_order(current, "cube-order", {"cube": iri}, _NEWEST_FIRST)).total:
        raise UnknownPage(f"There is no data cube called {cube!r} with observations.")
    values = {"cube": iri, "language": language.content}
    query = load_folder("pages")["cube-rows"]
    if chosen.suffix != "html":
        refuse_page()
        rows = current.store.rows(query.unlimited, values)
        return rows_response(_COLUMNS, map(as_record, rows), chosen, current, language)
    number, pages = page_number(request.args.get(PAGE, "1"), order.total)
    text = query.choose(order.page(number))
    found = ask(current, {"rows": Question(text, values), AGES: Question(load_folder("pages")[AGES].text)})
    used = {column for row in found["rows"] for column in row}
    dimensions, measures = ([one for one in columns if one in used] for columns in (DIMENSIONS, MEASURES))
    page = FiguresPage(
        language=language, release=current, cube=cube, label=_label(current, iri, language), total=order.total,
        href=address(iri, current.names), dimensions=dimensions, measures=measures, page=number, pages=pages,
        rows=[_row(current, row, dimensions, measures, language) for row in found["rows"]],
        warning=overdue_warning(found[AGES], iri, today(old_release()), language), query=bound(text, values),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def as_record(row: Row) -> Record:
    """Return *row* of the query ``cube-rows`` by column, '' where it has no value."""
    return {column: row[column].value if column in row else "" for column in _COLUMNS}


def _row(
    current: Release, row: Row, dimensions: Sequence[str], measures: Sequence[str], language: ReaderLanguage
) -> FigureRow:
    names = []
    for column in dimensions:
        cell = row.get(column)
        words = cell.value if cell else ""
        if column in _DATES:
            words = write_date(words, language.interface)
        names.append(Passage(words, cell.language if cell else ""))
    shown = [write_number(row[column].value, language.interface) if column in row else "" for column in measures]
    status = row["status"].value if "status" in row else ""
    return FigureRow(address(row["observation"].value, current.names), names, shown, status)


def _label(current: Release, iri: Iri, language: ReaderLanguage) -> Passage:
    return named(current, [iri], language)[0].shown
