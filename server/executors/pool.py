"""
A pool of executor processes for ad-hoc queries, each killed and replaced when its query exceeds a limit.

The engine has neither timeout nor cancellation; only killing its process is safe (SIGKILL and reap: 20-90 ms). Each
query starts in a quick slot. After ``quick_seconds`` it moves to a slot for long queries at a lower priority; where all
of those are taken it continues only until another query waits. So a quick query waits ``quick_seconds`` at most.
Look-ups are answered without an executor (``look_ups.py``).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import cast

from graph.reading.engine import Engine
from graph.reading.release import Release
from graph.reading.store import Answer

from ..adhoc_query import Query
from ..presence import Presence
from ..refusals import ResourceLimit
from ..request_record import Trace
from ..settings import Settings
from .look_ups import is_look_up
from .open_answer import OpenAnswer
from .outcomes import ExecutorFault, explain_end, read_reply
from .pipe_protocol import Gone, Reply, Request
from .process import Dead, Executor
from .slots import Run, Slots
from .stock import Stock
from .worker import answer as answer_request

log = logging.getLogger(__name__)

# Called with seconds of the engine.
Leave = Callable[[float], None]
_LOOK_AGAIN_SECONDS = 0.01


class ExecutorPool:
    """
    Runs ad-hoc queries in executor processes within the limits of *settings*; safe to use from many threads.

    A query of a client with much recent use gives way while *presence* has other clients.
    """

    def __init__(self, settings: Settings, presence: Presence | None = None) -> None:
        self._settings = settings
        self._slots = Slots(settings, presence)
        self._stock = Stock(settings.executors + settings.reserved_executors, settings.held_bytes)
        self._is_closed = False

    @property
    def running(self) -> int:
        """The number of queries being run."""
        return self._slots.taken

    @property
    def held(self) -> str:
        """The path of the store of the release that is held in memory, '' where none is."""
        return self._stock.held

    def run(self, release: Release, query: Query) -> Answer:
        """
        Return the answer to *query* on *release*.

        Raises ``QueryFault`` for invalid SPARQL, ``ResourceLimit`` for a query over a limit and ``ExecutorFault`` for a
        fault of the server; the next query finds a working executor in each case.
        """
        answer = self._run(release, query, None)
        return cast(Answer, answer)  # in parts only for a caller that asks for them

    def open(self, release: Release, query: Query, leave: Leave) -> Answer | OpenAnswer:
        """
        Return the answer to *query* on *release* as ``run`` does, or one of which more follows.

        *leave* is called once, with the seconds of the engine since then, when such an answer has ended.
        """
        return self._run(release, query, leave)

    def _run(self, release: Release, query: Query, leave: Leave | None) -> Answer | OpenAnswer:
        if not query.has_dataset and is_look_up(query.text):
            request = _request(release, query, self._settings, in_parts=False)
            return _look_up(release.store, request, self._settings, query.trace)
        started = time.perf_counter()
        slot = self._slots.enter(query.trace.client, self._settings.queue_seconds)
        query.trace.queue = time.perf_counter() - started
        if slot is None:
            seconds = f"{self._settings.queue_seconds:g}"
            raise ResourceLimit("executors", f"All executors were busy for {seconds} seconds; retry.", 5)
        run = Run(self._slots, slot, self._settings)
        answer: Answer | OpenAnswer | None = None
        try:
            if self._is_closed:  # looked at with a slot, for which ``close`` waits
                raise ResourceLimit("executors", "The server is stopping; retry.", 5)
            request = _request(release, query, self._settings, in_parts=leave is not None)
            self._stock.prepare(release, request)
            executor, reply, body = self._converse(run, request)
            query.trace.engine, query.trace.spent = reply.seconds, reply.processor
            if leave is not None and reply.kind == "parts":
                answer = self._send_on(executor, reply.media_type, body, run, leave)
                return answer
            return read_reply(reply, body, self._settings)
        finally:
            query.trace.engine = query.trace.engine or time.perf_counter() - started - query.trace.queue
            query.trace.spent = query.trace.spent or query.trace.engine
            if answer is None:
                run.leave()

    def _send_on(self, executor: Executor, media_type: str, first: bytes, run: Run, leave: Leave) -> OpenAnswer:
        """Return the answer that begins with *first*, of which *executor* sends the rest."""
        try:
            answer = OpenAnswer(media_type, first)
            end = partial(self._end_run, run, leave, time.perf_counter())
            pump = partial(self._pump, executor, run, answer, end)
            threading.Thread(target=pump, name="pump", daemon=True).start()
        except BaseException:
            # The disk is full, or there are too many threads: nobody would read the rest from its pipe.
            self._stock.give_up(executor, has_ended=False)
            raise
        return answer

    def _pump(self, executor: Executor, run: Run, answer: OpenAnswer, end: Callable[[], None]) -> None:
        """Move the parts of *answer* from *executor* to its reader, and *end* the run; the reader hears in any case."""
        broken: BaseException | None = None
        try:
            self._move(executor, run, answer)
        except BaseException as fault:
            broken = fault
        try:
            end()
        except BaseException:
            log.exception("the end of an answer could not be recorded")
        if broken is None:
            answer.finish()
        else:
            log.log(logging.DEBUG if answer.is_abandoned else logging.WARNING, "an answer was broken off: %s", broken)
            answer.fail(broken)

    def _move(self, executor: Executor, run: Run, answer: OpenAnswer) -> None:
        """Move the parts of *answer* and give *executor* back; raises the exception for an answer broken off."""
        try:
            while part := run.next_part(executor):
                answer.write(part)
            read_reply(run.last_reply(executor), b"", self._settings)
        except BaseException as fault:
            raise explain_end(fault, self._replace(executor, fault), self._settings) from None
        self._stock.put_back(executor)

    def _replace(self, executor: Executor, fault: BaseException) -> int | None:
        """Replace *executor* after *fault*; returns the exit status, None where the process did not end by itself."""
        status = None
        try:
            if isinstance(fault, (Dead, Gone)):
                status = executor.end()
        finally:
            self._stock.give_up(executor, has_ended=status is not None)
        return status

    @staticmethod
    def _end_run(run: Run, leave: Leave, since: float) -> None:
        try:
            run.leave()
        finally:
            leave(time.perf_counter() - since)

    def hold(self, release: Release) -> None:
        """Hold *release*, and later those that take its place, in memory where the settings and the machine allow."""
        self._stock.hold(release)

    def close(self) -> None:
        """Wait for the running queries and end all executors."""
        self._is_closed = True
        while self.running:
            time.sleep(_LOOK_AGAIN_SECONDS)
        self._stock.close()

    def network(self) -> str:
        """Return the ways in which executors are cut off the network, '' for none."""
        executor = self._stock.take()
        try:
            return executor.wait_ready()
        finally:
            self._stock.put_back(executor)

    def is_ready(self) -> bool:
        """Return whether an executor is running a query, or alive and idle."""
        return not self._is_closed and (self.running > 0 or self._stock.is_ready())

    def _converse(self, run: Run, request: Request) -> tuple[Executor, Reply, bytes]:
        # More often than there are executors that may have died while idle.
        for _ in range(self._stock.most_idle + 1):
            try:
                executor = self._stock.take(gives_way=run.gives_way)
            except OSError as error:  # too many processes or open files
                log.warning("no executor can be started: %s", error)
                raise ResourceLimit("executors", "No executor can be started at present; retry.", 5) from error
            try:
                reply, body = run.converse(executor, request)
            except Dead as fault:
                # It died while idle. Checking beforehand would cost a system call per query.
                self._replace(executor, fault)
            except BaseException as fault:
                raise explain_end(fault, self._replace(executor, fault), self._settings) from None
            else:
                if reply.kind != "parts":
                    self._stock.put_back(executor)
                return executor, reply, body
        raise ExecutorFault("No executor stays alive.")


def _look_up(store: Engine, request: Request, settings: Settings, trace: Trace) -> Answer:
    """Return the answer to *request* as an executor would; the time is that of this process."""
    reply, body = answer_request(store, request)
    trace.store = reply.seconds
    return read_reply(reply, body, settings)


def _request(release: Release, query: Query, settings: Settings, *, in_parts: bool) -> Request:
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
        in_parts=in_parts,
    )
