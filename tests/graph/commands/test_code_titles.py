"""The command line codes the titles of a table and prints a summary."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.reading.release import Release
from tests.command_line import run


def test_each_row_keeps_its_cells_and_gets_codes(crossed: Release, tmp_path: Path) -> None:
    table = tmp_path / "titles.csv"
    table.write_text("no;job\n1;Møbelsnekker søkes\n2;Astronaut\n", "utf-8")
    result = run(crossed, "code", str(table), "--column", "job", "--to", "styrk98,styrk08")
    rows = list(csv.DictReader(result.stdout.splitlines()))

    assert [(row["no"], row["verdict"], row["styrk98"], row["styrk08"]) for row in rows] == [
        ("1", "certain", "7421", "7522"),
        ("2", "unmatched", "", ""),
    ]
    assert "2 titles in" in result.stderr
    assert "1 certain (50 %), 0 doubtful (0 %), 1 unmatched (50 %)" in result.stderr


@pytest.mark.parametrize(("language", "reason"), [("nb", "samme navn"), ("nn", "same namn"), ("en", "the same name")])
def test_reasons_are_told_in_the_language_asked_for(
    crossed: Release, tmp_path: Path, language: str, reason: str
) -> None:
    table = tmp_path / "titles.csv"
    table.write_text("title\nMøbelsnekker\n", "utf-8")
    result = run(crossed, "code", str(table), "--to", "styrk98,isco08", "--lang", language)

    assert [row["reason"] for row in csv.DictReader(result.stdout.splitlines())] == [reason]


def test_a_language_that_nothing_is_told_in_is_refused(crossed: Release) -> None:
    result = run(crossed, "code", "any.csv", "--lang", "da")

    assert result.returncode == 1
    assert "reasons are in nb, nn, en, not in 'da'" in " ".join(result.stderr.split())


def test_it_may_go_to_a_file_with_tabs(crossed: Release, tmp_path: Path) -> None:
    table, output = tmp_path / "titles.tsv", tmp_path / "coded.tsv"
    table.write_text("title\nTrevaresnekker\n", "utf-8")
    result = run(crossed, "code", str(table), "--to", "title", "--output", str(output))

    assert result.stdout == ""
    assert output.read_text("utf-8").splitlines()[1].split("\t")[:3] == ["Trevaresnekker", "certain", "Trevaresnekker"]


def test_nothing_is_written_where_the_table_goes_wrong(crossed: Release, tmp_path: Path) -> None:
    table, output = tmp_path / "titles.csv", tmp_path / "coded.csv"
    table.write_text("id,title\n1,x\n2,y,z\n", "utf-8")
    result = run(crossed, "code", str(table), "--output", str(output))

    assert result.returncode == 1
    assert result.stderr.startswith("yrkesgraf: titles.csv, line 3: this row has 3 cells")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["titles.csv"]


def test_what_is_written_is_of_an_ending_it_knows(crossed: Release, tmp_path: Path) -> None:
    result = run(crossed, "code", "any.csv", "--output", str(tmp_path / "coded.xlsx"))

    assert result.returncode == 1
    assert "coded.xlsx: the output file must end in .csv or .tsv" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("id,job", "no column is named 'title'; the columns are: id, job"),
        ("title,title", "2 columns are named 'title'"),
    ],
)
def test_a_column_that_is_not_there_is_told_or_there_twice_is_told(
    crossed: Release, tmp_path: Path, header: str, told: str
) -> None:
    table = tmp_path / "titles.csv"
    table.write_text(f"{header}\n1,x\n", "utf-8")
    result = run(crossed, "code", str(table))

    assert result.returncode == 1
    assert told in " ".join(result.stderr.split())


def test_a_system_nobody_knows_is_told_with_those_there_are(crossed: Release, tmp_path: Path) -> None:
    result = run(crossed, "code", str(tmp_path / "any.csv"), "--to", "styrk08,onet")

    assert result.returncode == 1
    assert "unknown classification onet; choose from title, styrk98" in " ".join(result.stderr.split())
