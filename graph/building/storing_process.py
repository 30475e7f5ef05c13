"""
Writing of the store and the dumps of a release in a process of its own, in parallel with the rest of a build.

Sorting, shortening and packing a million lines holds the interpreter lock for half a minute, and the engine's own work
takes a gigabyte, which goes with the process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from ..errors import ReleaseFault
from ..statement_files import GraphFiles
from .side_work import describe_end
from .store_files import write_store

# For this many statements a process takes longer to start than to save.
_FEW = 200_000


class _Order(msgspec.Struct):
    """The files to write: where, under which name, and the descriptor of the statements of each graph."""

    folder: str
    name: str
    descriptors: dict[str, int]


class _Fault(msgspec.Struct):
    """An error of the operating system in the process."""

    number: int | None
    words: str


def store_beside(files: GraphFiles, folder: Path, name: str, few: int = _FEW) -> None:
    """
    Write the store and the dumps *name* of *files* to *folder*, more than *few* statements in a process of their own.

    Raises ``OSError`` where the disk is full, and ``ReleaseFault`` where the process ended in another way.
    """
    if sum(files.sizes.values()) <= few:
        write_store(files, folder, name)
        return
    descriptors = files.descriptors()
    order = msgspec.json.encode(_Order(str(folder), name, descriptors))
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=tuple(descriptors.values())
    ) as writing:
        told, status = _converse(writing, order)
    if told:
        fault = msgspec.json.decode(told, type=_Fault)
        raise OSError(fault.words) if fault.number is None else OSError(fault.number, fault.words)
    if status:
        raise ReleaseFault(f"the store could not be written: {describe_end(status)}")


def _converse(writing: subprocess.Popen[bytes], order: bytes) -> tuple[bytes, int]:
    """Return the words of the process *writing* by *order*, and its exit status; its input stays open until then."""
    if writing.stdin is None or writing.stdout is None:
        raise TypeError("the process was started without pipes")
    writing.stdin.write(order + b"\n")
    writing.stdin.flush()
    return writing.stdout.read(), writing.wait()


def _main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=_Order)
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    try:
        write_store(GraphFiles.of_process(order.descriptors), Path(order.folder), order.name)
    except OSError as error:
        sys.stdout.buffer.write(msgspec.json.encode(_Fault(error.errno, error.strerror or str(error))))


def _end_with_the_build() -> None:
    """End this process where the build has ended before it, which closes the pipe."""
    # Past the buffer, whose lock this thread would hold when the process ends.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    _main()
