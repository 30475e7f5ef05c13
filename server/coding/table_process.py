"""
Codes one table of titles and ends: a process of its own, confined, so that no table can hold the server up or harm it.

Run as ``python -m server.coding.table_process`` by ``upload``, with an ``CodingOrder`` as its argument and the table on
standard input; it writes a ``Coding`` to standard output. An alarm ends it even when nobody is left to kill it.
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
# What a column of titles is called, where nobody says which it is.
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
    What to do: by the release in *folder*, within so many rows, unpacked bytes, bytes of memory and seconds.

    ``language`` is that of reasons and notes.
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
    What came of it: the columns of the table, those added, the rows with both, and how many got each verdict.

    ``fault`` is what is wrong with the table, ``too_many`` whether it has more rows than allowed; no rows come then.
    ``place`` is the number of the column with titles, ``seconds`` what it took of a processor.
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
    """Return the titles of the table *body* with their codes, or what is wrong with it."""
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
    """Return the place of the column *asked* for, or where titles usually stand; raises if there is none."""
    wanted = [asked.strip().casefold()] if asked.strip() else list(_USUAL)
    folded = [name.strip().casefold() for name in names]
    for name in wanted:
        if name in folded:
            return folded.index(name)
    if not asked.strip() and len(names) == 1:
        return 0
    what = f"No column is called {asked.strip()!r}" if asked.strip() else "Say which column has the titles"
    raise YrkesgrafError(f"{what}; there are: {', '.join(names)}.")


def main() -> None:
    """Confine this process, do what the order says, and write what came of it."""
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
