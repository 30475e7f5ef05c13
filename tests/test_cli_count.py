"""Counting on the command line gives the safe sum, the naive one, and the names of what is shared."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from graph.cli_count import Countable
from graph.release import Release
from graph.statistics import COUNTABLE

ROOT = Path(__file__).resolve().parents[1]
JOINERS = ("mobelsnekker", "trevaresnekker", "industrisnekker")


def count(release: Release, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``yrkesgraf count`` as a person does."""
    command = [sys.executable, "-m", "graph.cli", "count", *arguments, "--home", str(release.folder.parent)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_table_shows_both_sums_and_names_what_is_shared(joiners: Release) -> None:
    result = count(joiners, *JOINERS)

    assert "counted more than once: 7421124 Spesialarbeider (snekker)" in result.stdout
    assert "(Møbelsnekker, Trevaresnekker, Industrisnekker)" in result.stdout.replace("\n", " ")


def test_csv_is_one_row_and_json_is_everything(joiners: Release) -> None:
    rows = count(joiners, *JOINERS, "--format", "csv").stdout.splitlines()
    data = json.loads(count(joiners, *JOINERS, "--of", "codes", "--format", "json").stdout)

    assert rows == ["of,occupations,safe,naive,shared,names", "titles,3,4,6,1,Spesialarbeider (snekker)"]
    assert (data["of"], data["safe"], data["naive"]) == ("codes", 0, 0)


def test_an_occupation_that_is_not_there_is_told(joiners: Release) -> None:
    result = count(joiners, "nobody")

    assert (result.returncode, result.stdout) == (1, "")
    assert "occupation/nobody" in result.stderr


def test_the_command_counts_all_that_can_be_counted() -> None:
    assert [of.value for of in Countable] == list(COUNTABLE)
