"""Work on one uploaded table in a sandboxed process, so that no table can block or harm the server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import PurePath
from typing import NamedTuple, TypeVar

import msgspec
from flask import request

from graph.errors import YrkesgrafError
from graph.table_writer import write_table

from ..http.site import release, site
from ..refusals import BadRequest, ResourceLimit
from ..request_record import trace
from .table_worker import TableAnswer, TableOrder

# A compressed table may unpack to this many times the limit on bodies.
_UNPACKED = 32
# The byte order mark before the text of a file that a client sends as a field.
_MARK = "\ufeff"
Answer = TypeVar("Answer", bound=TableAnswer)


class TooManyRows(YrkesgrafError):
    """A table with more rows than the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class UploadedTable(NamedTuple):
    """An uploaded table: its file name and content."""

    name: str
    body: bytes


def read_upload(field: str, lines: Callable[[list[str]], UploadedTable]) -> UploadedTable:
    """
    Return the table of this request: its file, the table that a preview sends back, or *lines* of its text *field*.

    Raises ``BadRequest`` for a request with none of them.
    """
    file = request.files.get("file")
    if file is not None and file.filename:
        return UploadedTable(PurePath(file.filename).name, file.read())
    if table := request.form.get("table"):
        return UploadedTable(PurePath(request.form.get("name", "")).stem + ".csv", table.encode())
    written = [line.strip() for line in request.form.get(field, "").removeprefix(_MARK).splitlines()]
    if filled := [line for line in written if line]:
        return lines(filled)
    raise BadRequest(f"Send a table as file, or {field} with one on each line.")


def make_limits(sent: UploadedTable) -> TableOrder:
    """Return the order to work on *sent* with the current release, within the limits of this server."""
    settings = site().settings
    return TableOrder(
        str(release().folder.resolve()), sent.name, settings.coded_rows, _UNPACKED * settings.body_bytes,
        settings.query_memory, settings.coding_seconds,
    )  # fmt: skip


def work_on(module: str, order: TableOrder, sent: UploadedTable, form: type[Answer]) -> Answer:
    """
    Return the answer of *module* to its *order* about the table *sent*.

    Raises ``BadRequest`` for a faulty table, ``TooManyRows``, and ``ResourceLimit`` over the time or memory limit.
    """
    command = [sys.executable, "-m", module, msgspec.json.encode(order).decode()]
    with site().codings.hold(trace().client):
        started = time.perf_counter()
        try:
            ended = subprocess.run(  # noqa: S603 - our own module; the upload is data only
                command, input=sent.body, capture_output=True, timeout=order.seconds, check=False
            )
        except subprocess.TimeoutExpired:
            words = f"The table took longer than {order.seconds:g} seconds; send it in parts."
            trace().engine += order.seconds
            raise ResourceLimit("coding_seconds", words) from None
    trace().queue += time.perf_counter() - started
    try:
        answer = msgspec.json.decode(ended.stdout, type=form)
    except msgspec.DecodeError:
        words = f"The table needs more than {order.memory} bytes of memory; send it in parts."
        raise ResourceLimit("query_memory", words) from None
    trace().engine += answer.worked
    trace().queue -= answer.worked
    if answer.fault:
        raise BadRequest(answer.fault)
    if answer.too_many:
        raise TooManyRows(f"The table has more than {order.rows} rows; send it in parts, or see /limits.")
    return answer


def write_again(given: list[str], rows: list[list[str]]) -> str:
    """Return the rows as CSV for a form that sends them back, or '' where they are too large for that."""
    again = write_table(given, [row[: len(given)] for row in rows], is_guarded=False)
    # The form escapes quotation marks and line ends, so the table grows on its way back.
    return again if 2 * len(again.encode()) < site().settings.body_bytes else ""
