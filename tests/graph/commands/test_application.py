"""The command line reports faults and results in one sentence."""

from __future__ import annotations

import errno
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from graph.commands.releases import explained
from graph.reading.release import Release
from graph.sources.page.facts import read_facts
from tests.command_line import yrkesgraf
from tests.paths import ROOT, SMALL


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
    command = [sys.executable, "-m", "graph", "query", "--home", home, "-"]
    asked = "CONSTRUCT WHERE { <id/title/2221110> ?p ?o }"
    turtle = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)

    assert "safe" in table.stdout
    assert csv.stdout.splitlines() == ["safe,naive,listed", "46,46,47"]
    assert "skos:notation" in turtle.stdout
    assert "has job title: known for 1 of" in table.stderr


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_a_query_contacts_no_other_endpoint(bundled: Release, tmp_path: Path, silent: str) -> None:
    (tmp_path / "far.rq").write_text(f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:9/sparql> {{ ?s ?p ?o }} }}")

    result = yrkesgraf("query", "--home", str(bundled.folder.parent), str(tmp_path / "far.rq"))

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.endswith("far.rq: SERVICE is refused: a query reads the release alone, no other endpoint.\n")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "nosuch.rq"), "nosuch.rq: cannot be read: No such file or directory"),
        (("query", "/tmp"), "/tmp: cannot be read: Is a directory"),
        (("query", "/bin/true"), "/bin/true, line 1: "),
        (("query", "README.md"), "README.md: The query is not SPARQL 1.1: line 3, column 1: "),
        (("read", "/tmp"), "/tmp: cannot be read: Is a directory"),
        (("build", "--sources", "/tmp"), "/tmp: no sources file can be read here: Is a directory"),
        (("build", "--home", "/dev/null"), "/dev/null: File exists"),
        (("build", "--home", "/proc/here/releases"), "/proc/here"),
        (("build", "--base", "http://exa mple/"), "a base IRI is http:// or https://"),
        (("check", "--base", "HTTP://A/"), "a base IRI is http:// or https://"),
        (("check", "--data", "/nowhere"), "/nowhere: there is no such folder with documents"),
        (("releases", "show", "--home", "/nowhere"), "/nowhere: no release has been built yet"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    bundled: Release, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    home = {"YRKESGRAF_HOME": str(bundled.folder.parent if arguments[0] == "query" else tmp_path)}

    result = yrkesgraf(*arguments, env=home)

    assert result.returncode == 1
    assert len(result.stderr.strip().split("\n")) == 1
    assert result.stderr.startswith("yrkesgraf: ")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("--port", "99999"), ("--port", "0"), ("--workers", "0"), ("--workers", "-1")]
)
def test_a_number_that_cannot_be_is_refused(option: str, value: str) -> None:
    result = yrkesgraf("serve", option, value)

    assert result.returncode == 2
    assert option in result.stderr


def broken_copy(folder: Path, name: str, old: str, new: str) -> Path:
    """Copy the program to *folder* with *old* in its file *name* changed to *new*."""
    for room in ("graph", "ontology", "queries"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "ontology/yrkesgraf.ttl",
            "a owl:Class ;",
            "a owl:Class ; ;; .. ",
            r"yrkesgraf\.ttl, line \d+: column \d+: this is",
        ),
        ("ontology/borrowed.ttl", "@prefix", "@prefx", r"borrowed\.ttl, line \d+: column \d+: this is not Turtle"),
        ("queries/rules/title-group.rq", "WHERE", "WERE", r"title-group\.rq, line \d+: column \d+: this is not SPARQL"),
        ("queries/pages/exists.rq", "ASK", "ASKS", r"exists\.rq, line \d+: column \d+: this is not SPARQL"),
    ],
)
def test_a_broken_file_of_our_own_is_told_with_line_and_column(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    program = broken_copy(tmp_path, name, old, new)
    command = [sys.executable, "-m", "graph", "check"]

    result = subprocess.run(command, capture_output=True, text=True, cwd=program, check=False)

    assert (result.returncode, len(result.stderr.strip().split("\n"))) == (1, 1)
    assert re.search(said, result.stderr)


def test_an_unknown_example_is_told_with_those_there_are(bundled: Release) -> None:
    result = yrkesgraf("query", "--home", str(bundled.folder.parent), "--example", "nothing")

    assert result.returncode == 1
    assert "titles-by-group" in result.stderr


def test_a_build_that_finds_no_room_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    # As on a full disk, but for this process alone: no file may have more than 550 kB.
    build = f"ulimit -f 1100; exec {sys.executable} -m graph build --sources {SMALL} --home {tmp_path}"

    result = subprocess.run(["sh", "-c", build], capture_output=True, text=True, check=False, cwd=ROOT)

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("yrkesgraf: the disk is full, or a file may not grow any more")
    assert "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError("IO error: No space left on device: While appending to file: 10.sst"), "the disk is full"),
        (OSError("search.sqlite: database or disk is full"), "the disk is full"),
        (OSError(errno.EACCES, "Permission denied", "/var/releases"), "/var/releases: Permission denied"),
    ],
)
def test_a_fault_of_the_disk_is_one_sentence(error: OSError, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(typer.Exit):
        explained(fail)()

    assert capsys.readouterr().err.startswith(f"yrkesgraf: {said}")


def test_releases_are_listed_shown_and_switched(bundled: Release) -> None:
    home = str(bundled.folder.parent)

    listed = yrkesgraf("releases", "list", "--home", home, env={"COLUMNS": "40"}).stdout.splitlines()
    assert [line.split("\t")[:2] for line in listed] == [["", "release"], ["→", bundled.id]]
    assert "yg:JobTitle" in yrkesgraf("releases", "show", "--home", home).stdout
    assert yrkesgraf("releases", "switch", bundled.id[:-3], "--home", home).returncode == 0
    assert yrkesgraf("releases", "switch", "nothing", "--home", home).returncode == 1


def test_serving_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    result = yrkesgraf("serve", "--home", str(tmp_path))

    assert result.returncode == 1
    assert "yrkesgraf build" in result.stderr


def test_checking_the_bundled_facts_finds_nothing_to_mend() -> None:
    result = yrkesgraf("check", "--sources", str(SMALL))

    assert result.returncode == 0, result.stderr
    assert "editions-apart" in result.stdout
