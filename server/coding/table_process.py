"""The process that codes one table of titles: ``python -m server.coding.table_process``."""

from __future__ import annotations

import io
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import msgspec

from graph.coding.coded_rows import code_rows, columns
from graph.errors import YrkesgrafError
from graph.search.index import open_index
from graph.sources.files.spreadsheets import read_sheet

from .table_worker import TableAnswer, TableOrder, carry_out, find_column

# Usual names of the column of titles, tried in this order.
_USUAL = (
    "title",
    "tittel",
    "stilling",
    "stillingstittel",
    "yrkestittel",
    "yrke",
    "job title",
    "job_title",
    "occupation",
)


class CodingOrder(TableOrder, frozen=True, kw_only=True):
    """The order to code titles to *targets*; ``language`` is that of reasons and notes."""

    column: str
    targets: list[str]
    least: float
    language: str


class Coding(TableAnswer, frozen=True, kw_only=True):
    """A coded table with the number of rows by verdict; ``place`` is the index of the column of titles."""

    tally: dict[str, int] = msgspec.field(default_factory=dict)
    place: int = 0


def code_table(order: CodingOrder, body: bytes) -> Coding:
    """Return the table *body* with codes for its titles, or its fault."""
    # It brings numpy, 11 MB of a server, which imports this module for its orders and answers.
    from graph.coding.coder import Coder  # noqa: PLC0415

    tally: Counter[str] = Counter()
    try:
        sheet = read_sheet(io.BytesIO(body), order.name, order.unpacked)
        place = find_column(sheet.columns, order.column, _USUAL, "titles")
        rows = list(islice(sheet.rows, order.rows + 1))
        if len(rows) > order.rows:
            return Coding(too_many=True, worked=time.process_time())
        coder = Coder(open_index(Path(order.folder)), order.targets, order.least)
        coded = code_rows(coder, (row[place] for row in rows), tally, order.language)
        whole = [[*row, *cells] for row, cells in zip(rows, coded, strict=True)]
        added = columns(coder, sheet.columns)
    except YrkesgrafError as error:
        return Coding(fault=str(error), worked=time.process_time())
    return Coding(
        given=sheet.columns, added=added, rows=whole, tally=dict(tally), place=place, worked=time.process_time()
    )


if __name__ == "__main__":
    carry_out(CodingOrder, code_table)
