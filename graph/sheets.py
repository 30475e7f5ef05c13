"""
Reads tables row by row without holding them: CSV and TSV, Excel (openpyxl), and Parquet where pyarrow is installed.

What a spreadsheet saves as CSV may be separated by semicolons and written in Windows' letters; both are told from the
beginning of the file.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import SourceFault

_LOOKED_AT = 1 << 16
_WINDOWS = "cp1252"
_MOST_UNPACKED = 1 << 32
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table being read: the names of its columns, and its rows, each as long as these."""

    columns: list[str]
    rows: Iterator[list[str]]


@contextmanager
def open_sheet(path: Path) -> Iterator[Sheet]:
    """Read the table at *path* by the ending of its name; raises ``SourceFault`` for what is no such table."""
    with path.open("rb") as file:
        yield read_sheet(file, path.name)


def read_sheet(file: BinaryIO, name: str, most_unpacked: int = _MOST_UNPACKED) -> Sheet:
    """
    Return the table in *file*, which is called *name*; raises ``SourceFault`` for what is no such table.

    An Excel file that would unpack to more than *most_unpacked* bytes is refused.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in _READERS:
        raise SourceFault(
            name, None, f"a table is one of {', '.join(_READERS)}; this one ends in {suffix or 'nothing'}"
        )
    if suffix == ".xlsx":
        _must_unpack_small(file, name, most_unpacked)
    rows = _READERS[suffix](file, name)
    header = next((row for row in rows if any(row)), None)
    if header is None:
        raise SourceFault(name, None, "the table is empty; its first row must name its columns")
    return Sheet(header, _even(rows, len(header)))


def _even(rows: Iterable[list[str]], width: int) -> Iterator[list[str]]:
    """Yield each row with as many cells as there are columns, without rows that are empty."""
    for row in rows:
        if any(row):
            yield [*row[:width], *[""] * (width - len(row))]


def _read_text(file: BinaryIO, name: str, separator: str = "") -> Iterator[list[str]]:
    start = file.read(_LOOKED_AT)
    file.seek(0)
    encoding = _encoding_of(start)
    with io.TextIOWrapper(file, encoding, newline="") as text:
        line = start.decode(encoding, "replace").partition("\n")[0]
        reader = csv.reader(text, delimiter=separator or max(_SEPARATORS, key=line.count), strict=True)
        try:
            yield from reader
        except UnicodeDecodeError as error:
            raise SourceFault(name, reader.line_num + 1, f"this is not {encoding} ({error.reason})") from None
        except csv.Error as error:
            raise SourceFault(name, reader.line_num, f"this is no row of the table: {error}") from None


def _encoding_of(start: bytes) -> str:
    """Return UTF-8 for a file that begins so, else what Windows writes in Norway."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        # The last letter may be cut through the middle.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return _WINDOWS
    return "utf-8-sig"


def _read_tabs(file: BinaryIO, name: str) -> Iterator[list[str]]:
    return _read_text(file, name, "\t")


def _read_excel(file: BinaryIO, name: str) -> Iterator[list[str]]:
    import openpyxl  # noqa: PLC0415 - takes a fifth of a second, which only tables of this kind should

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise SourceFault(name, None, f"this is no Excel file with a sheet ({error})") from None
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


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


def _read_parquet(file: BinaryIO, name: str) -> Iterator[list[str]]:
    try:
        from pyarrow import ArrowInvalid, parquet  # noqa: PLC0415 - an extra that is large
    except ImportError:
        raise SourceFault(name, None, "Parquet needs pyarrow: pip install 'yrkesgraf[parquet]'") from None
    try:
        table = parquet.ParquetFile(file)
    except ArrowInvalid as error:
        raise SourceFault(name, None, f"this is no Parquet file ({error})") from None
    yield list(table.schema_arrow.names)
    for batch in table.iter_batches():
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield ["" if cell is None else str(cell) for cell in row]


_READERS: Mapping[str, Callable[[BinaryIO, str], Iterator[list[str]]]] = {
    ".csv": _read_text,
    ".tsv": _read_tabs,
    ".txt": _read_text,
    ".xlsx": _read_excel,
    ".parquet": _read_parquet,
}
