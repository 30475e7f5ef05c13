"""The floors of the rooms as README prints them, from the contracts in pyproject.toml: ``python -m tests.floors``."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from tests.paths import ROOT

_BLOCK = re.compile(r"(The floors, from the top:\n\n```\n).*?(```)", re.DOTALL)


def print_floors() -> str:
    """Return one line a floor, top first, for the rooms that have floors: ``graph  9  commands``."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    rooms = {contract["id"]: contract["layers"] for contract in contracts if contract["id"] in ("graph", "server")}
    parts = []
    for room, layers in rooms.items():
        names = [" · ".join(re.split(r"\s*[|:]\s*", layer)) for layer in layers]
        parts.append("".join(f"{room:<7}{len(names) - place:>3}  {name}\n" for place, name in enumerate(names)))
    return "\n".join(parts)


def write_floors(readme: Path) -> str:
    """Return the text of *readme* with the floors in force in their place."""
    return _BLOCK.sub(lambda found: f"{found[1]}{print_floors()}{found[2]}", readme.read_text("utf-8"))


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(write_floors(path), "utf-8")
    sys.stdout.write(print_floors())
