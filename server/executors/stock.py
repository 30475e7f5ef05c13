"""
The stock of executors of a pool: one more than quick slots, and at least one that waits for the next query.

It also keeps up to that many slowed-down executors for queries that give way.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from contextlib import suppress

from graph.reading.release import Release

from .fork_clients import ForkServer
from .held_release import Holder
from .pipe_protocol import Request
from .process import Executor, Reaper

log = logging.getLogger(__name__)

_START_SECONDS = 1.0


class Stock:
    """
    Makes executors, lends them for a query each, and replaces those that ended; safe to use from many threads.

    *held_bytes* bounds the memory of a release that is held for them.
    """

    def __init__(self, quick: int, held_bytes: int) -> None:
        self._quick = quick
        self._fork_server = ForkServer()
        self._holder = Holder(held_bytes, self._renew)
        self._reaper = Reaper()
        # Taken from the right, added on the left, so that executors still starting are taken last.
        self._idle: deque[Executor] = deque()
        # Slowed down for good, for queries that give way to others.
        self._slowed: deque[Executor] = deque()
        # The latest request: new executors open its store in advance.
        self._latest: Request | None = None
        self._current = ""  # the store of the current release
        self._at_work: set[Executor] = set()
        self._lock = threading.Lock()
        self._is_closed = False
        # The first executors start while the application goes on to be made: a query that comes before waits for them.
        self._starting = threading.Thread(target=self._renew, name="executors", daemon=True)
        self._starting.start()

    @property
    def held(self) -> str:
        """The path of the store of the release that is held in memory, '' where none is."""
        return self._holder.held

    @property
    def most_idle(self) -> int:
        """The most executors that wait for a query: those of usual priority, and those slowed down."""
        return 2 * self._quick + 2

    def hold(self, release: Release) -> None:
        """Hold *release*, and later those that ``prepare`` is told of, in memory where it fits."""
        self._holder.hold(release)

    def prepare(self, release: Release, request: Request) -> None:
        """Have new executors open the store of *request*, which is of *release*, unless that is an old one."""
        if release.is_old:
            return
        self._holder.follow(release)
        self._latest = request
        if release.store_path != self._current:
            self._current = release.store_path
            self._drop_slowed()

    def take(self, *, gives_way: bool = False) -> Executor:
        """
        Return an executor; starts another where none is left for the next query.

        For a query that *gives_way* to others it is one that an earlier such query has slowed down, if there is any.
        Raises ``OSError`` where none is idle and the system starts no other, and after ``close``.
        """
        with self._lock:
            if self._is_closed:
                raise ChildProcessError("the executors have been ended")
            if gives_way and self._slowed:
                executor = self._slowed.pop()
                self._at_work.add(executor)
                return executor
            executor = self._idle.pop() if self._idle else self._make()
            self._at_work.add(executor)
            self._fill()
        return executor

    def put_back(self, executor: Executor) -> None:
        """Give back an *executor* that has answered."""
        with self._lock:
            self._at_work.remove(executor)
            is_kept = not self._is_closed and not executor.is_spent and self._is_current(executor)
            if executor.is_slowed:
                is_kept = is_kept and len(self._slowed) < self._quick
                kept = self._slowed
            else:
                is_kept = is_kept and self._count() <= self._quick
                kept = self._idle
            if is_kept:
                kept.append(executor)
            self._fill()
        if not is_kept:
            self._reaper.bury(executor)

    def give_up(self, executor: Executor, *, has_ended: bool) -> None:
        """Replace an *executor* that has ended, or is to be ended."""
        try:
            if not has_ended:
                self._reaper.bury(executor)
        finally:
            with self._lock:
                self._at_work.remove(executor)
                self._fill()

    def is_ready(self) -> bool:
        """Return whether an executor is alive and idle; waits a second for the first ones."""
        self._starting.join(_START_SECONDS)
        return not self._is_closed and any(executor.is_alive() for executor in list(self._idle))

    def close(self) -> None:
        """End all executors, and make no more."""
        with self._lock:
            self._is_closed = True
        self._holder.close()
        self._starting.join()
        for executor in (*self._idle, *self._slowed):
            self._reaper.bury(executor)
        self._reaper.close()
        self._fork_server.close()

    def _drop_slowed(self) -> None:
        """End the waiting executors that were slowed down: nobody may ask them again, and they keep a store open."""
        with self._lock:
            dropped, self._slowed = self._slowed, deque()
        for executor in dropped:
            self._reaper.bury(executor)

    def _count(self) -> int:
        """Return the number of executors of usual priority."""
        return len(self._idle) + len([executor for executor in self._at_work if not executor.is_slowed])

    def _fill(self) -> None:
        """Start executors until there is one more than quick slots, and one idle, or the system starts no more."""
        while not self._is_closed and (not self._idle or self._count() <= self._quick):
            try:
                executor = self._make()
            except OSError as error:  # too many processes or open files: tried again with the next query
                log.warning("no further executor can be started: %s", error)
                return
            if self._latest:
                executor.prepare(self._latest)
            self._idle.appendleft(executor)

    def _renew(self) -> None:
        """Replace the idle executors that are not of the present fork server; one at work is ended after its query."""
        with self._lock:
            outdated = [one for one in (*self._idle, *self._slowed) if not self._is_current(one)]
            self._idle = deque(one for one in self._idle if self._is_current(one))
            self._slowed = deque(one for one in self._slowed if self._is_current(one))
            self._fill()
        for executor in outdated:
            self._reaper.bury(executor)

    def _is_current(self, executor: Executor) -> bool:
        return executor.made_by is (self._holder.server or self._fork_server)

    def _make(self) -> Executor:
        if holding := self._holder.server:
            try:
                return Executor(holding)
            except ChildProcessError:
                # Not here, where the lock is held: executors of the dead server are replaced as they are put back.
                # Without a thread to spare, the next executor that is made tries again.
                with suppress(RuntimeError):
                    threading.Thread(target=self._holder.forget, args=(holding,), daemon=True).start()
        return Executor(self._fork_server)
