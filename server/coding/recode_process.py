"""The process that recodes one table from an edition to another: ``python -m server.coding.recode_process``."""

from __future__ import annotations

import io
import time
from itertools import islice
from pathlib import Path

import msgspec

from graph.coding.recoding import FATES, Recoder, RecodingSummary, added_columns, recode_rows
from graph.errors import YrkesgrafError
from graph.search.index import open_index
from graph.sources.files.spreadsheets import read_sheet

from .table_worker import TableAnswer, TableOrder, carry_out, find_column

_USUAL = ("code", "kode", "yrkeskode", "styrk")
_EDITIONS_NAMED = {"styrk98": ("styrk98", "styrk-98"), "styrk08": ("styrk08", "styrk-08")}


class RecodingOrder(TableOrder, frozen=True, kw_only=True):
    """
    The order to recode from the edition *source* to *target*; *count* is the column to divide, '' for none.

    ``language`` is that of flags.
    """

    column: str
    source: str
    target: str
    count: str
    best: bool
    language: str


class Recoding(TableAnswer, frozen=True, kw_only=True):
    """
    A recoded table: the rows by fate and those flagged, and the counts that came in, were allocated and were not.

    ``uncounted`` rows have no count. ``taken`` has the rows of the given table, ``place`` the index of the column of
    codes.
    """

    fates: dict[str, int] = msgspec.field(default_factory=dict)
    flagged: int = 0
    uncounted: int = 0
    taken: list[list[str]] = msgspec.field(default_factory=list)
    place: int = 0
    counted: float = 0.0
    allocated: float = 0.0
    unallocated: float = 0.0


def recode_table(order: RecodingOrder, body: bytes) -> Recoding:
    """Return the table *body* with its codes recoded, or its fault."""
    tally = RecodingSummary()
    try:
        sheet = read_sheet(io.BytesIO(body), order.name, order.unpacked)
        usual = (*_EDITIONS_NAMED.get(order.source, (order.source,)), *_USUAL)
        place = find_column(sheet.columns, order.column, usual, "codes")
        counted = find_column(sheet.columns, order.count, (), "counts") if order.count else None
        rows = list(islice(sheet.rows, order.rows + 1))
        if len(rows) > order.rows:
            return Recoding(too_many=True, worked=time.process_time())
        recoder = Recoder(open_index(Path(order.folder)), order.source, order.target, order.language)
        recoded = list(recode_rows(recoder, rows, place, counted, tally, best=order.best))
        name = sheet.columns[counted] if counted is not None else ""
    except YrkesgrafError as error:
        return Recoding(fault=str(error), worked=time.process_time())
    return Recoding(
        given=sheet.columns, added=added_columns(sheet.columns, order.target, name), rows=recoded, place=place,
        worked=time.process_time(), fates={fate: tally.fates[fate] for fate in FATES}, flagged=tally.flagged,
        uncounted=tally.uncounted,
        taken=rows, counted=tally.given, allocated=tally.allocated, unallocated=tally.unallocated,
    )  # fmt: skip


if __name__ == "__main__":
    carry_out(RecodingOrder, recode_table)
