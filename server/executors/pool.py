"""
A pool of executor processes for ad-hoc queries, each killed and replaced when its query exceeds a limit.

The engine has neither timeout nor cancellation; only killing its process is safe (SIGKILL and reap: 20-90 ms). Each
query starts in a quick slot. After ``quick_seconds`` it moves to a slot for long queries at a lower priority; where all
of those are taken it continues only until another query waits. So a quick query waits ``quick_seconds`` at most.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import deque

from graph.errors import QueryFault, YrkesgrafError
from graph.reading.release import Release
from graph.reading.store import Answer

from ..adhoc_query import Query
from ..refusals import ResourceLimit
from ..settings import Settings
from .fork_server import ForkServer
from .pipe_protocol import Gone, Overdue, Reply, Request
from .process import Dead, Executor, Reaper
from .slots import Displaced, Run, Slots

# More than the executors that may have died at once.
_ATTEMPTS = 8
_LOOK_AGAIN_SECONDS = 0.01


class ExecutorFault(YrkesgrafError):
    """An executor that failed by a fault of the server."""


class ExecutorPool:
    """Runs ad-hoc queries in executor processes within the limits of *settings*; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = Slots(settings)
        self._quick = settings.executors + settings.reserved_executors
        self._fork_server = ForkServer()
        self._reaper = Reaper()
        # Taken from the right, added on the left, so that executors still starting are taken last.
        self._idle: deque[Executor] = deque()
        # The latest request: new executors open its store in advance.
        self._latest: Request | None = None
        self._at_work: set[Executor] = set()
        self._stock = threading.Lock()
        self._is_closed = False
        with self._stock:
            self._fill()

    @property
    def running(self) -> int:
        """The number of queries being run."""
        return self._slots.taken

    def run(self, release: Release, query: Query) -> Answer:
        """
        Return the answer to *query* on *release*.

        Raises ``QueryFault`` for invalid SPARQL, ``ResourceLimit`` for a query over a limit and ``ExecutorFault`` for a
        fault of the server; the next query finds a working executor in each case.
        """
        started = time.perf_counter()
        slot = self._slots.enter(query.trace.client, self._settings.queue_seconds)
        query.trace.queue = time.perf_counter() - started
        if slot is None:
            seconds = f"{self._settings.queue_seconds:g}"
            raise ResourceLimit("executors", f"All executors were busy for {seconds} seconds; retry.", 5)
        run = Run(self._slots, slot, self._settings)
        try:
            self._latest = request = _request(release, query, self._settings)
            reply, body = self._converse(run, request)
            query.trace.engine = reply.seconds
            return _read_reply(reply, body, self._settings)
        finally:
            query.trace.engine = query.trace.engine or time.perf_counter() - started - query.trace.queue
            run.leave()

    def close(self) -> None:
        """Wait for the running queries and end all executors."""
        self._is_closed = True
        while self.running:
            time.sleep(_LOOK_AGAIN_SECONDS)
        while self._idle:
            self._reaper.bury(self._idle.pop())
        self._reaper.close()
        self._fork_server.close()

    def network(self) -> str:
        """Return the ways in which executors are cut off the network, '' for none."""
        executor = self._take()
        try:
            return executor.wait_ready()
        finally:
            self._put_back(executor)

    def is_ready(self) -> bool:
        """Return whether an executor is running a query, or alive and idle."""
        return not self._is_closed and (self.running > 0 or any(executor.is_alive() for executor in list(self._idle)))

    def _converse(self, run: Run, request: Request) -> tuple[Reply, bytes]:
        for _ in range(_ATTEMPTS):
            executor = self._take()
            try:
                reply, body = run.converse(executor, request)
            except Dead:
                # It died while idle. Checking beforehand would cost a system call per query.
                executor.end()
                self._give_up(executor)
            except BaseException as fault:
                # The exit status matters only where the process ended by itself.
                status = executor.end() if isinstance(fault, Gone) else None
                if status is None:
                    self._reaper.bury(executor)
                self._give_up(executor)
                raise _explain(fault, status, self._settings) from None
            else:
                self._put_back(executor)
                return reply, body
        raise ExecutorFault("No executor stays alive.")

    def _take(self) -> Executor:
        """Return an executor; starts another where none is left for the next query."""
        with self._stock:
            executor = self._idle.pop() if self._idle else Executor(self._fork_server)
            self._at_work.add(executor)
            self._fill()
        return executor

    def _put_back(self, executor: Executor) -> None:
        """Give back an *executor* that has answered."""
        with self._stock:
            self._at_work.remove(executor)
            is_kept = not (executor.is_slowed or self._is_closed) and self._count() <= self._quick
            if is_kept:
                self._idle.append(executor)  # as many as before it was taken: none to start
            else:
                self._fill()
        if not is_kept:
            self._reaper.bury(executor)

    def _give_up(self, executor: Executor) -> None:
        """Replace an *executor* that was ended."""
        with self._stock:
            self._at_work.remove(executor)
            self._fill()

    def _count(self) -> int:
        """Return the number of executors for quick slots; one with a long query is ended after it."""
        return len(self._idle) + len([executor for executor in self._at_work if not executor.is_slowed])

    def _fill(self) -> None:
        """Start executors until there is one more than quick slots, and one idle."""
        while not self._is_closed and (not self._idle or self._count() <= self._quick):
            executor = Executor(self._fork_server)
            if self._latest:
                executor.prepare(self._latest)
            self._idle.appendleft(executor)


