"""Pages of the tables of a release: the list, and one for each with its files and the meaning of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.reading.query_definitions import OutputColumn
from graph.reading.release import Release
from graph.tables.inventory import list_tables
from graph.tables.layout import TableDefinition, TableGroup
from graph.tables.renditions import file_suffixes

from ..http.old_releases import base_within
from ..http.page_context import Page
from ..languages import Passage, ReaderLanguage, choose
from ..messages import find_message
from ..snippets import Snippet, write_snippets

# The names of formats by suffix, for the files of data and not for their descriptions.
_LABELS = {"csv": "CSV", "tsv": "TSV", "parquet": "Parquet", "json": "JSON-stat"}


@dataclass(frozen=True)
class FileLink:
    """A file of a table: the name of its format, and its address."""

    label: str
    href: str


@dataclass(frozen=True)
class ListedTable:
    """A table in a list: its key, its title in the language of the page, and its files."""

    key: str
    title: Passage
    files: Sequence[FileLink]


@dataclass(frozen=True, kw_only=True)
class TablesPage(Page):
    """The variables of ``tables.html``: the tables by group."""

    template: ClassVar[str] = "tables.html"

    groups: Sequence[tuple[str, Sequence[ListedTable]]]


@dataclass(frozen=True, kw_only=True)
class TablePage(Page):
    """The variables of ``table.html``: one table with its columns, and lines to copy for other tools."""

    template: ClassVar[str] = "table.html"

    table: ListedTable
    columns: Sequence[OutputColumn]
    snippets: Sequence[Snippet]


def make_list(current: Release, language: ReaderLanguage) -> TablesPage:
    """Return the page with all tables."""
    tables = list_tables(current).values()
    groups = [(group, [_show(one, language) for one in tables if one.group is group]) for group in TableGroup]
    return TablesPage(language=language, release=current, groups=[one for one in groups if one[1]])


def make_page(current: Release, table: TableDefinition, language: ReaderLanguage) -> TablePage:
    """Return the page of *table*."""
    address = f"{base_within(current)}tables/{table.key}.csv"
    return TablePage(
        language=language,
        release=current,
        table=_show(table, language),
        columns=table.columns,
        snippets=write_snippets(address, table.columns),
    )


def _show(table: TableDefinition, language: ReaderLanguage) -> ListedTable:
    files = [FileLink(_LABELS[one], f"/tables/{table.key}.{one}") for one in file_suffixes(table) if one in _LABELS]
    # "Job titles" for the table of the kind "title", whose class is named in the singular.
    many = find_message(f"kind_{table.key}", language.interface) if table.group is TableGroup.KIND else None
    named = choose(dict(table.titles), language) or Passage(table.key, "")
    return ListedTable(table.key, Passage(many, language.interface) if many else named, files)
