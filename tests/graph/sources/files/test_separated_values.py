"""A table is read row by row, and its faults are told with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.files.separated_values import read_table


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_row_knows_the_line_it_begins_on(tmp_path: Path) -> None:
    rows = list(read_table(written(tmp_path, 'a,b\n1,"two\nlines"\n3,4\n'), ("a", "b")))

    assert [(row.line, row["b"]) for row in rows] == [(2, "two\nlines"), (4, "4")]


def test_other_columns_are_taken_unless_all_are_known(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\n")

    assert len(list(read_table(path, ("a",)))) == 1
    with pytest.raises(SourceFault, match="unknown: 'b'"):
        list(read_table(path, ("a",), ()))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "missing: a"),
        ("a,b\n", 1, "no row"),
        ("a,b\n1\n", 2, "as many"),
        ('a,b\n1,"2\n', 2, "not CSV"),
        ("a,b\n1,2\n3,4", 3, "cut off"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        list(read_table(written(tmp_path, text), ("a", "b")))

    assert fault.value.line == line
