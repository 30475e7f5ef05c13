"""One writer makes all CSV: RFC 4180, codes as text, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import ast
import csv
import io

import pytest

from graph.table_writer import TSV, CellValue, write_records, write_table
from tests.paths import ROOT

MODULES = sorted(path for room in ("graph", "server") for path in (ROOT / room).rglob("*.py"))


def calls(tree: ast.AST, owner: str, *names: str) -> bool:
    """Return whether a module calls ``owner.name`` for one of *names*."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in names and getattr(node.value, "id", "") == owner
        for node in ast.walk(tree)
    )


def test_lines_end_and_cells_are_quoted_as_rfc_4180_has_it() -> None:
    text = write_table(("a", "b"), [("x,y", 'say "no"'), ("two\nlines", ""), ("plain", 1.5)])

    assert text == 'a,b\r\n"x,y","say ""no"""\r\n"two\nlines",\r\nplain,1.5\r\n'
    assert list(csv.reader(io.StringIO(text, newline="")))[1:3] == [["x,y", 'say "no"'], ["two\nlines", ""]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("=47", "'=47"),
        ("@x", "'@x"),
        ("-x", "'-x"),
        ("+47 22 22", "'+47 22 22"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\n=1", "'\n=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        (["=a", "b"], "'=a|b"),
        ("-12,5", "-12,5"),
        ("+47", "+47"),
        (-3, "-3"),
        ("0110", "0110"),
        ("Lege", "Lege"),
        ("", ""),
        (None, ""),
        (True, "true"),
        (["a", "b"], "a|b"),
    ],
)
def test_a_cell_is_text_and_no_formula(value: CellValue, cell: str) -> None:
    text = write_table(("x", "y"), [(value, "")])

    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y"], [cell, ""]]


def test_column_names_are_guarded_too() -> None:
    assert write_table(("=x",), []) == "'=x\r\n"


def test_a_table_that_a_program_reads_back_is_unchanged() -> None:
    assert write_table(("=x", "y"), [("=1+1", "b")], TSV, is_guarded=False) == "=x\ty\n=1+1\tb\n"


def test_a_record_has_a_cell_for_each_column_and_no_value_is_lost() -> None:
    assert write_records(("code", "name"), [{"name": "Lege"}]) == "code,name\r\n,Lege\r\n"
    with pytest.raises(ValueError, match="no column for strength"):
        write_records(("code",), [{"code": "1", "strength": 0.5}])


def test_only_one_module_writes_csv() -> None:
    writers = [path for path in MODULES if calls(ast.parse(path.read_text("utf-8")), "csv", "writer", "DictWriter")]

    assert [path.relative_to(ROOT).as_posix() for path in writers] == ["graph/table_writer.py"]
