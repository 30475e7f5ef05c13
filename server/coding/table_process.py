"""
The process that codes one table of titles, sandboxed so that no table can block or harm the server.

``upload`` runs it as ``python -m server.coding.table_process`` with a ``CodingOrder`` as its argument and the table on
standard input; it writes a ``Coding`` to standard output. An alarm ends it even if the server has gone.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import msgspec

from graph.coding.coded_rows import code_rows, columns
from graph.coding.coder import Coder
from graph.errors import YrkesgrafError
from graph.search.index import open_index
from graph.sources.files.spreadsheets import read_sheet

from ..executors.sandbox import end_before_others, leave_network, limit_memory

_GRACE = 5
_NICENESS = 5
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


class CodingOrder(msgspec.Struct, frozen=True):
    """
    The order to code a table against the release in ``folder``.

    ``rows``, ``unpacked`` (bytes), ``memory`` (bytes) and ``seconds`` are limits; ``language`` is that of reasons and
    notes.
    """

    folder: str
    name: str
    column: str
    targets: list[str]
    least: float
    rows: int
    unpacked: int
    memory: int
    seconds: float
    language: str


class Coding(msgspec.Struct, frozen=True):
    """
    A coded table: the given and the added columns, the rows with both, and the number of rows by verdict.

    With a ``fault`` in the table, or ``too_many`` rows, there are no rows. ``place`` is the index of the column of
    titles, ``seconds`` the processor time.
    """

    fault: str = ""
    too_many: bool = False
    given: list[str] = []
    added: list[str] = []
    rows: list[list[str]] = []
    tally: dict[str, int] = {}
    place: int = 0
    seconds: float = 0.0
    language: str = ""


def code_table(order: CodingOrder, body: bytes) -> Coding:
    """Return the table *body* with codes for its titles, or its fault."""
    tally: Counter[str] = Counter()
    try:
        sheet = read_sheet(io.BytesIO(body), order.name, order.unpacked)
        place = find_column(sheet.columns, order.column)
        rows = list(islice(sheet.rows, order.rows + 1))
        if len(rows) > order.rows:
            return Coding(too_many=True, seconds=time.process_time())
        coder = Coder(open_index(Path(order.folder)), order.targets, order.least)
        coded = code_rows(coder, (row[place] for row in rows), tally, order.language)
        whole = [[*row, *cells] for row, cells in zip(rows, coded, strict=True)]
        added = columns(coder, sheet.columns)
    except YrkesgrafError as error:
        return Coding(fault=str(error), seconds=time.process_time())
    return Coding("", False, sheet.columns, added, whole, dict(tally), place, time.process_time(), order.language)


def find_column(names: list[str], asked: str) -> int:
    """
    Return the index of the column *asked*, or of the first column with a usual name if *asked* is blank.

    Raises ``YrkesgrafError`` with the names of the columns if there is none.
    """
    wanted = [asked.strip().casefold()] if asked.strip() else list(_USUAL)
    folded = [name.strip().casefold() for name in names]
    for name in wanted:
        if name in folded:
            return folded.index(name)
    if not asked.strip() and len(names) == 1:
        return 0
    fault = f"No column is called {asked.strip()!r}" if asked.strip() else "Say which column has the titles"
    raise YrkesgrafError(f"{fault}; there are: {', '.join(names)}.")


def main() -> None:
    """Sandbox this process, carry out its order, and write the result."""
    order = msgspec.json.decode(sys.argv[1].encode(), type=CodingOrder)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(order.seconds) + _GRACE)
    os.nice(_NICENESS)
    end_before_others()
    leave_network()
    limit_memory(order.memory)
    resource.setrlimit(resource.RLIMIT_CPU, (int(order.seconds) + _GRACE, int(order.seconds) + _GRACE))
    sys.stdout.buffer.write(msgspec.json.encode(code_table(order, sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
