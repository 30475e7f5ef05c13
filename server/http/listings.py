"""Answers with the rows of a list or table, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

from graph.reading.release import Release

from ..formats import BY_SUFFIX, Format
from ..languages import ReaderLanguage
from .responses import text_response

OFFERED = [BY_SUFFIX[suffix] for suffix in ("html", "json", "csv")]

# A row by column; CSV joins the parts of a list with bars.
Record = dict[str, Any]


def rows_response(
    columns: Sequence[str], records: Iterable[Record], chosen: Format, current: Release, language: ReaderLanguage
) -> Response:
    """Return *records* in the format *chosen*, CSV or JSON, with validators and caching."""
    if chosen.suffix == "json":
        body = json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"
    else:
        body = _csv(columns, records)
    return text_response(body, chosen, current, language)


def _csv(columns: Sequence[str], records: Iterable[Record]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns)
    writer.writeheader()
    for record in records:
        writer.writerow({key: _joined(value) for key, value in record.items()})
    return stream.getvalue()


def _joined(value: object) -> object:
    return "|".join(str(part) for part in value) if isinstance(value, list) else value
