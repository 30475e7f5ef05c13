"""Old releases are removed except those that must stay, and damage is told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph.building.order import Order
from graph.building.pipeline import build
from graph.commands.application import app
from graph.progress import Progress
from graph.reading.release import Releases
from graph.vocab import DEFAULT_BASE
from tests.editions import Editions


@pytest.fixture
def home(editions: Editions, tmp_path: Path) -> Path:
    for release in editions:
        shutil.copytree(release.folder, tmp_path / release.id)
    Releases(tmp_path).switch(editions.newest.id)
    return tmp_path


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["releases", *arguments, "--home", str(home)])


def test_prune_keeps_the_newest_the_pinned_and_the_current(home: Path, editions: Editions) -> None:
    run(home, "pin", editions.old.id)

    found = run(home, "prune", "--keep", "1")

    assert found.stdout.splitlines() == [f"{editions.new.id} is removed", "1 removed, 2 kept"]
    assert Releases(home).names() == sorted((editions.old.id, editions.newest.id))


def test_the_current_release_stays_though_it_is_the_oldest(home: Path, editions: Editions) -> None:
    Releases(home).switch(editions.old.id)

    run(home, "prune", "--keep", "1")

    assert Releases(home).names() == sorted((editions.old.id, editions.newest.id))


def test_a_release_that_is_unpinned_is_removed(home: Path, editions: Editions) -> None:
    run(home, "pin", editions.old.id)
    run(home, "unpin", editions.old.id)
    again = run(home, "unpin", editions.old.id)
    run(home, "prune", "--keep", "2")

    assert (again.exit_code, again.stderr) == (1, f"yrkesgraf: {editions.old.id} is not pinned\n")
    assert editions.old.id not in Releases(home).names()


def test_an_unchanged_build_finds_its_release_after_prune(home: Path, editions: Editions) -> None:
    run(home, "prune", "--keep", "1")

    found = build(Order(Releases(home), DEFAULT_BASE, editions.sources), Progress(quiet=True))

    assert found.id == editions.newest.id
    assert Releases(home).names() == [editions.newest.id]


def test_verify_names_the_damaged_release_and_its_files(home: Path, editions: Editions) -> None:
    whole = run(home, "verify")
    table = home / editions.new.id / "changes.csv"
    size = table.stat().st_size
    table.write_text("", "utf-8")
    (home / editions.new.id / "void.ttl").unlink()
    report = home / editions.new.id / "report.json"
    report.write_bytes(report.read_bytes().replace(b"release", b"elrease", 1))
    damaged = run(home, "verify")

    assert whole.exit_code == 0
    assert damaged.exit_code == 1
    line = next(line for line in damaged.stdout.splitlines() if line.startswith(editions.new.id))
    assert f"changes.csv has 0 bytes, not {size:,}" in line
    assert "void.ttl is missing" in line
    assert "report.json has another checksum" in line
    assert f"damaged releases: {editions.new.id};" in damaged.stderr


def test_verify_tells_size_release_before_and_marks(home: Path, editions: Editions) -> None:
    run(home, "pin", editions.new.id)
    shutil.rmtree(home / editions.old.id)
    lines = {line.partition(":")[0]: line for line in run(home, "verify").stdout.splitlines()}

    assert f"follows {editions.old.id}, which has been removed; pinned" in lines[editions.new.id]
    assert lines[editions.newest.id].endswith(f"follows {editions.new.id}; current")
    assert re.search(r"whole, \d+ files, [\d.]+ MB", lines[editions.newest.id])


@pytest.mark.parametrize("arguments", [("prune", "--keep", "0"), ("pin", "nineteen")])
def test_a_request_at_fault_removes_nothing(home: Path, arguments: tuple[str, ...]) -> None:
    assert run(home, *arguments).exit_code != 0
    assert len(Releases(home).names()) == 3
