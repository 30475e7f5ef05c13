"""
The command that recodes a table from one edition of a classification to another.

It imports the readers of tables when it runs; see ``graph/commands/application.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import YrkesgrafError
from ..reading.release import Releases
from ..table_writer import TableWriter
from .releases import DEFAULT_HOME, Home, explained
from .table_files import check_output, format_of, open_output, place_of

if TYPE_CHECKING:
    from ..coding.recoding import RecodingSummary


@explained
def recode_codes(
    file: Annotated[Path, typer.Argument(help="The table with codes: .csv, .tsv, .xlsx or .parquet.")],
    *,
    source: Annotated[str, typer.Option("--from", help="The edition of the codes.")],
    target: Annotated[str, typer.Option("--to", help="The edition to recode to.")],
    column: Annotated[
        str | None, typer.Option(help="The column with the codes.", show_default="named as the edition, or code")
    ] = None,
    count: Annotated[str | None, typer.Option(help="A column with counts, which are divided by the shares.")] = None,
    best: Annotated[
        bool, typer.Option("--best", help="One row for each row, with the code most of it goes to.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option(help="The output file (.csv or .tsv).", show_default="standard output")
    ] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Recode a table from one edition of a classification to another.

    Each row becomes one for every code that its own is mapped to, with the share that goes there; the rest is a row
    named unallocated, so that shares add up to 1 and counts to those given. The column division has the origin of the
    shares: stated by the crosswalk, whole for a code with one partner, or equal, an assumption. Codes have
    four digits, or seven for a title. A code of another edition than --from is flagged.

    Editions: styrk98, styrk08, isco88, isco08.

    Example: yrkesgraf recode own.csv --from styrk98 --to styrk08 --count persons --output recoded.csv
    """
    from ..coding.recoding import Recoder, RecodingSummary, added_columns, recode_rows
    from ..progress import Progress
    from ..search.index import open_index
    from ..sources.files.spreadsheets import open_sheet

    check_output(output)
    recoder = Recoder(open_index(Releases(home).current().folder), source, target)
    tally = RecodingSummary()
    with open_sheet(file) as sheet, open_output(output) as stream:
        place = _code_column(column, source, sheet.columns, file)
        counted = place_of(count, sheet.columns, file) if count else None
        columns = [*sheet.columns, *added_columns(sheet.columns, target, count or "")]
        writer = TableWriter(stream, columns, format_of(output))
        rows = Progress().count(sheet.rows, "codes")
        writer.write(recode_rows(recoder, rows, place, counted, tally, best=best))
    _sum_up(tally, count)


def _code_column(asked: str | None, source: str, columns: list[str], file: Path) -> int:
    """Return the place of the column *asked* for, else of the one named as the edition, or code, or the only one."""
    if asked:
        return place_of(asked, columns, file)
    usual = [name for name in columns if name.strip().casefold().replace("-", "") in (source, "code", "kode")]
    if len(usual) != 1 and len(columns) != 1:
        raise YrkesgrafError(f"{file}: name the column with the codes by --column; there are: {', '.join(columns)}")
    return columns.index(usual[0]) if usual else 0


def _sum_up(tally: RecodingSummary, count: str | None) -> None:
    from ..coding.recoding import FATES

    whole = sum(tally.fates.values())
    fates = ", ".join(f"{tally.fates[one]:,} {one}" for one in FATES)
    typer.echo(f"{whole:,} rows: {fates}; {tally.flagged:,} flagged", err=True)
    if count:
        parts = f"{tally.allocated:,.10g} allocated and {tally.unallocated:,.10g} unallocated"
        typer.echo(
            f"{count}: {tally.given:,.10g} in, {tally.allocated + tally.unallocated:,.10g} out: {parts}; "
            f"{tally.uncounted:,} rows without a count",
            err=True,
        )
