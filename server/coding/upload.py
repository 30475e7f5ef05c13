"""Coding of uploaded titles: a page with a preview, CSV and JSON; nothing is stored."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, request

from graph.coding.coded_rows import VERDICTS
from graph.coding.coded_titles import LEAST_SCORE
from graph.coding.routes import TARGETS
from graph.sources.files.spreadsheets import suffixes
from graph.table_writer import write_table

from ..fairness import Bound, Share
from ..formats import CSV, HTML, JSON
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release, site
from ..languages import requested_language
from ..refusals import BadRequest
from ..settings import Settings
from .preview import CodePage, CodingForm, read_line
from .sandboxed_table import UploadedTable, make_limits, read_upload, work_on, write_again
from .table_answers import private_data, private_file, private_page
from .table_process import Coding, CodingOrder

bp = Blueprint("coding", __name__)

_OFFERED = (HTML, JSON, CSV)
USUAL_TARGETS = ("styrk98", "styrk08", "isco08", "occupation")
_SHOWN = 50


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
@takes(fields=("file", "titles", "table", "name", "column", "min_score", "to"), several=("to",))
def code_titles(suffix: str | None = None) -> Response:
    """
    Code the titles in ``file``, or in ``titles`` one per line, to each target in ``to``.

    Raises ``BadRequest`` for an unknown target, a bad score or a faulty table, ``TooManyRows`` and ``ResourceLimit``.
    """
    chosen = choose_format(_OFFERED, suffix)
    sent = read_upload("titles", _lines)
    asked = [one.strip() for part in request.form.getlist("to") for one in part.split(",")]
    targets = list(dict.fromkeys(one for one in asked if one)) or list(USUAL_TARGETS)
    if unknown := [one for one in targets if one not in TARGETS]:
        raise BadRequest(f"Titles cannot be coded to {', '.join(unknown)}; there are: {', '.join(TARGETS)}.")
    coding = run_coding(sent, targets, _read_least())
    if chosen is HTML:
        return private_page(_page(coding, sent, targets))
    columns = [*coding.given, *coding.added]
    if chosen is JSON:
        records = [dict(zip(columns, row, strict=True)) for row in coding.rows]
        return private_data({"summary": coding.tally, "rows": records})
    return private_file(columns, coding.rows, sent, usual="titles", done="coded")


def _lines(lines: list[str]) -> UploadedTable:
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
    """Return the table *sent*, coded by a sandboxed process; raises as ``work_on`` does."""
    limits = msgspec.structs.asdict(make_limits(sent))
    order = CodingOrder(
        **limits, column=request.form.get("column", ""), targets=targets, least=least,
        language=requested_language().interface,
    )  # fmt: skip
    return work_on("server.coding.table_process", order, sent, Coding)


def _page(coding: Coding | None, sent: UploadedTable, targets: list[str]) -> str:
    """Return the form, and below it a preview of *coding*."""
    again = write_again(coding.given, coding.rows) if coding else ""
    form = CodingForm(
        request.form.get("titles", ""), request.form.get("column", ""), request.form.get("min_score", str(LEAST_SCORE))
    )
    return CodePage(
        language=requested_language(), release=release(), coding=coding, sent=sent, form=form, targets=targets,
        all_targets=TARGETS, verdicts=VERDICTS, again=again, limits=site().settings, suffixes=",".join(suffixes()),
        lines=[read_line(coding, row) for row in coding.rows[:_SHOWN]] if coding else [],
    ).render()  # fmt: skip
