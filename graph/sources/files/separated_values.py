"""Tables of separated values, with the line of every fault."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import SourceFault
from ...text_files import read_text


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line it begins on (from 1), and its cells by column."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, message: str) -> SourceFault:
        """Return a fault about this row."""
        return SourceFault(self.path, self.line, message)


def read_table(
    path: Path,
    columns: Collection[str],
    others: Collection[str] | None = None,
    *,
    separator: str = ",",
    may_be_short: bool = False,
) -> Iterator[TableRow]:
    """
    Yield each row of the file at *path*, which has all of *columns* and, where given, none but these and *others*.

    A row that *may_be_short* has empty cells for its missing last ones. Raises ``SourceFault``, with the line, for
    another header, a row with too few or too many cells, malformed CSV, a file without a row, or a last row without a
    line end: truncated in its last cell, a row looks complete.
    """
    text = read_text(path, may_be_latin=True)
    fill = "" if may_be_short else None
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True, restval=fill)
    found = reader.fieldnames or ()
    expected = f"the columns here are {', '.join(columns)}"
    if missing := [column for column in columns if column not in found]:
        raise SourceFault(path, 1, f"{expected}; missing: {missing[0]}")
    if others is not None and (unknown := [column for column in found if column not in {*columns, *others}]):
        raise SourceFault(path, 1, f"{expected}; unknown: {unknown[0]!r}")
    line = first = reader.line_num + 1
    try:
        for row in reader:
            if None in row or None in row.values():
                raise SourceFault(path, line, "this row has not as many cells as the header")
            yield TableRow(path, line, row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceFault(path, line, f"not CSV: {error}") from None
    if line == first:
        raise SourceFault(path, 1, "there is a header and no row")
    if not text.endswith("\n"):
        raise SourceFault(
            path, text.count("\n") + 1, "the last row has no line end: it looks cut off (end it if it is whole)"
        )


def sniff_header(path: Path) -> tuple[str, list[str]]:
    """Return the separator of the table at *path*, of ``;``, ``,`` and a tabulator, and the names in its header."""
    first = read_text(path, may_be_latin=True).partition("\n")[0]
    separator = max(";,\t", key=first.count)
    return separator, next(csv.reader([first], delimiter=separator), [])


class Once:
    """The line of each code seen so far, by which a repeated code is refused."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def take(self, code: str, row: TableRow) -> None:
        """Add *code*; raises ``SourceFault``, with both lines, where it was added before."""
        first = self._lines.setdefault(code, row.line)
        if first != row.line:
            raise row.fault(f"the code {code} stands on line {first} too; a code stands once")
