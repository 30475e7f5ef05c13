"""Answers with the rows of a list or table, as CSV, TSV, JSON or an Excel sheet."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Response, request

from graph.json_writer import write_json
from graph.reading.release import Release
from graph.table_writer import MANY, guard_cell, write_records

from ..formats import BY_SUFFIX, TABLES, Format
from ..languages import ReaderLanguage
from .headers import finish_document, make_etag
from .responses import text_response

XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")
OFFERED = [BY_SUFFIX[suffix] for suffix in ("html", "json", "csv", "tsv")]

# ZIP has no earlier dates.
_FIRST_OF_ZIP = datetime.datetime(1980, 1, 1)

# A row by column; CSV joins the parts of a list with bars.
Record = dict[str, Any]


def rows_response(
    columns: Sequence[str], records: Iterable[Record], chosen: Format, current: Release, language: ReaderLanguage
) -> Response:
    """Return *records* in the format *chosen*, a table or JSON, with validators and caching."""
    body = write_records(columns, records, TABLES[chosen]) if chosen in TABLES else write_json(list(records))
    return text_response(body, chosen, current, language)


def sheet_response(columns: Sequence[str], records: Iterable[Record], current: Release, *more: str) -> Response:
    """
    Return *records* as an Excel sheet with the header row *columns*, with validators and caching.

    The parts of a list are joined with bars, and a cell that would be a formula is text. *more* goes into the entity
    tag.
    """
    # With numpy a third of all imports, for the rare Excel sheet.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(columns[0])
    sheet.append(list(columns))
    for record in records:
        sheet.append([_cell(record.get(column)) for column in columns])
    # ``Workbook.save`` would write the time of the request, and one entity tag is for the same bytes.
    built = current.manifest.built.astimezone(datetime.UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = built
    stream = io.BytesIO()
    ExcelWriter(book, ZipFile(stream, "w")).save()
    response = Response(_date_entries(stream, built), content_type=XLSX.content_type)
    query = request.query_string.decode("ascii", "replace")
    return finish_document(response, current, make_etag(current, request.path, query, *more))


def _date_entries(archive: IO[bytes], moment: datetime.datetime) -> bytes:
    """Return a compressed copy of the ZIP *archive* whose entries have the date *moment*, from 1980 on."""
    moment, copied = max(moment, _FIRST_OF_ZIP), io.BytesIO()
    with ZipFile(archive) as source, ZipFile(copied, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, moment.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return copied.getvalue()


def _cell(value: object) -> str | int | float | None:
    if value is None or isinstance(value, int | float):
        return value
    return str(guard_cell(MANY.join(map(str, value)) if isinstance(value, list) else str(value)))
