"""Tables are read row by row, whatever program saved them."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from graph.errors import SourceFault
from graph.sources.files.spreadsheets import open_sheet, read_sheet, suffixes


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", b"id,title\n1,L\xc3\xa6rer\n"),
        ("a.csv", b"\xef\xbb\xbfid;title\r\n1;L\xc3\xa6rer\r\n"),
        ("a.csv", b"id;title\n1;L\xe6rer\n"),
        ("a.csv", "id\ttitle\n1\tLærer\n".encode("utf-16")),
        ("a.tsv", b"id\ttitle\n1\tL\xc3\xa6rer\n"),
        ("a.txt", b"\nid|title\n1|L\xc3\xa6rer\n\n\n"),
        ("a.csv", b"id,title\n1,L\xc3\xa6rer,,\n"),
        ("a.csv", b"id,title\r1,L\xc3\xa6rer\r"),
    ],
)
def test_text_is_read_however_it_was_saved(name: str, body: bytes) -> None:
    sheet = read_sheet(io.BytesIO(body), name)

    assert (sheet.columns, list(sheet.rows)) == (["id", "title"], [["1", "Lærer"]])


def test_an_empty_row_between_others_keeps_its_place() -> None:
    sheet = read_sheet(io.BytesIO(b"id,title\n1,a\n,\n\n2,b\n\n"), "a.csv")

    assert list(sheet.rows) == [["1", "a"], ["", ""], ["", ""], ["2", "b"]]


def test_where_there_is_one_column_commas_are_of_the_titles() -> None:
    sheet = read_sheet(io.BytesIO(b"title\nSykepleier, natt; 75 %\n"), "a.csv")

    assert list(sheet.rows) == [["Sykepleier, natt; 75 %"]]


def test_letters_of_windows_are_known_wherever_the_first_one_stands() -> None:
    sheet = read_sheet(io.BytesIO(b"id,title\n" + b"1,x\n" * 20_000 + b"2,\xe6\n"), "a.csv")

    assert list(sheet.rows)[-1] == ["2", "æ"]


def test_the_first_sheet_of_excel_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["id", "title"], [1, "Lærer"], [None, None], [2, None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    with open_sheet(tmp_path / "a.xlsx") as sheet:
        assert (sheet.columns, list(sheet.rows)) == (["id", "title"], [["1", "Lærer"], ["", ""], ["2", ""]])


@pytest.mark.parametrize(
    ("name", "body", "complaint"),
    [
        ("a.doc", b"x", "a table is one of"),
        ("a.csv", b"", "the table is empty"),
        ("a.xlsx", b"no zip", "no Excel file"),
        ("a.csv", b'id,title\n"1,L\n', "line 2: this is no row"),
        ("a.csv", b"id,title\n1,x\n2,\xe6\x81\n", "this is not cp1252"),
        ("a.csv", b"id,title\n1,x\n2,\0\n", "line 3: a zero byte"),
        ("a.csv", b"id,title\n" + b"1,\xe6\n" * 300_000 + b"2,\0\n", "line 300002: a zero byte"),
        ("a.tsv", "id\ttitle\n1\tLege\n".encode("utf-16-le"), "line 1: a zero byte: this is not text, or UTF-16"),
        ("a.csv", b"\xff\xfei\0d\0\n\0x", "this is not utf-16"),
        ("a.csv", b"id,title\n1,x\n2,x,y\n", "line 3: this row has 3 cells, and the first row names 2"),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(name: str, body: bytes, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        list(read_sheet(io.BytesIO(body), name).rows)


def test_an_excel_file_that_would_fill_the_memory_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b" " * 1_000_000)

    with pytest.raises(SourceFault, match="unpacked this file has 1000000 bytes"):
        read_sheet(packed, "a.xlsx", 100_000)


def test_parquet_is_read(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"id": [1], "title": ["Lærer"]}), tmp_path / "a.parquet")

    with open_sheet(tmp_path / "a.parquet") as sheet:
        assert (sheet.columns, list(sheet.rows)) == (["id", "title"], [["1", "Lærer"]])


def test_where_pyarrow_is_not_installed_parquet_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(SourceFault, match="Parquet needs pyarrow"):
        read_sheet(io.BytesIO(b"PAR1"), "a.parquet")
    with pytest.raises(SourceFault, match=r"one of \.csv, \.tsv, \.txt, \.xlsx; this one ends in \.doc"):
        read_sheet(io.BytesIO(b"x"), "a.doc")
    assert ".parquet" not in suffixes()


def test_what_is_no_parquet_is_told_in_a_sentence() -> None:
    with pytest.raises(SourceFault, match="this is no Parquet file"):
        read_sheet(io.BytesIO(b"PAR1"), "a.parquet")
