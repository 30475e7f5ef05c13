"""Columns of tables whose values are of several kinds without naming them: keys are unique by kind only."""

from __future__ import annotations

from graph.reading.query_definitions import ColumnType
from graph.reading.release import Release
from graph.tables.inventory import list_tables
from graph.tables.layout import ColumnSource, TableDefinition

_CODES = {ColumnType.CODE, ColumnType.CODES}


def mixed_columns(release: Release) -> list[str]:
    """Return the columns of the tables of *release* in which a key may be that of things of several kinds."""
    return [
        f"{table.key}: {source.stem}"
        for table in list_tables(release).values()
        for source in table.sources
        if source.type in _CODES and not source.has_kinds and not source.kind and _has_several(release, table, source)
    ]


def _has_several(release: Release, table: TableDefinition, source: ColumnSource) -> bool:
    query = f"SELECT DISTINCT ?value {{ ?thing <{table.by}> <{table.of}> ; <{source.predicate}> ?value }}"
    values = (row["value"].value for row in release.store.rows(query))
    return len({split[0] for value in values if (split := release.names.split(value))}) > 1
