"""
Finishing of every answer with a table: a file name, and with ``?excel`` a CSV for Norwegian Excel.

Norwegian Excel reads semicolons between cells, commas in numbers, and UTF-8 behind a byte order mark; it would read a
code such as 0110 as a number and a version such as 1.10 as a date, so in a column with codes or words these are written
as the formula ``="0110"``. The CSV of ``/sparql`` stays as the W3C
specifies it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from graph.kinds import BY_KEY
from graph.reading.sparql_tokens import BYTE_ORDER_MARK
from graph.table_writer import TableFormat, write_table

from ..formats import CSV, PARQUET, TSV
from ..http.downloads import close_source, take_in
from ..http.errors import explain
from ..http.headers import EXCEL, drop_digest
from ..http.listings import XLSX
from ..http.site import release
from ..languages import LANGUAGE_CHOICES
from ..refusals import BadRequest
from .made_files import MADE_FILES, MadeFiles

_WHOLE_TABLES = ("/tables/", "/cube/")
_ENDINGS = {one.media_type: one.suffix for one in (CSV, TSV, PARQUET, XLSX)}
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"-?[0-9]+")
_DIGITS = re.compile(r"[0-9]+")
# Codes such as 0110, 2654.10 and 2654.1.7, and lists of them.
_CODE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_CODE_ALONE = re.compile(r"[0-9]+(?:\.[0-9]+){2,}|0[0-9]+(?:\.[0-9]+)?")
_CODE_LIST = re.compile(r"[0-9.]+(?:\|[0-9.]+)+")
_CODE_COLUMN = re.compile(r"(?:^|.*[a-z_])[cC]ode|code|key")
# Excel keeps 15 digits of a number.
_MOST_DIGITS = 15
_EXCEL_FORMAT = TableFormat(";", "\r\n")
_LONGEST_NAME = 80
# The parameter of Klass for another separator than the comma.
_SEPARATOR = "csvSeparator"
# The parts of a path that say nothing of the content.
_ROOMS = frozenset(("", "api", "doc", "tables"))
_UNNAMED = (*LANGUAGE_CHOICES, EXCEL, "format", "limit", "offset", _SEPARATOR)


def register(app: Flask) -> None:
    """Finish the tables among the answers of *app*; registered after the splitting into parts, so it runs before."""
    app.before_request(forget_range)
    app.after_request(finish_table)


def forget_range() -> None:
    """Ignore the range of a request with ``excel``: it would be one of the table before the conversion."""
    if EXCEL in request.args:
        request.environ.pop("HTTP_RANGE", None)


def finish_table(response: Response) -> Response:
    """Name the file of a table, and convert it for Excel where the address asks for that; refuses that elsewhere."""
    if request.path.startswith("/sparql") or response.status_code not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
        return response
    ending = _ENDINGS.get(response.mimetype or "")
    if EXCEL in request.args:
        if ending != CSV.suffix:
            return explain(BadRequest(f"The parameter {EXCEL} is for CSV; the address ends in .csv then."))
        response.set_data(_excel_bytes(response))
        drop_digest(response)
    if ending and "release" in g and "Content-Disposition" not in response.headers:
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name(ending)}"'
    return response


def _excel_bytes(response: Response) -> bytes:
    """Return the body of *response* for Excel: the one made before for its entity tag, or made and kept now."""
    separator = request.args.get(_SEPARATOR) or ","

    def make() -> bytes:
        return convert_for_excel(take_in(response).decode(), separator).encode()

    tag, _ = response.get_etag()
    # The rows of a query take longer to ask than to convert, and have more addresses than the kept files have places.
    if tag is None or not request.path.startswith(_WHOLE_TABLES):
        return make()
    kept: MadeFiles = current_app.extensions[MADE_FILES]
    made = kept.find((EXCEL, request.full_path, tag, separator), make)
    close_source(response.response)
    return Path(made.path).read_bytes()


def file_name(ending: str) -> str:
    """Return the name of a file with the answer: its path, its parameters and its release."""
    parts = [part for part in request.path.partition(".")[0].split("/") if part not in _ROOMS]
    parts += [value for name, value in request.args.items() if name not in _UNNAMED]
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", "-".join(parts))[:_LONGEST_NAME].strip("-")
    return f"{name}-{release().id}.{ending}"


def convert_for_excel(text: str, separator: str = ",") -> str:
    r"""
    Return a table in CSV, with *separator* between its cells, as Norwegian Excel reads it.

    >>> lines = convert_for_excel('code,share\r\n0110,0.5\r\n').removeprefix(BYTE_ORDER_MARK).splitlines()
    >>> list(csv.reader(lines, delimiter=";"))
    [['code', 'share'], ['="0110"', '0,5']]
    """
    # One cell may be nearly the whole table; the limit is common to all readers, so it only grows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    coded, worded = set(_coded_columns(rows)), set(_worded_columns(rows))
    converted = (
        [_convert(cell, is_code=place in coded, is_word=place in worded) for place, cell in enumerate(row)]
        for row in rows[1:]
    )
    # Guarded against formulas already, but for those that keep the digits of a code.
    return BYTE_ORDER_MARK + write_table(rows[0] if rows else (), converted, _EXCEL_FORMAT, is_guarded=False)


def _coded_columns(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the columns with codes: by their names, or for a list of codes, or one that a number would not keep."""
    for place, name in enumerate(rows[0] if rows else ()):
        cells = (row[place] for row in rows[1:] if place < len(row))
        # A column with the name of a kind, such as styrk08, has its codes or keys.
        if name in BY_KEY or _CODE_COLUMN.fullmatch(name) or any(_is_code(cell) for cell in cells):
            yield place


def _worded_columns(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the columns with a cell that is no number, in which digits and a dot are none either."""
    for place in range(len(rows[0]) if rows else 0):
        cells = (row[place] for row in rows[1:] if place < len(row))
        if any(cell and not (_WHOLE.fullmatch(cell) or _NUMBER.fullmatch(cell)) for cell in cells):
            yield place


def _is_code(cell: str) -> bool:
    if _CODE_LIST.fullmatch(cell) or _CODE_ALONE.fullmatch(cell):
        return True
    return len(cell) > _MOST_DIGITS and bool(_DIGITS.fullmatch(cell))


def _convert(cell: str, *, is_code: bool, is_word: bool) -> str:
    if (is_code and _CODE.fullmatch(cell)) or (is_word and _NUMBER.fullmatch(cell)):
        return f'="{cell}"'
    return cell.replace(".", ",") if _NUMBER.fullmatch(cell) else cell
