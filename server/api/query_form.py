"""Pages of the API: the form of a query with its rows, and the list of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.reading.known_lists import KnownList
from graph.reading.query_definitions import GROUPS, ColumnType, OutputColumn, QueryDefinition, load_definitions
from graph.reading.release import Release
from graph.vocab import shorten

from ..formats import CSV, HTML, Format
from ..http.page_context import Page
from ..languages import ReaderLanguage
from ..numbers import write_number
from ..snippets import Snippet, write_snippets
from ..things.values import YES_OR_NO, address
from .form_fields import FormField, make_fields
from .found_page import FoundPage
from .row_chart import RowChart, draw_rows
from .typed_rows import Value


@dataclass(frozen=True)
class TableCell:
    """A cell of the table: its text, and the address of the resource that it names ('' for none)."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class PageLink:
    """A link to a neighbouring page, named by its relation, or to another format, named by its label."""

    name: str
    href: str


@dataclass(frozen=True)
class ShownRows:
    """
    The rows on a page, numbered from ``first`` (at least 1), and lines to copy for other tools.

    ``text`` is their query, ``coverage`` that of the lists in it, ``chart`` None for rows without figures.
    """

    rows: Sequence[Sequence[TableCell]]
    chart: RowChart | None
    first: int
    turns: Sequence[PageLink]
    formats: Sequence[PageLink]
    snippets: Sequence[Snippet]
    text: str
    coverage: Sequence[KnownList]


@dataclass(frozen=True, kw_only=True)
class QueryFormPage(Page):
    """The variables of ``api_query.html``; ``shown`` is None where the release lacks the example of the query."""

    template: ClassVar[str] = "api_query.html"

    definition: QueryDefinition
    fields: Sequence[FormField]
    columns: Sequence[OutputColumn]
    shown: ShownRows | None


@dataclass(frozen=True, kw_only=True)
class ApiPage(Page):
    """The variables of ``api.html``: the queries by group."""

    template: ClassVar[str] = "api.html"

    groups: Sequence[tuple[str, Sequence[QueryDefinition]]]


def make_index(current: Release, language: ReaderLanguage) -> ApiPage:
    """Return the page with all queries."""
    groups = [(group, [one for one in load_definitions().values() if one.group == group]) for group in GROUPS]
    return ApiPage(language=language, release=current, groups=groups)


def make_form(
    definition: QueryDefinition,
    current: Release,
    language: ReaderLanguage,
    page: FoundPage | None = None,
    offered: Sequence[Format] = (),
) -> QueryFormPage:
    """Return the page with the form of a query, one *page* of its rows, if any, and links to the *offered* formats."""
    values = page.arguments.values if page else {}
    return QueryFormPage(
        language=language,
        release=current,
        definition=definition,
        fields=make_fields(definition, values, current, language),
        columns=definition.columns,
        shown=show_rows(page, offered, current, language) if page else None,
    )


def show_rows(page: FoundPage, offered: Sequence[Format], current: Release, language: ReaderLanguage) -> ShownRows:
    """Return the rows of *page* as text cells, with links and lines to copy."""
    columns, base = page.definition.columns, current.names.base
    local = len(base) - 1  # links stay on the host of the page
    return ShownRows(
        rows=[[_cell(row[column.name], column, current, language) for column in columns] for row in page.rows],
        chart=draw_rows(page.rows, columns, language),
        first=page.arguments.offset + 1,
        turns=[PageLink(relation, page.address(base, HTML, at)[local:]) for relation, at in page.turns().items()],
        formats=[PageLink(one.label, page.address(base, one)[local:]) for one in offered if one is not HTML],
        snippets=write_snippets(page.address(base, CSV), columns),
        text=page.text,
        coverage=page.coverage,
    )


def _cell(value: Value | None, column: OutputColumn, current: Release, language: ReaderLanguage) -> TableCell:
    if value is None:
        return TableCell("")
    if column.type is ColumnType.IRI:
        iri = str(value)
        return TableCell((current.names.split(iri) or ("", shorten(iri)))[1], address(iri, current.names))
    return TableCell(_write(value, column, language.interface))


def _write(value: Value, column: OutputColumn, language: str) -> str:
    """Return a value of *column* as *language* writes it; a whole number without a unit, such as a year, as it is."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return YES_OR_NO[language][value]
    if isinstance(value, float) or (column.unit and isinstance(value, int)):
        return write_number(value, language)
    return str(value)
