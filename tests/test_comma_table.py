"""A table of comma-separated values is read with its lines, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.comma_table import read_table


def write(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return path


def test_rows_come_by_column_with_the_line_they_end_on(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b\n1, x \n2,"y\nz"\n')

    assert list(read_table(path, ("a",))) == [(2, {"a": "1", "b": "x"}), (4, {"a": "2", "b": "y\nz"})]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a,c\n1,2\n", "line 1: the header row lacks b"),
        ("a,b\n1,2\n1\n", "line 3: the row has 1 cells, and the header 2"),
        ("a,b\n", "line 1: there is a header and no row"),
        ("", "line 1: the header row lacks a, b"),
        ('a,b\n1,"2\n', "this is not CSV"),
    ],
)
def test_another_shape_is_told_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        list(read_table(write(tmp_path, text), ("a", "b")))
