"""
Tables as CSV and TSV, for routes and commands alike.

CSV follows RFC 4180: a header row, commas, lines that end in CRLF, quotation marks where a cell needs them. Codes are
text and keep their leading zeros. Spreadsheets find no formula in a guarded table, and guarded is the default.

The results of SPARQL queries are the one CSV written elsewhere, by the engine and without a guard: values must arrive
unchanged by the W3C's "SPARQL 1.1 Query Results CSV and TSV Formats".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

MANY = "|"
# The beginnings that make spreadsheets evaluate a cell (OWASP, "CSV Injection"); the last four are full-width forms.
_BEGINNINGS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_SIGNED_NUMBER = re.compile(r"[+-]\d*[.,]?\d+")

CellValue = str | int | float | Sequence[object] | None


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format of tables: the separator of cells and the end of lines."""

    separator: str
    line_end: str


CSV = TableFormat(",", "\r\n")
TSV = TableFormat("\t", "\n")


class TableWriter:
    """
    A writer of rows below a header row, to a *stream* that translates no line ends.

    Tables that programs read back are written without a guard, so that every value arrives unchanged.
    """

    def __init__(
        self, stream: TextIO, columns: Sequence[str], format_: TableFormat = CSV, *, is_guarded: bool = True
    ) -> None:
        self._writer = csv.writer(stream, delimiter=format_.separator, lineterminator=format_.line_end)
        self._cell = guard_cell if is_guarded else write_cell
        self.write([columns])

    def write(self, rows: Iterable[Sequence[CellValue]]) -> None:
        """Write *rows*, each with one cell per column."""
        cell = self._cell
        self._writer.writerows([cell(value) for value in row] for row in rows)


def write_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[CellValue]],
    format_: TableFormat = CSV,
    *,
    is_guarded: bool = True,
) -> str:
    r"""
    Return a table as text, with or without a guard against formulas.

    >>> write_table(("code", "name"), [("0110", "Offiserer"), ("9", "=1+1")])
    "code,name\r\n0110,Offiserer\r\n9,'=1+1\r\n"
    """
    stream = io.StringIO(newline="")
    TableWriter(stream, columns, format_, is_guarded=is_guarded).write(rows)
    return stream.getvalue()


def write_records(
    columns: Sequence[str], records: Iterable[Mapping[str, CellValue]], format_: TableFormat = CSV
) -> str:
    """Return records as a table; a missing value is an empty cell. Raises ``ValueError`` for one without a column."""
    known = set(columns)

    def cells(record: Mapping[str, CellValue]) -> list[CellValue]:
        if unknown := record.keys() - known:
            raise ValueError(f"no column for {', '.join(sorted(unknown))}")
        return [record.get(column) for column in columns]

    return write_table(columns, map(cells, records), format_)


def write_cell(value: CellValue) -> str:
    """
    Return a value as a cell: a list with bars between its parts, None as '', a boolean as ``true`` or ``false``.

    >>> [write_cell(value) for value in ("0110", -3, 0.5, ["a", "b"], True, None)]
    ['0110', '-3', '0.5', 'a|b', 'true', '']
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return MANY.join(map(str, value))


def guard_cell(value: CellValue) -> str:
    """
    Return a value as a cell, with an apostrophe before text that a spreadsheet would evaluate; signed numbers are safe.

    >>> [guard_cell(value) for value in ("=1+1", "-12,5", -3, "Lege")]
    ["'=1+1", '-12,5', '-3', 'Lege']
    """
    cell = write_cell(value)
    return f"'{cell}" if cell[:1] in _BEGINNINGS and not _SIGNED_NUMBER.fullmatch(cell) else cell
