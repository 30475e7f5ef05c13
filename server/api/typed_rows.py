"""Rows with typed values, read from SPARQL JSON results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.reading.query_definitions import ColumnType, OutputColumn
from graph.reading.result_rows import parse_rows
from graph.table_writer import MANY

Value = str | int | float | bool | list[str]
# A row by column; None for a value that no source gives.
TypedRow = dict[str, Value | None]


def _read_list(words: str) -> list[str]:
    return words.split(MANY) if words else []


_READERS: Mapping[ColumnType, Callable[[str], Value]] = {
    ColumnType.IRI: str,
    ColumnType.CODE: str,
    ColumnType.TEXT: str,
    ColumnType.DATE: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: lambda word: word in {"true", "1"},
    ColumnType.CODES: _read_list,
    ColumnType.TEXTS: _read_list,
}


def read_rows(body: bytes, columns: Sequence[OutputColumn]) -> list[TypedRow]:
    """Return the rows of SPARQL JSON results; raises ``ValueError`` for a value outside its column's type."""
    readers = [(column.name, _READERS[column.type]) for column in columns]
    return [
        {name: read(row[name].value) if name in row else None for name, read in readers} for row in parse_rows(body)
    ]
