"""The tables that commands read and write: the column asked for, and an output that is whole or not there."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import SourceFault, YrkesgrafError
from ..table_writer import CSV, TSV, TableFormat

# The table format for each output file extension.
_FORMATS = {".csv": CSV, ".tsv": TSV}


def check_output(output: Path | None) -> None:
    """Check the name of an output file; raises ``YrkesgrafError`` where its ending says of no format."""
    if output and output.suffix not in _FORMATS and (output.is_file() or not output.exists()):
        raise YrkesgrafError(f"{output}: the output file must end in {' or '.join(_FORMATS)}")


def format_of(output: Path | None) -> TableFormat:
    """Return the table format of *output*, CSV for standard output."""
    return _FORMATS[output.suffix if output else ".csv"]


def place_of(column: str, columns: list[str], file: Path) -> int:
    """Return the place of *column*; raises ``SourceFault`` where *file* has none of that name, or several."""
    if columns.count(column) > 1:
        raise SourceFault(file, None, f"{columns.count(column)} columns are named {column!r}; rename all but one")
    if column not in columns:
        raise SourceFault(file, None, f"no column is named {column!r}; the columns are: {', '.join(columns)}")
    return columns.index(column)


@contextmanager
def open_output(output: Path | None) -> Iterator[TextIO]:
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
