"""
Measures the queries of the project on a release in memory beside the same on its files, in processor time.

Run with ``python -m tests.bench.in_memory HOME``. Each query runs three times on each, in turn, and the least time
counts. The memory is allocated as in an executor that has the release in memory: with jemalloc, and in large pages.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

from rich.console import Console

import queries
from graph.reading.manifest import DUMP
from graph.reading.memory_store import hold_dump
from graph.reading.release import Releases
from graph.reading.store import GraphStore
from server.executors.fork_clients import HoldingServer
from server.executors.named_graphs import may_name_graphs

from .cases import QUERIES

console = Console(width=160, highlight=False)
_N_TRIPLES = "application/n-triples"


def main() -> None:
    """Print a line a query, and the middle of the ratios."""
    wanted = HoldingServer.environment()
    if not wanted.items() <= os.environ.items():
        os.execve(sys.executable, [sys.executable, "-m", "tests.bench.in_memory", *sys.argv[1:]], os.environ | wanted)
    release = Releases(Path(sys.argv[1])).current()
    started = time.process_time()
    held = hold_dump(release.folder / DUMP, release.manifest.base)
    console.print(f"{len(held):,} triples in memory after {time.process_time() - started:.1f} s of processor time")
    files = GraphStore(release.folder / "store", release.manifest.base)
    examples = {path.stem: path.read_text("utf-8") for path in sorted((queries.FOLDER / "examples").glob("*.rq"))}
    ratios = []
    console.print(f"{'query':36}{'files, ms':>12}{'memory, ms':>12}{'ratio':>8}")
    for name, text in ({name: text for name, text in QUERIES.items() if name != "heavy"} | examples).items():
        if may_name_graphs(text):
            continue
        rounds = [(_seconds(files, text), _seconds(held, text)) for _ in range(3)]
        on_files, in_memory = (min(one) * 1e3 for one in zip(*rounds, strict=True))
        ratios.append(on_files / in_memory)
        console.print(f"{name:36}{on_files:12.1f}{in_memory:12.1f}{ratios[-1]:8.1f}")
    console.print(f"the middle of {len(ratios)} ratios: {statistics.median(ratios):.1f}")


def _seconds(store: GraphStore, text: str) -> float:
    started = time.process_time()
    store.answer(text, graphs=_N_TRIPLES)
    return time.process_time() - started


if __name__ == "__main__":
    main()
