"""
A release held in memory for ad-hoc queries, by a fork server whose executors find it open.

In memory the engine answers joins and aggregates two to five times as fast as from its files (``make bench``), for 350
bytes a statement. The forks share that memory. Only the default graph is held: a query that names a graph, or may name
one, is answered from the files. Blank nodes get other labels. Reading takes seconds, so it happens beside the queries,
which use the files meanwhile.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from graph.reading.release import Release

from .fork_server import ForkServer, HoldingServer

log = logging.getLogger(__name__)

DUMP = "yrkesgraf.ttl.gz"
# Below this the files are in the kernel's cache and as fast as makes no difference.
WORTH_HOLDING = 200_000
# Measured: 350 for the national release.
STATEMENT_BYTES = 400
# Requests that began before a switch of releases still name the old one.
_PAUSE = 10.0


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
        self._next_change = 0.0
        self._reading: HoldingServer | None = None
        self._server: HoldingServer | None = None

    @property
    def held(self) -> str:
        """The path of the store of the release that is held, '' where none is."""
        return self._wanted if self._server else ""

    @property
    def server(self) -> ForkServer | None:
        """The fork server that holds the current release, None where none is held."""
        return self._server

    def hold(self, release: Release) -> None:
        """Begin to hold *release* and drop the one before; calls for the same release have no effect."""
        if release.store_path == self._wanted or release.is_old:
            return
        with self._lock:
            if release.store_path == self._wanted or time.monotonic() < self._next_change:
                return
            self._wanted, self._next_change = release.store_path, time.monotonic() + _PAUSE
        self._drop()
        if self._is_worth_it(release.manifest.triples):
            threading.Thread(target=self._read, args=(release,), name="holder", daemon=True).start()

    def follow(self, release: Release) -> None:
        """Hold *release* in the place of another one; a holder that was never told to hold one does nothing."""
        if self._wanted:
            self.hold(release)

    def forget(self, server: ForkServer) -> None:
        """Drop *server*, which has died; its release is held no more until another one is current."""
        if server is self._server:
            log.warning("the process that held the release in memory has ended; queries are answered from its files")
            self._drop()

    def close(self) -> None:
        """End the process that holds the release; its executors live on."""
        with self._lock:
            self._wanted = ""
        self._drop()

    def _is_worth_it(self, statements: int) -> bool:
        need = statements * STATEMENT_BYTES
        return statements >= WORTH_HOLDING and need <= min(self._most, available_memory() // 2)

    def _read(self, release: Release) -> None:
        started = time.monotonic()
        server = HoldingServer(release.folder / DUMP, release.store_path, release.manifest.base)
        with self._lock:
            self._reading = server
        found = server.start()
        with self._lock:
            is_wanted = self._reading is server and self._wanted == release.store_path
            is_whole = found == release.manifest.triples
            if is_wanted:
                self._reading, self._server = None, server if is_whole else None
        if is_wanted and is_whole:
            log.info("release %s is held in memory after %.1f s", release.id, time.monotonic() - started)
            self._changed()
            return
        server.close()
        if is_wanted:
            log.error("release %s is not held: its dump gave %d statements", release.id, found)

    def _drop(self) -> None:
        with self._lock:
            reading, server = self._reading, self._server
            self._reading = self._server = None
        if reading:
            reading.close()
        if server:
            server.close()
            self._changed()


def available_memory() -> int:
    """Return the bytes that this process and its children may still take: of the machine, and of its control group."""
    (line,) = (one for one in Path("/proc/meminfo").read_text("ascii").splitlines() if one.startswith("MemAvailable:"))
    free = int(line.split()[1]) << 10
    # In a container its own control group is the root; elsewhere the line of version 2 names it.
    group = Path("/proc/self/cgroup").read_text("ascii").rpartition("0::/")[2].split("\n")[0]
    own = Path("/sys/fs/cgroup") / group
    try:
        most, used = (int((own / f"memory.{name}").read_text("ascii")) for name in ("max", "current"))
    except (OSError, ValueError):  # no control group of its own, or one without a limit
        return free
    return min(free, most - used)
