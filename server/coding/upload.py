"""Coding of uploaded titles: a page with a preview, CSV and JSON; nothing is stored."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import PurePath

import msgspec
from flask import Blueprint, Response, request

from graph.coding.coded_rows import VERDICTS
from graph.coding.coder import LEAST_SCORE, TARGETS
from graph.errors import YrkesgrafError
from graph.json_writer import write_json
from graph.sources.files.spreadsheets import suffixes
from graph.table_writer import write_table

from ..fairness import Bound, Share
from ..formats import CSV, HTML, JSON, Format
from ..http.headers import forbid_caching
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release, site
from ..languages import requested_language
from ..refusals import BadRequest, ResourceLimit
from ..request_record import trace
from ..settings import Settings
from .preview import CodePage, CodingForm, UploadedTable, read_line
from .table_process import Coding, CodingOrder

bp = Blueprint("coding", __name__)

_OFFERED = (HTML, JSON, CSV)
USUAL_TARGETS = ("styrk98", "styrk08", "isco08", "occupation")
_SHOWN = 50
# A compressed table may unpack to this many times the limit on bodies.
_UNPACKED = 32


class TooManyTitles(YrkesgrafError):
    """A table with more rows than the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def share_codings(settings: Settings) -> Share:
    """Return the bounds on tables in progress: ``codings`` of all clients, one of each."""
    most = settings.codings
    return Share(
        Bound(most, "codings", f"{most} tables are being coded already; try again in a moment."),
        Bound(1, "codings", "A table of yours is being coded already; send the next when it is done."),
    )


@bp.get("/code")
@takes()
def show_form() -> Response:
    """Return the upload form."""
    language, current = requested_language(), release()
    return page_response(_page(None, UploadedTable("", b""), list(USUAL_TARGETS)), current, language)


@bp.post("/code")
@bp.post("/code.<suffix>")
@takes()
def code_titles(suffix: str | None = None) -> Response:
    """
    Code the titles in ``file``, or in ``titles`` one per line, to each target in ``to``.

    Raises ``BadRequest`` for an unknown target, a bad score or a faulty table, ``TooManyTitles`` and ``ResourceLimit``.
    """
    chosen = choose_format(_OFFERED, suffix)
    sent = _read_sent()
    asked = [one.strip() for part in request.form.getlist("to") for one in part.split(",")]
    targets = list(dict.fromkeys(one for one in asked if one)) or list(USUAL_TARGETS)
    if unknown := [one for one in targets if one not in TARGETS]:
        raise BadRequest(f"Titles cannot be coded to {', '.join(unknown)}; there are: {', '.join(TARGETS)}.")
    coding = run_coding(sent, targets, _read_least())
    if chosen.suffix == "html":
        response = Response(_page(coding, sent, targets), content_type=chosen.content_type)
    else:
        response = _download(coding, chosen, PurePath(sent.name).stem)
    response.content_language.add(requested_language().interface)
    return forbid_caching(response)


def _read_sent() -> UploadedTable:
    """Return the table from the file, from the preview that sends it back, or from lines; raises ``BadRequest``."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return UploadedTable(PurePath(file.filename).name, file.read())
    if table := request.form.get("table"):
        return UploadedTable(PurePath(request.form.get("name", "")).stem + ".csv", table.encode())
    lines = [line.strip() for line in request.form.get("titles", "").splitlines() if line.strip()]
    if not lines:
        raise BadRequest("Send a table as file, or titles with one on each line.")
    return UploadedTable("titles.csv", write_table(["title"], [[line] for line in lines], is_guarded=False).encode())


def _read_least() -> float:
    given = request.form.get("min_score") or str(LEAST_SCORE)
    try:
        least = float(given.replace(",", "."))
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise BadRequest(f"min_score is a number from 0 to 1, got {given!r}.")
    return least


def run_coding(sent: UploadedTable, targets: list[str], least: float) -> Coding:
    """
    Return the table *sent*, coded by a sandboxed process.

    Raises ``BadRequest`` for a faulty table, ``TooManyTitles``, and ``ResourceLimit`` over the time or memory limit.
    """
    world, settings = site(), site().settings
    order = CodingOrder(
        str(release().folder.resolve()), sent.name, request.form.get("column", ""), targets, least,
        settings.coded_rows, _UNPACKED * settings.body_bytes, settings.query_memory, settings.coding_seconds,
        requested_language().interface,
    )  # fmt: skip
    command = [sys.executable, "-m", "server.coding.table_process", msgspec.json.encode(order).decode()]
    with world.codings.hold(trace().client):
        started = time.perf_counter()
        try:
            ended = subprocess.run(  # noqa: S603 - our own module; the upload is data only
                command, input=sent.body, capture_output=True, timeout=settings.coding_seconds, check=False
            )
        except subprocess.TimeoutExpired:
            words = f"The table could not be coded within {settings.coding_seconds:g} seconds; send it in parts."
            trace().engine += settings.coding_seconds
            raise ResourceLimit("coding_seconds", words) from None
    trace().queue += time.perf_counter() - started
    try:
        coding = msgspec.json.decode(ended.stdout, type=Coding)
    except msgspec.DecodeError:
        words = f"The table needs more than {settings.query_memory} bytes of memory; send it in parts."
        raise ResourceLimit("query_memory", words) from None
    trace().engine += coding.seconds
    trace().queue -= coding.seconds
    if coding.fault:
        raise BadRequest(coding.fault)
    if coding.too_many:
        raise TooManyTitles(f"The table has more than {settings.coded_rows} rows; send it in parts, or see /limits.")
    return coding


def _page(coding: Coding | None, sent: UploadedTable, targets: list[str]) -> str:
    """Return the form, and below it a preview of *coding*."""
    again = ""
    if coding:
        again = write_table(coding.given, [row[: len(coding.given)] for row in coding.rows], is_guarded=False)
        # The form escapes quotation marks and line ends, so the table grows on its way back.
        again = again if 2 * len(again.encode()) < site().settings.body_bytes else ""
    form = CodingForm(
        request.form.get("titles", ""), request.form.get("column", ""), request.form.get("min_score", str(LEAST_SCORE))
    )
    return CodePage(
        language=requested_language(), release=release(), coding=coding, sent=sent, form=form, targets=targets,
        all_targets=TARGETS, verdicts=VERDICTS, again=again, limits=site().settings, suffixes=",".join(suffixes()),
        lines=[read_line(coding, row) for row in coding.rows[:_SHOWN]] if coding else [],
    ).render()  # fmt: skip


def _download(coding: Coding, chosen: Format, stem: str) -> Response:
    columns = [*coding.given, *coding.added]
    if chosen.suffix == "json":
        records = [dict(zip(columns, row, strict=True)) for row in coding.rows]
        return Response(write_json({"summary": coding.tally, "rows": records}), content_type=chosen.content_type)
    response = Response(write_table(columns, coding.rows), content_type=chosen.content_type)
    name = re.sub(r"[^\w.-]+", "-", stem, flags=re.ASCII).strip("-.") or "titles"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-coded.csv"'
    return response
