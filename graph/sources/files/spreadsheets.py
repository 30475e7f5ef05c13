"""
Tables read row by row without holding them: CSV and TSV, Excel (openpyxl), and Parquet where pyarrow is installed.

A CSV file saved by a spreadsheet may be separated by semicolons and encoded as Windows-1252 or UTF-16; the first row
decides the separator, the whole file the encoding.
"""

from __future__ import annotations

import codecs
import csv
import importlib.util
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ...errors import SourceFault

_PIECE = 1 << 20
_LOOKED_AT = 1 << 16
_WINDOWS = "cp1252"
_MOST_UNPACKED = 1 << 32
_SEPARATORS = ",;\t|"
# Separates no cells: a table of one column has titles with commas in them, and no quotation marks.
_NO_SEPARATOR = "\x1f"
_QUOTED = re.compile('"[^"]*"')

# A row and the line of the file that it ends on.
_Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open table: the names of its columns, and its rows, each of that length."""

    columns: list[str]
    rows: Iterator[list[str]]


@contextmanager
def open_sheet(path: Path) -> Iterator[Sheet]:
    """Read the table at *path* by its suffix; raises ``SourceFault`` for an unreadable or unsupported file."""
    with path.open("rb") as file:
        yield read_sheet(file, path.name)


def read_sheet(file: BinaryIO, name: str, most_unpacked: int = _MOST_UNPACKED) -> Sheet:
    """
    Return the table in *file*, whose file name is *name*.

    Raises ``SourceFault`` for an unreadable or unsupported file, an empty table, and an Excel file that would unpack to
    more than *most_unpacked* bytes.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in _READERS:
        raise SourceFault(
            name, None, f"a table is one of {', '.join(suffixes())}; this one ends in {suffix or 'nothing'}"
        )
    if suffix == ".xlsx":
        _must_unpack_small(file, name, most_unpacked)
    rows = _READERS[suffix](file, name)
    header = next((row for _, row in rows if any(row)), None)
    if header is None:
        raise SourceFault(name, None, "the table is empty; its first row must name its columns")
    return Sheet(header, _even(rows, len(header), name))


def _even(rows: Iterable[_Row], width: int, name: str) -> Iterator[list[str]]:
    """Yield each row with as many cells as there are columns; empty rows at the end are dropped."""
    empty = 0
    for line, row in rows:
        if not any(row):
            empty += 1
            continue
        for _ in range(empty):
            yield [""] * width
        empty = 0
        if any(row[width:]):
            told = f"this row has {len(row)} cells, and the first row names {width} columns"
            raise SourceFault(name, line, f"{told}; a cell that has the separator in it stands in quotation marks")
        yield [*row[:width], *[""] * (width - len(row))]


def _read_text(file: BinaryIO, name: str, separator: str = "") -> Iterator[_Row]:
    encoding = _encoding_of(file, name)
    start = file.read(_LOOKED_AT).decode(encoding, "replace")
    file.seek(0)
    with io.TextIOWrapper(file, encoding, newline="") as text:
        reader = csv.reader(text, delimiter=separator or _separator_of(start), strict=True)
        try:
            for row in reader:
                yield reader.line_num, row
        except UnicodeDecodeError as error:
            raise SourceFault(name, reader.line_num + 1, f"this is not {encoding} ({error.reason})") from None
        except csv.Error as error:
            raise SourceFault(name, reader.line_num, f"this is no row of the table: {error}") from None


def _separator_of(start: str) -> str:
    """Return the most frequent separator between the names of the columns."""
    header = _QUOTED.sub("", next((line for line in start.splitlines() if line.strip()), ""))
    likely = max(_SEPARATORS, key=header.count)
    return likely if likely in header else _NO_SEPARATOR


def _encoding_of(file: BinaryIO, name: str) -> str:
    """
    Return the encoding of *file*: UTF-16 by its mark, UTF-8 where all of it is valid, else Windows-1252.

    Raises ``SourceFault`` with the line for a zero byte, which is in no text but UTF-16 without its mark.
    """
    mark = file.read(2)
    file.seek(0)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder, encoding, line = codecs.getincrementaldecoder("utf-8")(), "utf-8-sig", 1
    while piece := file.read(_PIECE):
        if (zero := piece.find(b"\0")) >= 0:
            line += piece.count(b"\n", 0, zero)
            raise SourceFault(name, line, "a zero byte: this is not text, or UTF-16; save the table as UTF-8")
        line += piece.count(b"\n")
        if encoding != _WINDOWS and not _is_valid(decoder, piece):
            encoding = _WINDOWS
    file.seek(0)
    return encoding if encoding == _WINDOWS or _is_valid(decoder, b"", final=True) else _WINDOWS


def _is_valid(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _read_tabs(file: BinaryIO, name: str) -> Iterator[_Row]:
    return _read_text(file, name, "\t")


def _read_excel(file: BinaryIO, name: str) -> Iterator[_Row]:
    import openpyxl  # noqa: PLC0415 - takes a fifth of a second, which only tables of this kind should

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # The size declared by a sheet may be far from the actual one.
        sheet.reset_dimensions()
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield line, ["" if cell is None else str(cell) for cell in row]
    except (zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, OSError) as error:
        # Faults in its XML are SyntaxErrors.
        raise SourceFault(name, None, f"this is no Excel file with a sheet that can be read ({error})") from None


def _must_unpack_small(file: BinaryIO, name: str, most: int) -> None:
    """Raise ``SourceFault`` for an Excel file, which is packed, that would fill the memory when unpacked."""
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile:
        raise SourceFault(name, None, "this is no Excel file; save it as .xlsx") from None
    if size > most:
        raise SourceFault(name, None, f"unpacked this file has {size} bytes, and {most} is the most")
    file.seek(0)


def _read_parquet(file: BinaryIO, name: str) -> Iterator[_Row]:
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra that is large
    except ImportError:
        raise SourceFault(name, None, "Parquet needs pyarrow: pip install 'yrkesgraf[parquet]'") from None
    try:
        table = parquet.ParquetFile(file)
        yield 0, list(table.schema_arrow.names)
        number = 0
        for batch in table.iter_batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield number, ["" if cell is None else str(cell) for cell in row]
    except (ArrowException, OSError) as error:
        raise SourceFault(name, None, f"this is no Parquet file that can be read ({error})") from None


_READERS: Mapping[str, Callable[[BinaryIO, str], Iterator[_Row]]] = {
    ".csv": _read_text,
    ".tsv": _read_tabs,
    ".txt": _read_text,
    ".xlsx": _read_excel,
    ".parquet": _read_parquet,
}


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the tables that can be read: Parquet where pyarrow is installed."""
    has_parquet = importlib.util.find_spec("pyarrow") is not None
    return tuple(suffix for suffix in _READERS if has_parquet or suffix != ".parquet")
