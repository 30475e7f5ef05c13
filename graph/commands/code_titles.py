"""
The command ``code``: codes for the job titles in a table.

Table readers and the matcher are imported inside the command; see ``graph/commands/application.py``.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import YrkesgrafError
from ..reading.release import Releases
from ..table_writer import TableWriter
from .releases import DEFAULT_HOME, Home, explained
from .table_files import check_output, format_of, open_output, place_of

if TYPE_CHECKING:
    from ..coding.coder import Coder

_LOOKED_FOR_CYCLES = 1_000_000
_DEFAULT_TARGETS = "title,styrk98,styrk08,isco08,occupation"


@explained
def code_titles(
    file: Annotated[Path, typer.Argument(help="The table with job titles: .csv, .tsv, .xlsx or .parquet.")],
    *,
    column: Annotated[str, typer.Option(help="The column with the titles.")] = "title",
    to: Annotated[str, typer.Option(help="The classifications to code to, separated by commas.")] = _DEFAULT_TARGETS,
    min_score: Annotated[float, typer.Option(help="The lowest probability that gets a code.", min=0, max=1)] = 0.5,
    lang: Annotated[str, typer.Option(help="The language of reasons and notes: nb, nn or en.")] = "en",
    output: Annotated[
        Path | None, typer.Option(help="The output file (.csv or .tsv).", show_default="standard output")
    ] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Code the job titles in a table.

    Each row gets the matched name, the reason and the runner-up, and for each classification its codes, the probability
    of each and a verdict on the first: nine in ten codes with 0.9 are right. Several codes in one cell are separated by
    |. The first verdict of a row is the weakest of them, its score the least of their probabilities.

    Classifications: title (seven digits), styrk98, styrk08, isco08, occupation, esco, nus, category.

    Example: yrkesgraf code titles.xlsx --column title --to styrk98,styrk08,isco08,occupation --output coded.csv
    """
    from ..coding.coder import Coder
    from ..coding.reasons import LANGUAGES
    from ..coding.routes import TARGETS
    from ..search.index import open_index

    targets = list(dict.fromkeys(one.strip() for one in to.split(",") if one.strip()))
    if unknown := [one for one in targets if one not in TARGETS]:
        raise YrkesgrafError(f"--to: unknown classification {', '.join(unknown)}; choose from {', '.join(TARGETS)}")
    if lang not in LANGUAGES:
        raise YrkesgrafError(f"--lang: reasons are in {', '.join(LANGUAGES)}, not in {lang!r}")
    check_output(output)
    coder = Coder(open_index(Releases(home).current().folder), targets, min_score)
    started = time.perf_counter()
    with _rarely_collecting():
        tally = _code_file(coder, file, column, output, lang)
    _sum_up(tally, time.perf_counter() - started)


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Collect garbage rarely in the body, whose growing caches hold no cycles; it took 5 % of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_LOOKED_FOR_CYCLES)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _code_file(coder: Coder, file: Path, column: str, output: Path | None, language: str) -> Counter[str]:
    """Write the rows of *file* with their codes to *output* and return the number of rows by verdict."""
    from ..coding.coded_rows import code_rows, columns
    from ..progress import Progress
    from ..sources.files.spreadsheets import open_sheet

    tally: Counter[str] = Counter()
    with open_sheet(file) as sheet, open_output(output) as stream:
        place = place_of(column, sheet.columns, file)
        writer = TableWriter(stream, [*sheet.columns, *columns(coder, sheet.columns)], format_of(output))
        rows, again = tee(Progress().count(sheet.rows, "titles"))
        coded = code_rows(coder, (row[place] for row in again), tally, language)
        writer.write([*row, *added] for row, added in zip(rows, coded, strict=True))
    return tally


def _sum_up(tally: Counter[str], seconds: float) -> None:
    from ..coding.coded_rows import VERDICTS

    whole = sum(tally.values())
    shares = ", ".join(f"{tally[one]:,} {one} ({100 * tally[one] / max(1, whole):.0f} %)" for one in VERDICTS)
    typer.echo(f"{whole:,} titles in {seconds:.1f} s, {whole / max(seconds, 1e-9):,.0f} a second: {shares}", err=True)
