"""Answers about an uploaded table, in the language of the reader and kept by no cache."""

from __future__ import annotations

import re
from pathlib import PurePath

from flask import Response

from graph.json_writer import write_json
from graph.table_writer import write_table

from ..formats import CSV, HTML, JSON
from ..http.headers import forbid_caching
from ..languages import requested_language
from .sandboxed_table import UploadedTable


def private_page(html: str) -> Response:
    """Return *html* as a page."""
    return _private(Response(html, content_type=HTML.content_type))


def private_data(data: object) -> Response:
    """Return *data* as JSON."""
    return _private(Response(write_json(data), content_type=JSON.content_type))


def private_file(columns: list[str], rows: list[list[str]], sent: UploadedTable, *, usual: str, done: str) -> Response:
    """
    Return *rows* as a CSV file.

    It is named after the table *sent*, or *usual* where nothing of that name is left, and the work *done* to it.
    """
    response = Response(write_table(columns, rows), content_type=CSV.content_type)
    stem = re.sub(r"[^\w.-]+", "-", PurePath(sent.name).stem, flags=re.ASCII).strip("-.") or usual
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}-{done}.csv"'
    return _private(response)


def _private(response: Response) -> Response:
    response.content_language.add(requested_language().interface)
    return forbid_caching(response)
