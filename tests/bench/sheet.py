"""
Measures the cost of coding a table of titles as people write them, each of them another.

Run with ``python -m tests.bench.sheet HOME [ROWS]``, where HOME has a release of the national sources. Of every kind of
noise there are about as many rows; processor time is that of the whole command, from its start to its last row.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from rich.console import Console

from tests.bench.coding import read_catalogue
from tests.bench.noise import KINDS

_SEED = "spreadsheet"
_ROWS = 50_000
console = Console(width=150)


def write_sheet(path: Path, rows: int) -> None:
    """Write a table of *rows* distinct titles with noise to *path*: the kind, the name, and the title as written."""
    names = sorted({name for _, name in read_catalogue()})
    chance, kinds = Random(_SEED), list(KINDS)
    written: dict[str, tuple[str, str]] = {}
    while len(written) < rows:
        name, kind = chance.choice(names), chance.choice(kinds)
        written.setdefault(KINDS[kind](name, chance), (kind, name))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kind", "name", "title"])
        writer.writerows([*known, title] for title, known in written.items())


def main() -> None:
    """Print titles a second of processor time and by the clock, memory, and how many got the name they were made of."""
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else _ROWS
    with tempfile.TemporaryDirectory() as folder:
        sheet, coded = Path(folder, "titles.csv"), Path(folder, "coded.csv")
        write_sheet(sheet, rows)
        command: list[str | Path] = [Path(sys.executable).with_name("yrkesgraf"), "code", sheet, "--column", "title"]
        command += ["--to", "styrk98,styrk08,isco08,occupation", "--home", sys.argv[1], "--output", coded]
        started = time.perf_counter()
        subprocess.run(command, check=True)
        clock = time.perf_counter() - started
        with coded.open(encoding="utf-8", newline="") as file:
            right = sum(row["matched"].lower() == row["name"].lower() for row in csv.DictReader(file))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    console.print(f"{rows:,} titles, {right:,} of them by the name they were made of")
    console.print(
        f"{seconds:.2f} s of processor time, {rows / seconds:,.0f} titles a second; {clock:.2f} s by the clock"
    )
    console.print(f"{used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
