"""
The command ``code``: codes for the job titles in a table.

Table readers and the matcher are imported inside the command; see ``graph/commands/application.py``.
"""

from __future__ import annotations

import gc
import io
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..errors import SourceFault, YrkesgrafError
from ..reading.release import Releases
from ..table_writer import CSV, TSV, TableWriter
from .releases import DEFAULT_HOME, Home, explained

if TYPE_CHECKING:
    from ..coding.coder import Coder

_LOOKED_FOR_CYCLES = 1_000_000
_DEFAULT_TARGETS = "title,styrk98,styrk08,isco08,occupation"
# The table format for each output file extension.
_FORMATS = {".csv": CSV, ".tsv": TSV}


@explained
def code_titles(
    file: Annotated[Path, typer.Argument(help="The table with job titles: .csv, .tsv, .xlsx or .parquet.")],
    *,
    column: Annotated[str, typer.Option(help="The column with the titles.")] = "title",
    to: Annotated[str, typer.Option(help="The classifications to code to, separated by commas.")] = _DEFAULT_TARGETS,
    min_score: Annotated[float, typer.Option(help="The lowest score that gets a code.", min=0, max=1)] = 0.5,
    lang: Annotated[str, typer.Option(help="The language of reasons and notes: nb, nn or en.")] = "en",
    output: Annotated[
        Path | None, typer.Option(help="The output file (.csv or .tsv).", show_default="standard output")
    ] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Code the job titles in a table.

    Each row gets its codes, the matched name, a score, the reason and the runner-up. A score of 0.9 means that nine in
    ten such matches are right. Several codes in one cell are separated by |.

    Classifications: title (seven digits), styrk98, styrk08, isco08, occupation, esco, nus, category.

    Example: yrkesgraf code titles.xlsx --column title --to styrk98,styrk08,isco08,occupation --output coded.csv
    """
    from ..coding.coder import TARGETS, Coder
    from ..coding.reasons import LANGUAGES
    from ..search.index import open_index

    targets = list(dict.fromkeys(one.strip() for one in to.split(",") if one.strip()))
    if unknown := [one for one in targets if one not in TARGETS]:
        raise YrkesgrafError(f"--to: unknown classification {', '.join(unknown)}; choose from {', '.join(TARGETS)}")
    if lang not in LANGUAGES:
        raise YrkesgrafError(f"--lang: reasons are in {', '.join(LANGUAGES)}, not in {lang!r}")
    if output and output.suffix not in _FORMATS and (output.is_file() or not output.exists()):
        raise YrkesgrafError(f"{output}: the output file must end in {' or '.join(_FORMATS)}")
    coder = Coder(open_index(Releases(home).current().folder), targets, min_score)
    started = time.perf_counter()
    # The caches of words and names grow with the rows and hold no cycles: collecting garbage took 5 % of the time.
    gc.set_threshold(_LOOKED_FOR_CYCLES)
    tally = _code_file(coder, file, column, output, lang)
    _sum_up(tally, time.perf_counter() - started)


def _code_file(coder: Coder, file: Path, column: str, output: Path | None, language: str) -> Counter[str]:
    """Write the rows of *file* with their codes to *output* and return the number of rows by verdict."""
    from ..coding.coded_rows import code_rows, columns
    from ..progress import Progress
    from ..sources.files.spreadsheets import open_sheet

    tally: Counter[str] = Counter()
    with open_sheet(file) as sheet, _opened(output) as stream:
        place = _place_of(column, sheet.columns, file)
        format_ = _FORMATS[output.suffix if output else ".csv"]
        writer = TableWriter(stream, [*sheet.columns, *columns(coder, sheet.columns)], format_)
        rows, again = tee(Progress().count(sheet.rows, "titles"))
        coded = code_rows(coder, (row[place] for row in again), tally, language)
        writer.write([*row, *added] for row, added in zip(rows, coded, strict=True))
    return tally


def _place_of(column: str, columns: list[str], file: Path) -> int:
    if columns.count(column) > 1:
        raise SourceFault(file, None, f"{columns.count(column)} columns are named {column!r}; rename all but one")
    if column not in columns:
        raise SourceFault(file, None, f"no column is named {column!r}; the columns are: {', '.join(columns)}")
    return columns.index(column)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    """Open standard output, or a file that appears under its name only when complete."""
    from ..atomic_files import open_whole

    if output is None:
        yield sys.stdout
        return
    with open_whole(output) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def _sum_up(tally: Counter[str], seconds: float) -> None:
    from ..coding.coded_rows import VERDICTS

    whole = sum(tally.values())
    shares = ", ".join(f"{tally[one]:,} {one} ({100 * tally[one] / max(1, whole):.0f} %)" for one in VERDICTS)
    typer.echo(f"{whole:,} titles in {seconds:.1f} s, {whole / max(seconds, 1e-9):,.0f} a second: {shares}", err=True)
