"""Read a CSV file with a header row so that whatever is wrong with a row is told with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import SourceFault
from .files import read_text

Row = Mapping[str, str]


def read_table(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """
    Yield each row of *path* with the line it stands on (from 1), its values by column and without blanks around.

    Raises ``SourceFault`` where one of *columns* is missing, a row has more or fewer cells than the header, or there
    is no row at all.
    """
    lines = csv.reader(io.StringIO(read_text(path)), strict=True)
    header = next(lines, [])
    if missing := [column for column in columns if column not in header]:
        raise SourceFault(path, 1, f"the header row lacks {', '.join(missing)}")
    empty = True
    try:
        for cells in lines:
            if len(cells) != len(header):
                raise SourceFault(path, lines.line_num, f"the row has {len(cells)} cells, and the header {len(header)}")
            empty = False
            yield lines.line_num, dict(zip(header, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise SourceFault(path, lines.line_num, f"this is not CSV: {error}") from None
    if empty:
        raise SourceFault(path, 1, "there is a header and no row")
