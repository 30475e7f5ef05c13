"""
Measures the lines that the Python processes of a test run execute: tests, servers, builds, and their forks.

Python imports the module of this name as it starts, in every process that has this folder on its PYTHONPATH. Each
appends a line of JSON, line numbers by file, to a file in the folder named by ``LINES_INTO``. ``floors.py`` adds them
up.
"""

from __future__ import annotations

import atexit
import json
import os
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import NoReturn

from slipcover import FileMatcher, ImportManager, Slipcover
from slipcover.importer import SlipcoverLoader

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "server")


def instrument_main(loader: SlipcoverLoader, name: str) -> CodeType:
    """Return the instrumented code of the module *name*: ``python -m`` fetches the code and runs it itself."""
    code: CodeType = loader.sci.instrument(loader.orig_loader.get_code(name))
    return code


def measure(folder: Path) -> None:
    """Measure this process and its forks from here on, into a file of *folder*."""
    # Otherwise a thread of its own looks into the frames of all others, which objects of pyoxigraph do not survive.
    seen = Slipcover(immediate=True)
    rooms = FileMatcher(sources=[str(ROOT / room) for room in ROOMS], omit=[str(ROOT / "server/frontend/*")])
    SlipcoverLoader.get_code = instrument_main
    ImportManager(seen, rooms).__enter__()
    # Opened here: executors may open no file for writing.
    lines = os.open(folder / f"{os.getpid()}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    file = os.fstat(lines)

    def forget() -> None:
        # The parent reports its own lines.
        seen.all_seen.clear()
        seen.newly_seen.clear()

    def report() -> None:
        # A process may have closed all its handles, and given this number to another file.
        with suppress(OSError, MemoryError):
            if os.path.samestat(os.fstat(lines), file):
                found = {name: sorted(seen.all_seen[name] | seen.newly_seen[name]) for name in seen.code_lines}
                # A limit on the size of files may cut the line off; the next one begins on a line of its own.
                os.write(lines, b"\n" + json.dumps(found).encode() + b"\n")

    def report_and_exit(status: int) -> NoReturn:
        report()
        leave(status)

    leave, os._exit = os._exit, report_and_exit
    os.register_at_fork(after_in_child=forget)
    atexit.register(report)


if __name__ == "sitecustomize" and "LINES_INTO" in os.environ:
    measure(Path(os.environ["LINES_INTO"]))
