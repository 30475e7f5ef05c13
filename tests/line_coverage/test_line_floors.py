"""Every process of a run reports its lines, forks too, and a room under its floor is named with its figure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

from .floors import complaint, percent_of, read_lines

# The fork leaves without the clean-up of Python, as executors do.
FORKING = """
import os
from graph import casing
if (child := os.fork()) == 0:
    from server import numbers
    os._exit(0)
os.waitpid(child, 0)
"""


def measure_forking(folder: Path) -> dict[str, set[int]]:
    """Run a process and its fork that leave their lines in *folder*, and return these."""
    measured = os.environ | {"PYTHONPATH": str(ROOT / "tests" / "line_coverage"), "LINES_INTO": str(folder)}
    subprocess.run([sys.executable, "-c", FORKING], check=True, cwd=ROOT, env=measured)
    return read_lines(folder)


def test_a_process_and_its_fork_leave_the_lines_that_they_executed(tmp_path: Path) -> None:
    lines = measure_forking(tmp_path)

    assert min(lines[str(ROOT / "graph" / "casing.py")]) == 1
    assert min(lines[str(ROOT / "server" / "numbers.py")]) == 1
    assert str(ROOT / "server" / "dates.py") not in lines


def test_code_that_one_process_instrumented_is_measured_in_the_next(tmp_path: Path) -> None:
    first = measure_forking(tmp_path)
    kept = {path: path.read_bytes() for path in tmp_path.glob("*.code")}
    for path in tmp_path.glob("*.jsonl"):
        path.unlink()

    second = measure_forking(tmp_path)

    assert second == first
    assert len(kept) == len(first)
    assert {path: path.read_bytes() for path in tmp_path.glob("*.code")} == kept


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text('\n{"graph/model.py": [1, 2\n{"graph/model.py": [3]}\n', "utf-8")

    assert read_lines(tmp_path) == {"graph/model.py": {3}}


def test_the_percentage_of_a_room_is_that_of_its_own_lines() -> None:
    files = {
        "graph/model.py": {"executed_lines": [1, 2, 3], "missing_lines": [4]},
        "server/app.py": {"executed_lines": [], "missing_lines": [1]},
    }

    assert percent_of("graph", files) == 75


@pytest.mark.parametrize(
    ("percent", "floor", "said"),
    [
        (96.0, 96.0, None),
        (95.94, 96.0, "The tests execute 95.9 % of the lines of graph/, under its floor of 96.0 %: "),
    ],
)
def test_a_room_under_its_floor_is_named_with_its_figure(percent: float, floor: float, said: str | None) -> None:
    found = complaint("graph", percent, floor)

    assert found == said or (found and said and found.startswith(said))
