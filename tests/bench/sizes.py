"""Releases of the sizes that are measured: the national data many times over, or copies of the bundled facts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph.reading.release import Release, Releases
from graph.sources_file import NATIONAL

from .scale import DATA, ROOT, bundled, national

# Triples of a national release and of each copy more, measured; from there on a size is met within a third.
_NATIONAL, _NATIONAL_COPY = 1_740_000, 730_000
_BUNDLED_HUNDRED = 221_000
_BUNDLED_COPIES = 100
KEPT = ROOT / "var" / "bench"


def read_size(words: str) -> int:
    """
    Return the triples that a size means.

    >>> read_size("0.1M"), read_size("10M"), read_size("5000")
    (100000, 10000000, 5000)
    """
    return round(float(words[:-1]) * 1e6) if words.endswith("M") else int(words)


def find_release(size: int) -> Release:
    """Return a release of about *size* triples, built once and kept in ``var/bench``."""
    folder = KEPT / str(size)
    releases = Releases(folder / "releases")
    if not releases.current_id():
        folder.mkdir(parents=True, exist_ok=True)
        _build(size, folder)
    return releases.current()


def _build(size: int, folder: Path) -> None:
    if DATA.is_dir() and NATIONAL.is_file() and size > _NATIONAL // 4:
        copies = round((size - _NATIONAL) / _NATIONAL_COPY)
        sources, data = national(1 + max(0, copies), folder)
    else:
        sources, data = bundled(1, folder, max(1, round(size / _BUNDLED_HUNDRED * _BUNDLED_COPIES)))
    command = [sys.executable, "-m", "graph", "build", "--sources", sources, "--data", data]
    subprocess.run([str(part) for part in [*command, "--home", folder / "releases"]], cwd=ROOT, check=True)
