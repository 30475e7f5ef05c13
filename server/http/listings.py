"""Answers with the rows of a list or table, as CSV, TSV or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

from graph.json_writer import write_json
from graph.reading.release import Release
from graph.table_writer import write_records

from ..formats import BY_SUFFIX, TABLES, Format
from ..languages import ReaderLanguage
from .responses import text_response

OFFERED = [BY_SUFFIX[suffix] for suffix in ("html", "json", "csv", "tsv")]

# A row by column; CSV joins the parts of a list with bars.
Record = dict[str, Any]


def rows_response(
    columns: Sequence[str], records: Iterable[Record], chosen: Format, current: Release, language: ReaderLanguage
) -> Response:
    """Return *records* in the format *chosen*, a table or JSON, with validators and caching."""
    body = write_records(columns, records, TABLES[chosen]) if chosen in TABLES else write_json(list(records))
    return text_response(body, chosen, current, language)
