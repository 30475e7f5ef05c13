"""
The command that gives the titles in a table their codes.

It imports what reads tables and matches names when it runs; see ``graph/cli.py``.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from typing import Annotated, TextIO

import typer

from .cli_releases import DEFAULT_HOME, Home, explained
from .errors import YrkesgrafError
from .release import Releases

_TOLD_EVERY = 5.0
_LOOK_AT_CLOCK = 1000
_DEFAULT_TARGETS = "title,styrk98,styrk08,isco08,occupation"


@explained
def code_titles(
    file: Annotated[Path, typer.Argument(help="A table with titles: .csv, .tsv, .xlsx or .parquet.")],
    *,
    column: Annotated[str, typer.Option(help="The column with the titles.")] = "title",
    to: Annotated[str, typer.Option(help="What to code to, with commas between; all there is: see below.")] = (
        _DEFAULT_TARGETS
    ),
    min_score: Annotated[float, typer.Option(help="Titles less sure than this get no code.", min=0, max=1)] = 0.5,
    output: Annotated[Path | None, typer.Option(help="Where to write (.csv or .tsv); standard output else.")] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Give the titles in a table their codes: how sure, by which name, why, and what else it may have been.

    Codes: title (seven digits), styrk98, styrk08, isco08, occupation, esco, nus, category. Several are all given, with
    | between. A score of 0.9 means that nine of ten such matches are right.

    Example: yrkesgraf code titles.xlsx --column title --to styrk98,styrk08,isco08,occupation --output coded.csv
    """
    from .search.coder import TARGETS, Coder
    from .search.index import open_index
    from .search.rows import code_rows, columns
    from .sheets import open_sheet

    targets = list(dict.fromkeys(one.strip() for one in to.split(",") if one.strip()))
    if unknown := [one for one in targets if one not in TARGETS]:
        raise YrkesgrafError(f"titles cannot be coded to {', '.join(unknown)}; there are: {', '.join(TARGETS)}")
    coder = Coder(open_index(Releases(home).current().folder), targets, min_score)
    tally: Counter[str] = Counter()
    started = time.perf_counter()
    with open_sheet(file) as sheet, _opened(output) as stream:
        if column not in sheet.columns:
            raise YrkesgrafError(f"{file}: no column is called {column!r}; there are: {', '.join(sheet.columns)}")
        place = sheet.columns.index(column)
        writer = csv.writer(stream, "excel-tab" if output and output.suffix == ".tsv" else "excel", lineterminator="\n")
        writer.writerow([*sheet.columns, *columns(coder, sheet.columns)])
        rows, again = tee(_told(sheet.rows, started))
        for row, added in zip(rows, code_rows(coder, (row[place] for row in again), tally), strict=True):
            writer.writerow([*row, *added])
    _sum_up(tally, time.perf_counter() - started)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
    else:
        with output.open("w", encoding="utf-8", newline="") as stream:
            yield stream


def _told(rows: Iterator[list[str]], started: float) -> Iterator[list[str]]:
    """Yield *rows*, and say on standard error from time to time how many there have been."""
    told = started
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _LOOK_AT_CLOCK == 0 and time.perf_counter() - told > _TOLD_EVERY:
            told = time.perf_counter()
            typer.echo(f"{number:,} titles, {number / (told - started):,.0f} a second", err=True)


def _sum_up(tally: Counter[str], seconds: float) -> None:
    from .search.rows import VERDICTS

    whole = sum(tally.values())
    shares = ", ".join(f"{tally[one]:,} {one} ({100 * tally[one] / max(1, whole):.0f} %)" for one in VERDICTS)
    typer.echo(f"{whole:,} titles in {seconds:.1f} s, {whole / max(seconds, 1e-9):,.0f} a second: {shares}", err=True)