def _request(release: Release, query: Query, settings: Settings) -> Request:
    return Request(
        store=release.store_path,
        base=release.manifest.base,
        query=query.text,
        results=query.results,
        graphs=query.graphs,
        default_graphs=None if query.default_graphs is None else list(query.default_graphs),
        named_graphs=None if query.named_graphs is None else list(query.named_graphs),
        memory=settings.query_memory,
        seconds=settings.query_seconds,
        answer_bytes=settings.answer_bytes,
    )


def _explain(fault: BaseException, status: int | None, settings: Settings) -> BaseException:
    """Return the exception for a query whose executor was ended for *fault*, or ended with *status*."""
    if isinstance(fault, Overdue):
        words = f"The query ran longer than {settings.query_seconds:g} seconds and was stopped."
        return ResourceLimit("query_seconds", words)
    if isinstance(fault, Displaced):
        words = (
            f"The query ran longer than {settings.quick_seconds:g} seconds while all slots for long queries were "
            "taken and others waited; retry when fewer long queries run."
        )
        return ResourceLimit("long_executors", words, max(1, round(settings.query_seconds)))
    return _explain_end(status, settings) if isinstance(fault, Gone) else fault


def _explain_end(status: int | None, settings: Settings) -> BaseException:
    """Return the exception for a query whose executor ended by itself with *status*, negative for a signal."""
    if status == -signal.SIGSEGV:
        # The engine recurses into chains of operators, which have no brackets to count, until its stack overflows.
        return QueryFault("The query is nested too deeply for the engine, in brackets or in a chain of operators.")
    if status == -signal.SIGABRT:
        megabytes = settings.query_memory >> 20
        words = f"The query needed more than {megabytes} MB of memory and was stopped."
        return ResourceLimit("query_memory", words)
    if status == -signal.SIGKILL:
        return ExecutorFault("The process that ran the query was killed from outside; try again.")
    return ExecutorFault(f"The executor ended unexpectedly (status {status}).")


def _read_reply(reply: Reply, body: bytes, settings: Settings) -> Answer:
    if reply.kind == "answer":
        return Answer(body, reply.media_type)
    if reply.kind == "fault":
        raise QueryFault(reply.message, reply.line, reply.column)
    if reply.kind == "too_large":
        words = (
            f"The answer has {reply.message} bytes, more than the {settings.answer_bytes} a single answer may have; "
            "ask for fewer rows, or download a dump of the release."
        )
        raise ResourceLimit("answer_bytes", words)
    raise ExecutorFault(reply.message)
