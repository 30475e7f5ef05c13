"""The command line says in one sentence what is wrong, and what it did."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.release import Release
from graph.sources.facts import read_facts

ROOT = Path(__file__).resolve().parents[1]


def yrkesgraf(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person does."""
    command = [sys.executable, "-m", "graph.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("command", ["read", "build", "check", "serve", "query", "releases"])
def test_every_command_explains_itself(command: str) -> None:
    result = yrkesgraf(command, "--help")

    assert result.returncode == 0
    assert len(result.stdout.split("\n")) > 5


def test_reading_the_seed_prints_the_record_and_reports_what_was_not_placed(seed: Path, tmp_path: Path) -> None:
    result = yrkesgraf("read", str(seed))

    record = json.loads(result.stdout)
    assert (len(record["titles"]), len(record["related"]), len(record["specialisations"])) == (47, 12, 39)
    assert "2221150" in result.stderr
    assert record.get("people", []) == []
    (tmp_path / "lege.json").write_text(result.stdout)
    assert read_facts(tmp_path / "lege.json").key == "lege"


def test_a_file_that_is_no_occupation_page_gets_one_sentence_and_status_1(tmp_path: Path) -> None:
    (tmp_path / "recipe.txt").write_text("Pannekaker\n\nBland mel og melk.\n")

    result = yrkesgraf("read", str(tmp_path / "recipe.txt"))

    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().split("\n")) == 1
    assert "recipe.txt" in result.stderr


def test_a_query_prints_a_table_csv_or_turtle(bundled: Release) -> None:
    home = str(bundled.folder.parent)

    table = yrkesgraf("query", "--home", home, "--example", "safe-and-naive-count")
    csv = yrkesgraf("query", "--home", home, "--example", "safe-and-naive-count", "--format", "csv")
    turtle = yrkesgraf("query", "--home", home, "-", input="CONSTRUCT WHERE { <id/title/2221110> ?p ?o }")

    assert "safe" in table.stdout
    assert csv.stdout.splitlines() == ["safe,naive,listed", "46,46,47"]
    assert "skos:notation" in turtle.stdout


def test_an_unknown_example_is_told_with_those_there_are(bundled: Release) -> None:
    result = yrkesgraf("query", "--home", str(bundled.folder.parent), "--example", "nothing")

    assert result.returncode == 1
    assert "titles-by-group" in result.stderr


def test_releases_are_listed_shown_and_switched(bundled: Release) -> None:
    home = str(bundled.folder.parent)

    assert bundled.id[:10] in yrkesgraf("releases", "list", "--home", home).stdout
    assert "yg:JobTitle" in yrkesgraf("releases", "show", "--home", home).stdout
    assert yrkesgraf("releases", "switch", bundled.id, "--home", home).returncode == 0
    assert yrkesgraf("releases", "switch", "nothing", "--home", home).returncode == 1


def test_serving_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    result = yrkesgraf("serve", "--home", str(tmp_path))

    assert result.returncode == 1
    assert "yrkesgraf build" in result.stderr


def test_checking_the_bundled_facts_finds_nothing_to_mend() -> None:
    result = yrkesgraf("check")

    assert result.returncode == 0, result.stderr
    assert "editions-apart" in result.stdout
