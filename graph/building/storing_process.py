"""
Writing of the store and the dumps of a release in a process of its own, in parallel with the rest of a build.

Sorting, shortening and packing a million lines holds the interpreter lock for half a minute, and the engine's own work
takes a gigabyte, which goes with the process. It begins with the graphs of the sources while the rules run. To go
on with the graphs of the rules while they are checked saved 2 of 77 s and took 0.7 GB more.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Self

import msgspec

from ..errors import ReleaseFault
from ..statement_files import GraphFiles
from .side_work import describe_end
from .store_files import StoreWriter, write_store

# For this many statements a process takes longer to start than to save.
_FEW = 200_000


class _Order(msgspec.Struct):
    """The release to write: its folder, and the name of its dumps."""

    folder: str
    name: str


class _Graphs(msgspec.Struct):
    """The file of each graph to load; with ``whole`` those of all graphs, of which the dumps are written, too."""

    paths: dict[str, str]
    whole: bool


class _Fault(msgspec.Struct):
    """An error of the operating system in the process."""

    number: int | None
    words: str


class Storing:
    """
    The writing of the store and the dumps *name* to *folder*, in a process of its own for more than *few* statements.

    A context: the process ends with it.
    """

    def __init__(self, folder: Path, name: str, few: int = _FEW) -> None:
        self.folder = folder
        self._name = name
        self._few = few
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()
        self._is_stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._process is not None:
            # What the process has not read is flushed once more, and must not hide why it ended.
            with suppress(BrokenPipeError), self._process:
                pass

    def stop(self) -> None:
        """Kill the process, and start none from now on; ``finish`` then raises, in any thread."""
        with self._starting:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def begin(self, files: GraphFiles, settled: Iterable[str]) -> None:
        """Load the *settled* graphs of *files*, which nothing changes any more, while the build goes on."""
        chosen = [graph for graph in map(str, settled) if graph in files]  # rdflib's IRIs equal no other strings
        files.seal(chosen)
        if sum(files.sizes[graph] for graph in chosen) > self._few:
            self._tell(_Graphs(files.paths(chosen), whole=False))

    def finish(self, files: GraphFiles) -> None:
        """
        Write the rest, and wait until everything is written.

        Raises ``OSError`` where the disk is full, and ``ReleaseFault`` where the process ended in another way.
        """
        if self._process is None and sum(files.sizes.values()) <= self._few:
            write_store(files, self.folder, self._name)
            return
        process = self._tell(_Graphs(files.paths(files.sizes), whole=True))
        told, status = process.stdout.read() if process.stdout else b"", process.wait()
        if told:
            fault = msgspec.json.decode(told, type=_Fault)
            raise OSError(fault.words) if fault.number is None else OSError(fault.number, fault.words)
        if status:
            raise ReleaseFault(f"the store could not be written: {describe_end(status)}")

    def _tell(self, graphs: _Graphs) -> subprocess.Popen[bytes]:
        """Send *graphs* to the process, which is started if there is none; return it."""
        orders: list[msgspec.Struct] = [graphs]
        with self._starting:
            if self._is_stopped:
                raise ReleaseFault("the store was not written, since the build has ended")
            if self._process is None:
                command = [sys.executable, "-m", __name__]
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
                orders.insert(0, _Order(str(self.folder), self._name))
        if pipe := self._process.stdin:
            with suppress(BrokenPipeError):  # it has ended, and finish() says why
                pipe.writelines(msgspec.json.encode(order) + b"\n" for order in orders)
                pipe.flush()
        return self._process


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build that is interrupted ends this process
    told: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(told,), daemon=True).start()
    order = msgspec.json.decode(told.get(), type=_Order)
    try:
        writer = StoreWriter(Path(order.folder))
        while not (graphs := msgspec.json.decode(told.get(), type=_Graphs)).whole:
            writer.begin(GraphFiles.of_process(graphs.paths))
            _give_back_memory()
        writer.finish(GraphFiles.of_process(graphs.paths), order.name)
    except OSError as error:
        sys.stdout.buffer.write(msgspec.json.encode(_Fault(error.errno, error.strerror or str(error))))


def _give_back_memory() -> None:
    """Give the system what a load has freed, half a gigabyte, where the C library can (glibc)."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _listen(told: SimpleQueue[bytes]) -> None:
    """Pass the lines of the build on, and end this process where the build has ended before it, closing the pipe."""
    # Not by sys.stdin, whose lock this thread would hold when the process ends.
    with open(0, "rb", closefd=False) as pipe:
        for line in pipe:
            told.put(line)
    os._exit(1)


if __name__ == "__main__":
    _main()
