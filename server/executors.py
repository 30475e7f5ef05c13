"""
A pool of executor processes for ad-hoc queries, each killed and replaced when its query passes a limit.

The engine can neither time out nor be cancelled; only ending its process is safe (SIGKILL and reap: 20-90 ms). Each
pool keeps one process more than it runs at once, so that the query after a kill finds one that is ready.
"""

from __future__ import annotations

import logging
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from graph.errors import QueryFault, YrkesgrafError
from graph.release import Release
from graph.store import Answer

from .errors import ResourceLimit
from .frames import Gone, Overdue, Pipe, Reply, Request
from .settings import Settings

log = logging.getLogger(__name__)

_START_SECONDS = 15.0
_SPARE = 1
_OVERHEAD_SECONDS = 0.05
_REPLY = msgspec.json.Decoder(Reply)


class ExecutorFault(YrkesgrafError):
    """An executor that failed in a way that is our fault, not the query's."""


@dataclass(frozen=True)
class Query:
    """An ad-hoc query: its text, the media types of its answer, and the dataset given from outside, if any."""

    text: str
    results: str
    graphs: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None


class Executor:
    """One executor process and the pipes to it; used by one thread at a time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.executor"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("Popen made no pipes")
        self._pipe = Pipe(self.process.stdout.fileno(), self.process.stdin.fileno())
        self._network: str | None = None

    def wait_ready(self) -> str:
        """Wait until the process has started; returns how it is cut off the network ('' when it is not)."""
        if self._network is None:
            self._network = self._pipe.receive(time.monotonic() + _START_SECONDS).decode()
            if not self._network:
                log.warning("executors are not cut off the network here; only the refusal of SERVICE keeps them off")
        return self._network

    def ask(self, request: Request) -> tuple[Reply, bytes]:
        """Return the reply to *request*; raises ``Overdue`` at its deadline and ``Gone`` when the process ends."""
        self.wait_ready()
        until = time.monotonic() + request.seconds + _OVERHEAD_SECONDS
        self._pipe.send(msgspec.json.encode(request))
        reply = _REPLY.decode(self._pipe.receive(until))
        return reply, self._pipe.receive(until + _OVERHEAD_SECONDS)

    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self.process.poll() is None

    def end(self) -> int:
        """Kill the process, reap it and close its pipes; returns how it ended, negative for a signal."""
        self.process.kill()
        status = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    log.debug("the pipe of executor %s was broken already", self.process.pid)
        return status


class ExecutorPool:
    """Runs ad-hoc queries, at most ``settings.executors`` at once; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slots = threading.BoundedSemaphore(settings.executors)
        self._idle: queue.LifoQueue[Executor] = queue.LifoQueue()
        self._closed = False
        for _ in range(settings.executors + _SPARE):
            self._idle.put(Executor())

    def run(self, release: Release, query: Query) -> Answer:
        """
        Answer *query* on *release*.

        Raises ``QueryFault`` for what is not SPARQL and ``ResourceLimit`` for a query that met a limit; whatever
        happens, the next query finds a working executor.
        """
        if not self._slots.acquire(timeout=self._settings.queue_seconds):
            seconds = f"{self._settings.queue_seconds:g}"
            raise ResourceLimit("executors", f"All executors were busy for {seconds} seconds; try again.", 5)
        try:
            return self._run(release, query)
        finally:
            self._slots.release()

    def close(self) -> None:
        """End all executors; queries that run are let finish first."""
        self._closed = True
        for _ in range(self._settings.executors):
            self._slots.acquire()
        while not self._idle.empty():
            self._idle.get().end()

    def network(self) -> str:
        """Return how executors are cut off the network, '' when they are not."""
        executor = self._take()
        try:
            return executor.wait_ready()
        finally:
            self._idle.put(executor)

    def _run(self, release: Release, query: Query) -> Answer:
        settings = self._settings
        request = Request(
            store=str((release.folder / "store").resolve()),
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
        executor = self._take()
        try:
            reply, body = executor.ask(request)
        except Overdue:
            self._replace(executor)
            raise ResourceLimit(
                "query_seconds", f"The query ran longer than {settings.query_seconds:g} seconds and was stopped."
            ) from None
        except Gone:
            raise self._explain_end(self._replace(executor)) from None
        except BaseException:
            self._replace(executor)
            raise
        self._idle.put(executor)
        return self._answer(reply, body)

    def _take(self) -> Executor:
        executor = self._idle.get()
        while not executor.alive():
            executor.end()
            executor = Executor()
        return executor

    def _replace(self, executor: Executor) -> int:
        """End *executor*; its successor starts while the spare one answers. Returns how it ended."""
        ended_by_itself = executor.process.poll()
        status = executor.end()
        self._idle.put(Executor())
        return status if ended_by_itself is None else ended_by_itself

    def _explain_end(self, status: int) -> YrkesgrafError:
        if status in {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV}:
            megabytes = self._settings.query_memory >> 20
            return ResourceLimit(
                "query_memory", f"The query needed more than {megabytes} MB of memory and was stopped."
            )
        return ExecutorFault(f"The executor ended unexpectedly (status {status}).")

    def _answer(self, reply: Reply, body: bytes) -> Answer:
        if reply.kind == "answer":
            return Answer(body, reply.media_type)
        if reply.kind == "fault":
            raise QueryFault(reply.message, reply.line, reply.column)
        if reply.kind == "too_large":
            limit = self._settings.answer_bytes
            raise ResourceLimit(
                "answer_bytes",
                f"The answer has {reply.message} bytes, more than the {limit} a single answer may have; "
                "ask for fewer rows, or take a dump of the release.",
            )
        raise ExecutorFault(reply.message)
