"""
A release held in memory for ad-hoc queries, by a fork server whose executors find it open.

In memory the engine takes less than half of the processor time that it takes from its files, in the middle of 68
queries (``python -m tests.bench.in_memory``), for 420 bytes a statement. The forks share that memory. Only the default
graph is held: a query that names a graph, or may name one, is answered from the files. Blank nodes get other labels.
Reading takes seconds, so it happens beside the queries, which use the files meanwhile.
"""

from __future__ import annotations

import fcntl
import logging
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.reading.manifest import DUMP
from graph.reading.release import Release

from .fork_clients import ForkServer, HoldingServer

log = logging.getLogger(__name__)

# Smaller releases are answered from their files within milliseconds.
WORTH_HOLDING = 200_000
# Measured with the national release: 416 with jemalloc, 353 with the allocator of the C library.
STATEMENT_BYTES = 450
# Executors that shared the memory of the release before end within this time, but for those with a long query.
_SETTLE_SECONDS = 0.5
# Requests that began before a switch of releases still name the old one.
_PAUSE = 10.0
# The most seconds to wait for others that read, and those between two looks; a release is read in a few.
_LONGEST_WAIT = 120.0
_LOOK_SECONDS = 0.1


class Holder:
    """
    Holds the current release in memory, where that takes at most *most* bytes and half of what is available.

    *changed* is called whenever executors should be made elsewhere than before: from the release once it is held, and
    from none when it is dropped.
    """

    def __init__(self, most: int, changed: Callable[[], None]) -> None:
        self._most = most
        self._changed = changed
        self._lock = threading.Lock()
        self._wanted = ""
        self._turn = 0  # of the calls that have changed what is wanted
        self._next_change = 0.0
        self._reading: HoldingServer | None = None
        # The path of the store that is held, and the process that holds it.
        self._held: tuple[str, HoldingServer] | None = None

    @property
    def held(self) -> str:
        """The path of the store of the release that is held, '' where none is."""
        return self._held[0] if self._held else ""

    @property
    def server(self) -> ForkServer | None:
        """The fork server that holds the current release, None where none is held."""
        return self._held[1] if self._held else None

    def hold(self, release: Release) -> None:
        """Begin to hold *release* and drop the one before; calls for the same release have no effect."""
        if release.store_path == self._wanted or release.is_old:
            return
        with self._lock:
            if release.store_path == self._wanted or time.monotonic() < self._next_change:
                return
            self._wanted, self._next_change = release.store_path, time.monotonic() + _PAUSE
            self._turn += 1
            turn = self._turn
            dropped = self._detach()
        self._end(*dropped)
        if WORTH_HOLDING <= release.manifest.triples <= self._most // STATEMENT_BYTES:
            threading.Thread(target=self._wait_and_read, args=(release, turn), name="holder", daemon=True).start()

    def follow(self, release: Release) -> None:
        """Hold *release* in the place of another one; a holder that was never told to hold one does nothing."""
        if self._wanted:
            self.hold(release)

    def forget(self, server: ForkServer) -> None:
        """Drop *server*, which forks no more; its release is held no more until another one is current."""
        with self._lock:
            if self._held is None or self._held[1] is not server:
                return
            dropped, self._held = self._held[1], None
        log.warning("the process that held the release in memory failed; queries are answered from its files")
        self._end(None, dropped)

    def close(self) -> None:
        """End the process that holds the release; its executors live on."""
        with self._lock:
            self._wanted = ""
            self._turn += 1
            dropped = self._detach()
        self._end(*dropped)

    def _wait_and_read(self, release: Release, turn: int) -> None:
        """Read *release* if half of the memory that is available suffices, when no other process of ours is reading."""
        need = release.manifest.triples * STATEMENT_BYTES
        time.sleep(_SETTLE_SECONDS)
        with _one_at_a_time():
            if turn != self._turn:
                return
            if need <= (free := available_memory()) // 2:
                self._read(release, turn)
                return
        log.warning("release %s is not held: it needs %d MB, and %d are free", release.id, need >> 20, free >> 20)

    def _read(self, release: Release, turn: int) -> None:
        started = time.monotonic()
        server = HoldingServer(release.folder / DUMP, release.store_path, release.manifest.base)
        with self._lock:
            self._reading = server
        found = server.start()
        with self._lock:
            is_wanted = turn == self._turn
            is_whole = found == release.manifest.triples
            if is_wanted:
                self._reading, self._held = None, (release.store_path, server) if is_whole else None
        if is_wanted and is_whole:
            log.info("release %s is held in memory after %.1f s", release.id, time.monotonic() - started)
            self._changed()
            return
        server.close()
        if is_wanted:
            log.error("release %s is not held: its dump gave %d statements", release.id, found)

    def _detach(self) -> tuple[HoldingServer | None, HoldingServer | None]:
        """Hold nothing, and return the processes that read and held a release; call with the lock."""
        reading, held = self._reading, self._held
        self._reading = self._held = None
        return reading, held[1] if held else None

    def _end(self, reading: HoldingServer | None, holding: HoldingServer | None) -> None:
        if reading:
            reading.close()
        if holding:
            holding.close()
            self._changed()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """
    Wait for other processes on this machine that are reading a release, whose memory still counts as available.

    The wait is bounded: any user of the machine may lock a file in the common folder.
    """
    try:
        lock = (Path(tempfile.gettempdir()) / "yrkesgraf-holding.lock").open("ab")
    except OSError:  # it belongs to another user
        yield
        return
    with lock:
        until = time.monotonic() + _LONGEST_WAIT
        while not _can_lock(lock):
            if time.monotonic() >= until:
                log.warning("%s has been locked for %g seconds and is ignored", lock.name, _LONGEST_WAIT)
                break
            time.sleep(_LOOK_SECONDS)
        yield


def _can_lock(file: BinaryIO) -> bool:
    """Lock *file* where nobody else has; return whether it is locked."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def available_memory() -> int:
    """Return the bytes that may still be taken, of the machine and of this one's control group; 0 where unknown."""
    try:
        (line,) = (one for one in _read_lines(Path("/proc/meminfo")) if one.startswith("MemAvailable:"))
    except (OSError, ValueError):
        return 0
    return min(int(line.split()[1]) << 10, _available_in_group())


def _available_in_group() -> int:
    """Return the bytes that the control group (version 2) of this process may still take; caches make room."""
    try:
        # In a container its own control group is the root; elsewhere the line of version 2 names it.
        (group,) = (one[4:] for one in _read_lines(Path("/proc/self/cgroup")) if one.startswith("0::/"))
        own = Path("/sys/fs/cgroup") / group
        limits = [_read_lines(own / f"memory.{name}")[0] for name in ("max", "high")]
        (used,) = map(int, _read_lines(own / "memory.current"))
        (cached,) = (one for one in _read_lines(own / "memory.stat") if one.startswith("inactive_file "))
    except (OSError, ValueError):  # no such control group, or one without limits
        return sys.maxsize
    most = min((int(one) for one in limits if one != "max"), default=sys.maxsize)
    return most - used + int(cached.split()[1])


def _read_lines(path: Path) -> list[str]:
    return path.read_text("ascii").splitlines()
