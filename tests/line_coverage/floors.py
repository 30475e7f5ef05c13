"""
Adds up the lines that the processes of a test run executed, and holds each room against its floor.

``python -m tests.line_coverage.floors FOLDER`` prints the coverage of each room; with ``--modules`` also that of each
module, with the numbers of its missing lines. It ends with status 1 where a room is under its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slipcover import Slipcover, print_coverage

# In percent of lines; a little under the coverage of the whole suite.
FLOORS = {"graph": 98.0, "server": 98.0}
EXCLUDED = ["if TYPE_CHECKING:", "@overload"]


def read_lines(folder: Path) -> dict[str, set[int]]:
    """
    Return the executed lines by file, from the files that the processes of a run left in *folder*.

    A process whose line was cut off, by a limit on the size of its files, is left out.
    """
    executed: dict[str, set[int]] = {}
    for path in folder.glob("*.jsonl"):
        for process in path.read_text("utf-8").splitlines():
            if process.endswith("}"):
                for name, lines in json.loads(process).items():
                    executed.setdefault(name, set()).update(lines)
    return executed


def compute_coverage(executed: Mapping[str, set[int]], rooms: list[str]) -> dict[str, Any]:
    """Return the coverage of the files in the folders *rooms*, never imported ones too, in the form of slipcover."""
    seen = Slipcover(source=rooms, omit=["server/frontend/*"], exclude_also=EXCLUDED)
    seen.all_seen.update(executed)
    found: dict[str, Any] = seen.get_coverage()
    return found


def percent_of(room: str, files: Mapping[str, Any]) -> float:
    """Return the percentage of the lines of *room* that were executed."""
    inside = [lines for name, lines in files.items() if Path(name).parts[0] == room]
    executed, missing = (sum(len(lines[key]) for lines in inside) for key in ("executed_lines", "missing_lines"))
    return 100 * executed / (executed + missing)


def complaint(room: str, percent: float, floor: float) -> str | None:
    """Return the sentence for a *room* whose *percent* of executed lines is under *floor*, or None."""
    if percent >= floor:
        return None
    return (
        f"The tests execute {percent:.1f} % of the lines of {room}/, under its floor of {floor:.1f} %: "
        "test the lines that `make coverage` lists."
    )


def main() -> int:
    """Print the coverage of each room, and complain of those under their floors; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", action="store_true")
    arguments = parser.parse_args()
    coverage = compute_coverage(read_lines(arguments.folder), list(FLOORS))
    if arguments.modules:
        print_coverage(coverage, skip_covered=True)
    percents = {room: percent_of(room, coverage["files"]) for room in FLOORS}
    sys.stdout.writelines(f"coverage of {room}/: {percent:.1f} % of lines\n" for room, percent in percents.items())
    complaints = [found for room in FLOORS if (found := complaint(room, percents[room], FLOORS[room]))]
    sys.stderr.writelines(f"{one}\n" for one in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
