"""Batches of titles are coded in other processes exactly as the command line codes a table."""

from __future__ import annotations

import csv
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from graph.coding.batches import BatchCoder
from graph.reading.release import Release
from tests.command_line import run

TITLES = ["Møbelsnekker søkes", "Astronaut", "Spesialarbeidere (snekker)", "trevaresnekkar"]
TARGETS = ("styrk98", "styrk08", "isco08")


def test_processes_of_an_engine_give_the_rows_of_the_command(crossed: Release, tmp_path: Path) -> None:
    code = BatchCoder(crossed.folder, TARGETS)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as engine:
        first, second = engine.map(code, [TITLES[:2], TITLES[2:]])
    table = tmp_path / "titles.csv"
    table.write_text("\n".join(["title", *TITLES]), "utf-8")
    written = run(crossed, "code", str(table), "--to", ",".join(TARGETS)).stdout
    rows = list(csv.DictReader(written.splitlines()))

    assert list(rows[0]) == code.columns
    for column in code.columns:
        assert [row[column] for row in rows] == first[column] + second[column]


def test_a_missing_title_is_an_empty_one(crossed: Release) -> None:
    found = BatchCoder(crossed.folder, ["styrk98"])([None, ""])

    assert (found["title"], found["verdict"]) == (["", ""], ["unmatched", "unmatched"])
