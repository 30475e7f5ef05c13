"""
Measures the lines that the Python processes of a test run execute: tests, servers, builds, and their forks.

Python imports the module of this name as it starts, in every process that has this folder on its PYTHONPATH. Each
appends a line of JSON, line numbers by file, to a file in the folder named by ``LINES_INTO``. ``floors.py`` adds them
up.

Slipcover needs two seconds to insert its probes into the server's modules, which is more than the server needs to
start. So the first process that imports a module keeps its code with the probes left out, and the hundreds that follow
fill them in.
"""

from __future__ import annotations

import atexit
import json
import marshal
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar, NoReturn, cast

import slipcover.slipcover
from slipcover import FileMatcher, ImportManager, Slipcover
from slipcover.importer import SlipcoverLoader
from slipcover.slipcover import probe

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "server")


class Places:
    """
    Stands in for ``slipcover.probe`` and marks the places of probes: by lists, which Python code has no constants of.

    The place of a probe is its line and its offset in the bytecode, that of the function called with it is empty.
    """

    signal: ClassVar[list[int]] = []

    @staticmethod
    def new(_: Slipcover, _file: str, line: int, _threshold: int) -> list[int]:
        """Return the place of a probe of *line*."""
        return [line]

    @staticmethod
    def set_immediate(place: list[int], _: bytes, offset: int) -> None:
        """Add the *offset* of a probe to its *place*."""
        place.append(offset)


class Rooms(FileMatcher):  # type: ignore[misc]  # slipcover publishes no types
    """The files to measure, told from the thousands of other modules by a look at their paths."""

    def __init__(self) -> None:
        super().__init__(sources=[str(ROOT / room) for room in ROOMS], omit=[str(ROOT / "server/frontend/*")])

    def matches(self, filename: Path | str | None) -> bool:
        """Return whether the lines of the file *filename* are measured."""
        return any(f"/{room}/" in str(filename) for room in ROOMS) and bool(super().matches(filename))


class KeptCode(Slipcover):  # type: ignore[misc]  # slipcover publishes no types
    """Slipcover that keeps instrumented code in a folder, from one process to the next."""

    def __init__(self, folder: Path) -> None:
        # Otherwise a thread of its own looks into the frames of all others, which objects of pyoxigraph do not survive.
        super().__init__(immediate=True)
        self.folder = folder

    def instrument(self, co: CodeType, parent: CodeType | None = None) -> CodeType:
        """Return the code *co* of a module with probes, from the folder where an earlier process left it there."""
        if parent is not None:
            return cast(CodeType, super().instrument(co, parent))
        kept = self.folder / f"{blake2b(marshal.dumps(co), digest_size=16).hexdigest()}.code"
        try:
            return self.fill(marshal.loads(kept.read_bytes()))
        except OSError:
            marked = marshal.dumps(self.mark(co))
            # Executors may open no file for writing.
            with suppress(OSError):
                own = kept.with_suffix(f".{os.getpid()}")
                own.write_bytes(marked)
                own.rename(kept)
            return self.fill(marshal.loads(marked))

    def mark(self, co: CodeType) -> CodeType:
        """Return the code *co* with calls of probes, and places for the probes among its constants."""
        slipcover.slipcover.probe = Places
        try:
            return cast(CodeType, super().instrument(co, co))
        finally:
            slipcover.slipcover.probe = probe

    def fill(self, marked: CodeType) -> CodeType:
        """Return the code *marked* with probes in their places."""
        probes: list[tuple[Any, int]] = []

        def constant(value: Any) -> Any:
            if isinstance(value, CodeType):
                return self.fill(value)
            if not isinstance(value, list):
                return value
            if not value:
                return probe.signal
            line, offset = value
            probes.append((probe.new(self, marked.co_filename, line, self.d_miss_threshold), offset))
            return probes[-1][0]

        filled = marked.replace(co_consts=tuple(map(constant, marked.co_consts)))
        for one, offset in probes:
            probe.set_immediate(one, filled.co_code, offset)
        return filled


def instrument_main(loader: SlipcoverLoader, name: str) -> CodeType:
    """Return the instrumented code of the module *name*: ``python -m`` fetches the code and runs it itself."""
    code: CodeType = loader.sci.instrument(loader.orig_loader.get_code(name))
    return code


def measure(folder: Path) -> None:
    """Measure this process and its forks from here on, into a file of *folder*."""
    seen = KeptCode(folder)
    SlipcoverLoader.get_code = instrument_main
    ImportManager(seen, Rooms()).__enter__()
    # Opened here: executors may open no file for writing.
    lines = os.open(folder / f"{os.getpid()}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    file = os.fstat(lines)

    def forget() -> None:
        # The parent reports its own lines.
        seen.newly_seen.clear()

    def report() -> None:
        # A process may have closed all its handles, and given this number to another file.
        with suppress(OSError, MemoryError):
            if os.path.samestat(os.fstat(lines), file):
                found = {name: sorted(numbers) for name, numbers in seen.newly_seen.items()}
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
