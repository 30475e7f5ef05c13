"""
Measures how a build grows: the sources once, 4 and 16 times as large, each built in a process of its own.

Run with ``make bench-growth``, which ``make bench`` ends with; ``TIMES="1 4"`` are other multiples. The real data are
taken from ``../shared/sources`` (``DATA=``) where they are, else the bundled facts. Stages are in seconds of the
processor, of all threads, since others may use the machine too; the reasoner, the model of titles and the store have
processes of their own, whose seconds come on top.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from graph.reading.release import Releases
from graph.sources.page.facts import read_facts, write_facts
from graph.sources_file import NATIONAL
from tests.paths import HAND_KEPT, SMALL

from .multiply import multiply

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "sources"
MULTIPLES = (1, 4, 16)
BUNDLED_COPIES = 100  # the bundled facts are one occupation; fewer copies would measure the ontology


@dataclass(frozen=True)
class Measured:
    """
    One build: seconds by stage and of the processor, sizes of release, store and dumps.

    ``all_processes`` has the processor seconds of the build with those that it starts; ``memory`` the most that any of
    them held.
    """

    times: int
    seconds: dict[str, float]
    processor: dict[str, float]
    triples: int
    findings: int
    store: int
    dumps: int
    memory: int
    all_processes: float


def main() -> None:
    """Measure each multiple in turn and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale")
    parser.add_argument("times", nargs="*", type=int, default=MULTIPLES, help="how often the data are taken")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the real data")
    chosen = parser.parse_args()
    found = []
    for times in chosen.times:
        with tempfile.TemporaryDirectory() as folder:
            found.append(measure(times, Path(folder), chosen.data))
        print_growth(found)


def measure(times: int, folder: Path, real: Path) -> Measured:
    """Build a release of *times* the *real* data in *folder*, or of the bundled, and return its cost."""
    sources, data = national(times, folder, real) if real.is_dir() else bundled(times, folder)
    home = folder / "releases"
    command = [sys.executable, "-m", "graph", "build", "--sources", sources, "--data", data, "--home", home]
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the build of {times} times the data ended with status {status}")
    release = Releases(home).current()
    report = json.loads((release.folder / "report.json").read_text("utf-8"))
    sizes = {entry.path: entry.bytes for entry in release.manifest.files}
    return Measured(
        times,
        report["seconds"],
        report["processor_seconds"],
        release.manifest.triples,
        len(report["findings"]),
        sum(size for path, size in sizes.items() if path.startswith("store/")),
        sum(size for path, size in sizes.items() if path.startswith("yrkesgraf.")),
        usage.ru_maxrss << 10,
        usage.ru_utime + usage.ru_stime,
    )


def national(times: int, folder: Path, real: Path = DATA) -> tuple[Path, Path]:
    """Write *times* the *real* data to *folder*; returns the sources file and the data folder."""
    multiply(real, folder / "data", times)
    lines = NATIONAL.read_text("utf-8").splitlines(keepends=True)
    sources = folder / "sources.toml"
    sources.write_text("".join(line for line in lines if not line.startswith("sha256")), "utf-8")
    return sources, folder / "data"


def bundled(times: int, folder: Path, copies: int = BUNDLED_COPIES) -> tuple[Path, Path]:
    """Write the bundled facts to *folder* with many copies of their occupation; returns as ``national`` does."""
    text = SMALL.read_text("utf-8").replace("bundled = true\n", "")
    for source in tomllib.loads(text)["source"]:
        (folder / source["path"]).write_bytes((HAND_KEPT / source["path"]).read_bytes())
    record = read_facts(HAND_KEPT / "lege.yaml")
    text = text[: text.rindex("[end]")]
    table = text[text.rindex("[[source]]") :]
    for number in range(2, times * copies + 1):
        names = tuple(msgspec.structs.replace(name, value=f"{name.value} x{number}") for name in record.names)
        again = msgspec.structs.replace(record, key=f"lege-x{number}", names=names)
        (folder / f"lege-x{number}.yaml").write_text(write_facts(again), "utf-8")
        text += table.replace('"lege.yaml"', f'"lege-x{number}.yaml"').replace("-lege", f"-lege-x{number}")
    text += f"[end]\nsources = {text.count('[[source]]')}\n"
    (folder / "sources.toml").write_text(text, "utf-8")
    return folder / "sources.toml", folder


def print_growth(found: list[Measured]) -> None:
    """Print a row a stage and a column a multiple, each with its growth over the first."""
    table = Table(
        "",
        *(f"×{one.times}" for one in found),
        title="the build in processor seconds, by how often the data are multiplied",
    )
    for stage in found[0].processor:
        table.add_row(stage, *_grown([one.processor[stage] for one in found], "{:,.1f} s"))
    table.add_row("all stages", *_grown([sum(one.processor.values()) for one in found], "{:,.1f} s"), style="bold")
    table.add_row("all processes", *_grown([one.all_processes for one in found], "{:,.1f} s"), style="bold")
    table.add_row("by the clock", *_grown([sum(one.seconds.values()) for one in found], "{:,.1f} s"))
    table.add_row("triples", *_grown([one.triples for one in found], "{:,.0f}"))
    table.add_row("findings", *_grown([one.findings for one in found], "{:,.0f}"))
    for name in ("memory", "store", "dumps"):
        table.add_row(name, *_grown([getattr(one, name) / (1 << 20) for one in found], "{:,.0f} MB"))
    Console().print(table)


def _grown(values: list[float], form: str) -> list[str]:
    first = values[0] or 1
    return [form.format(value) + (f" ({value / first:.1f}×)" if at else "") for at, value in enumerate(values)]


if __name__ == "__main__":
    main()
