"""
Finishing of every answer with a table: a file name, and with ``?excel`` a CSV for Norwegian Excel.

Norwegian Excel reads semicolons between cells, commas in numbers, and UTF-8 behind a byte order mark; it would read a
code such as 0110 as a number, so codes are written as the formula ``="0110"``. The CSV of ``/sparql`` stays as the W3C
specifies it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from flask import Flask, Response, g, request

from graph.reading.sparql_tokens import BYTE_ORDER_MARK

from ..formats import CSV, PARQUET, TSV
from ..http.downloads import take_in
from ..http.errors import explain
from ..http.headers import EXCEL
from ..http.listings import XLSX
from ..http.site import release
from ..languages import LANGUAGE_CHOICES
from ..refusals import BadRequest

_ENDINGS = {one.media_type: one.suffix for one in (CSV, TSV, PARQUET, XLSX)}
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?")
_DIGITS = re.compile(r"[0-9]+")
_DIGIT_LIST = re.compile(r"[0-9]+(?:\|[0-9]+)+")
_CODE_COLUMN = re.compile(r"(?:^|.*[a-z_])[cC]ode|code|key")
# Excel keeps 15 digits of a number.
_MOST_DIGITS = 15
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
        response.set_data(convert_for_excel(take_in(response).decode(), request.args.get(_SEPARATOR) or ",").encode())
    if ending and "release" in g and "Content-Disposition" not in response.headers:
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name(ending)}"'
    return response


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
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    coded = set(_coded_columns(rows))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows(
        [_convert(cell, place in coded and number > 0) for place, cell in enumerate(row)]
        for number, row in enumerate(rows)
    )
    return BYTE_ORDER_MARK + stream.getvalue()


def _coded_columns(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the columns with codes: by their names, or for a list of digits, or digits that a number would not keep."""
    for place, name in enumerate(rows[0] if rows else ()):
        cells = (row[place] for row in rows[1:] if place < len(row))
        if _CODE_COLUMN.fullmatch(name) or any(_is_code(cell) for cell in cells):
            yield place


def _is_code(cell: str) -> bool:
    if _DIGIT_LIST.fullmatch(cell):
        return True
    return bool(_DIGITS.fullmatch(cell)) and (len(cell) > _MOST_DIGITS or (cell[0] == "0" and len(cell) > 1))


def _convert(cell: str, is_code: bool) -> str:
    if is_code and _DIGITS.fullmatch(cell):
        return f'="{cell}"'
    return cell.replace(".", ",") if _NUMBER.fullmatch(cell) else cell
