"""Recoding of uploaded tables between editions: a page with a preview, CSV and JSON; nothing is stored."""

from __future__ import annotations

import re

import msgspec
from flask import Blueprint, Response, request

from graph.coding.recoding import ADDED, EDITIONS, EQUAL, FATES
from graph.kinds import find_kind
from graph.sources.files.spreadsheets import suffixes
from graph.table_writer import write_table

from ..formats import CSV, HTML, JSON
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release, site
from ..languages import requested_language
from ..refusals import BadRequest
from .recode_preview import RecodePage, RecodingForm
from .recode_process import Recoding, RecodingOrder
from .sandboxed_table import UploadedTable, make_limits, read_upload, work_on, write_again
from .table_answers import private_data, private_file, private_page

bp = Blueprint("recoding", __name__)

_OFFERED = (HTML, JSON, CSV)
_SHOWN = 50
_CODE, _COUNT = "code", "count"
_BETWEEN = re.compile(r"[\t;]")


@bp.get("/recode")
@takes()
def show_recode_form() -> Response:
    """Return the upload form."""
    return page_response(_page(None, UploadedTable("", b""), _read_form()), release(), requested_language())


@bp.post("/recode")
@bp.post("/recode.<suffix>")
@takes(fields=("file", "codes", "table", "name", "column", "count", "from", "to", "best"))
def recode_codes(suffix: str | None = None) -> Response:
    """
    Recode the codes in ``file``, or in ``codes`` one on each line with a count after a tab or semicolon.

    Raises ``BadRequest`` for an unknown edition or a faulty table, ``TooManyRows`` and ``ResourceLimit``.
    """
    chosen = choose_format(_OFFERED, suffix)
    form = _read_form()
    sent = read_upload("codes", _lines)
    recoding = _recode(sent, form)
    if chosen is HTML:
        return private_page(_page(recoding, sent, form))
    columns = [*recoding.given, *recoding.added]
    if chosen is JSON:
        summary = {
            "rows": len(recoding.taken), "fates": recoding.fates, "flagged": recoding.flagged,
            "uncounted": recoding.uncounted, "given": recoding.counted, "allocated": recoding.allocated,
            "unallocated": recoding.unallocated,
        }  # fmt: skip
        return private_data(
            {"summary": summary, "rows": [dict(zip(columns, row, strict=True)) for row in recoding.rows]}
        )
    return private_file(columns, recoding.rows, sent, usual="codes", done="recoded")


def _lines(lines: list[str]) -> UploadedTable:
    """Return the table of pasted *lines*; raises ``BadRequest`` for a line of more than a code and a count."""
    rows = [[cell.strip() for cell in _BETWEEN.split(line)] for line in lines]
    widest = max(map(len, rows))
    if widest > 2:
        raise BadRequest("A line has a code, and a count after a tab or semicolon; send a larger table as a file.")
    columns = [_CODE, _COUNT][:widest]
    filled = [[*row, *[""] * (widest - len(row))] for row in rows]
    return UploadedTable("codes.csv", write_table(columns, filled, is_guarded=False).encode())


def _read_form() -> RecodingForm:
    fields = request.form
    source, target = fields.get("from", "") or EDITIONS[0], fields.get("to", "") or EDITIONS[1]
    if unknown := [one for one in (source, target) if one not in EDITIONS]:
        raise BadRequest(f"There is no edition {unknown[0][:50]!r}; there are: {', '.join(EDITIONS)}.")
    return RecodingForm(
        fields.get("codes", ""), source, target, fields.get("column", ""), fields.get("count", ""), "best" in fields
    )


def _recode(sent: UploadedTable, form: RecodingForm) -> Recoding:
    """Return the table *sent*, recoded by a sandboxed process; raises as ``work_on`` does."""
    # The count of pasted lines needs no naming.
    pasted = form.codes and _COUNT in _first_line(sent)
    order = RecodingOrder(
        **msgspec.structs.asdict(make_limits(sent)), column=form.column, source=form.source, target=form.target,
        count=form.count or (_COUNT if pasted else ""), best=form.best,
        language=requested_language().interface,
    )  # fmt: skip
    return work_on("server.coding.recode_process", order, sent, Recoding)


def _first_line(sent: UploadedTable) -> list[str]:
    return sent.body.partition(b"\n")[0].decode(errors="replace").strip().split(",")


def _page(recoding: Recoding | None, sent: UploadedTable, form: RecodingForm) -> str:
    """Return the form, and below it a preview of *recoding*."""
    has_counts = recoding is not None and len(recoding.added) == len(ADDED)
    return RecodePage(
        parts=[part for part in ADDED if has_counts or part != "count"], edition=find_kind(form.target).edition,
        has_counts=has_counts, has_equal=any(EQUAL in row for row in recoding.rows[:_SHOWN]) if recoding else False,
        is_pasted=bool(form.codes) and set(_first_line(sent)) <= {_CODE, _COUNT},
        language=requested_language(), release=release(), recoding=recoding, sent=sent, form=form,
        editions=[(one, find_kind(one).edition) for one in EDITIONS], fates=FATES, limits=site().settings,
        again=write_again(recoding.given, recoding.taken) if recoding else "", suffixes=",".join(suffixes()),
        rows=recoding.rows[:_SHOWN] if recoding else [],
    ).render()  # fmt: skip
