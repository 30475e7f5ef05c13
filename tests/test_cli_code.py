"""The command line codes the titles of a table and sums up how it went."""

from __future__ import annotations

import csv
from pathlib import Path

from graph.release import Release
from tests.test_cli_figures import run


def test_each_row_keeps_its_cells_and_gets_codes(crossed: Release, tmp_path: Path) -> None:
    table = tmp_path / "titles.csv"
    table.write_text("no;job\n1;Møbelsnekkere søkes\n2;Astronaut\n", "utf-8")
    result = run(crossed, "code", str(table), "--column", "job", "--to", "styrk98,styrk08")
    rows = list(csv.DictReader(result.stdout.splitlines()))

    assert [(row["no"], row["verdict"], row["styrk98"], row["styrk08"]) for row in rows] == [
        ("1", "certain", "7421", "7522"),
        ("2", "unmatched", "", ""),
    ]
    assert "2 titles in" in result.stderr
    assert "1 certain (50 %), 0 doubtful (0 %), 1 unmatched (50 %)" in result.stderr


def test_it_may_go_to_a_file_with_tabs(crossed: Release, tmp_path: Path) -> None:
    table, output = tmp_path / "titles.tsv", tmp_path / "coded.tsv"
    table.write_text("title\nTrevaresnekker\n", "utf-8")
    result = run(crossed, "code", str(table), "--to", "title", "--output", str(output))

    assert result.stdout == ""
    assert output.read_text("utf-8").splitlines()[1].split("\t")[:3] == ["Trevaresnekker", "certain", "Trevaresnekker"]


def test_a_column_that_is_not_there_is_told_with_those_that_are(crossed: Release, tmp_path: Path) -> None:
    table = tmp_path / "titles.csv"
    table.write_text("id,job\n1,x\n", "utf-8")
    result = run(crossed, "code", str(table))

    assert result.returncode == 1
    assert "no column is called 'title'; there are: id, job" in " ".join(result.stderr.split())


def test_a_system_nobody_knows_is_told_with_those_there_are(crossed: Release, tmp_path: Path) -> None:
    result = run(crossed, "code", str(tmp_path / "any.csv"), "--to", "styrk08,onet")

    assert result.returncode == 1
    assert "titles cannot be coded to onet; there are: title, styrk98" in " ".join(result.stderr.split())
