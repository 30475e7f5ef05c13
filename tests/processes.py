"""The processes of a server, as the system tells of them."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from tests.bench.servers import Server
from tests.waiting import wait


def parents_of() -> dict[int, int]:
    """Return the parent of every process that has not ended, by number."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            state, parent, *_ = path.read_text("utf-8", "replace").rsplit(")", 1)[1].split()
            if state != "Z":
                parents[int(path.parent.name)] = int(parent)
    return parents


def family(root: int) -> list[int]:
    """Return the process *root* and all that come from it."""
    parents = parents_of()
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def still_there(pids: list[int]) -> list[str]:
    """Return the line that the system has of each of the processes *pids* that still exists."""
    found = []
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            found.append(Path(f"/proc/{pid}/stat").read_text("utf-8", "replace"))
    return found


def held(pids: list[int]) -> int:
    """Return the bytes that processes hold: pages that several share are divided among them."""
    total = 0
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total << 10


def resident(pids: list[int]) -> int:
    """Return the megabytes that processes hold, as ``held`` does."""
    return held(pids) >> 20


def settle(server: Server) -> list[int]:
    """Wait until the server has had the same processes for a second, and return them."""
    found: list[list[int]] = []

    def is_at_rest() -> bool:
        time.sleep(0.2)
        found.append(family(server.process.pid))
        return len(found) > 5 and found[-6:] == [found[-1]] * 6

    wait(is_at_rest)
    return found[-1]


def command_of(pid: int) -> bytes:
    """Return the command line of a process, its words ended by zeros; empty for one that has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
