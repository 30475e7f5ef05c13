"""
Bodies with all triples of a release: its Turtle dump unpacked, or written in another format, while it is sent.

Nothing is held but the part on its way. Converting the triples of Norway takes five seconds of Python, in a process of
its own; the engine takes 27 to read them from its store.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from ..executors.open_answer import BrokenOff
from ..http.downloads import UnmeasuredBody

Charge = Callable[[float], None]

_PIECE = 1 << 18
_GZIP_FORMAT = 31
_TRAILER = 4
# A gzip file states its unpacked size modulo 4 GB; Turtle packs to a twelfth, and never to a hundredth.
_MOST_PACKED = (1 << 32) // 100


def unpacked_size(dump: Path) -> int | None:
    """Return the size of the gzip file *dump* unpacked, in bytes; None where the file is too large to state it."""
    if dump.stat().st_size > _MOST_PACKED:
        return None
    with dump.open("rb") as file:
        file.seek(-_TRAILER, os.SEEK_END)
        return int.from_bytes(file.read(_TRAILER), "little")


class UnpackedDump(UnmeasuredBody):
    """The gzip file *dump* unpacked; calls *charge* at the end, with the processor seconds it took."""

    def __init__(self, dump: Path, charge: Charge) -> None:
        self._dump = dump
        self._charge = charge
        self._parts: Generator[bytes, None, None] | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Yield the parts; raises ``BrokenOff`` where the file is damaged or cut off."""
        self._parts = self._unpack()
        return self._parts

    def _unpack(self) -> Generator[bytes, None, None]:
        # Opened by the first part: HEAD and 304 send none, and close no body.
        unpacker, seconds = zlib.decompressobj(_GZIP_FORMAT), 0.0
        with self._dump.open("rb") as file:
            try:
                while packed := file.read(_PIECE):
                    started = time.thread_time()
                    part = unpacker.decompress(packed)
                    seconds += time.thread_time() - started
                    yield part
            except zlib.error as error:
                raise BrokenOff(f"{self._dump}: {error}") from None
            finally:
                self._charge(seconds)
        if not unpacker.eof:
            raise BrokenOff(f"{self._dump}: the file is cut off.")

    def close(self) -> None:
        """Leave the rest unread."""
        if self._parts is not None:
            self._parts.close()


class ConvertedDump(UnmeasuredBody):
    """
    The triples of the gzipped Turtle file *dump* in *media_type*, from a process that starts with the first part.

    *charge* is called once, with the processor seconds of the process.
    """

    def __init__(self, dump: Path, media_type: str, charge: Charge) -> None:
        self._command = [sys.executable, "-m", "server.sparql.dump_process", str(dump.resolve()), media_type]
        self._charge = charge
        self._process: subprocess.Popen[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Yield the parts; raises ``BrokenOff`` where the process fails, which logs its fault itself."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, bufsize=0)  # noqa: S603 - our own module
        output = self._process.stdout
        while output and (part := output.read(_PIECE)):
            yield part
        if status := self._wait(self._process):
            raise BrokenOff(f"The dump could not be converted (status {status}).")

    def close(self) -> None:
        """End the process, where there is one."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        # Not by ``Popen.kill``, which reaps a process that has ended: its time would be lost.
        os.kill(process.pid, signal.SIGKILL)
        self._wait(process)

    def _wait(self, process: subprocess.Popen[bytes]) -> int:
        """Wait for the end of *process*, charge its time and return its status."""
        if process.stdout:
            process.stdout.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self._charge(used.ru_utime + used.ru_stime)
        return process.returncode
