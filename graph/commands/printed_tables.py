"""
Rows for people: a table on a terminal, tab-separated lines in a pipe or file.

Long cells wrap and are never truncated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer
from rich.console import Console
from rich.table import Table


def show(columns: Sequence[str], rows: Iterable[Sequence[str]], sums: Iterable[Sequence[str]] = ()) -> None:
    """Print *rows* under the headings *columns*, and *sums* below a rule."""
    console = Console()
    if not console.is_terminal:
        for row in (columns, *rows, *sums):
            typer.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    table.add_section()
    for row in sums:
        table.add_row(*row)
    console.print(table)
