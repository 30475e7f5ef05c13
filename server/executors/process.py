"""Executor processes as seen from the web process: start, request, reply, priority, end."""

from __future__ import annotations

import logging
import os
import resource
import threading
import time
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from queue import SimpleQueue

import msgspec

from .fork_clients import ForkServer
from .pipe_protocol import Gone, Overdue, Pipe, Reply, Request, widen

log = logging.getLogger(__name__)

_START_SECONDS = 15.0
_HEADER_BYTES = 1 << 20
# The least seconds for a frame to pass the pipe once it has begun; 64 MB take a tenth of it.
_BODY_SECONDS = 2.0
# How long a killed process may take to release its memory at idle priority.
_PATIENCE_SECONDS = 1.0
# RLIMIT_NICE for a nice value of 0, and the bit of CAP_SYS_NICE (capabilities(7)).
_USUAL_NICE = 20
_SYS_NICE = 1 << 23
_REPLY = msgspec.json.Decoder(Reply)
_ENCODER = msgspec.json.Encoder()


class Dead(Exception):
    """The process had ended before it read the request."""


class Executor:
    """One executor process and the pipes to it; used by one thread at a time."""

    def __init__(self, fork_server: ForkServer) -> None:
        with ExitStack() as failed, ExitStack() as handed_over:
            read_request, write_request = os.pipe()
            handed_over.callback(os.close, read_request)
            failed.callback(os.close, write_request)
            read_reply, write_reply = os.pipe()
            failed.callback(os.close, read_reply)
            handed_over.callback(os.close, write_reply)
            self._process = fork_server.make(read_request, write_reply)
            failed.pop_all()
        # Non-blocking, so that an executor that stops reading or stops within a reply does not hold a thread here.
        os.set_blocking(write_request, False)
        os.set_blocking(read_reply, False)
        widen(read_reply)
        self._pipe = Pipe(read_reply, write_request)
        self._network: str | None = None
        self.made_by = fork_server
        self.is_slowed = False
        self.is_spent = False  # after a long query, which may leave much memory behind

    @property
    def pid(self) -> int:
        """The process number."""
        return self._process.pid

    def wait_ready(self) -> str:
        """Wait for the start of the process; returns its network cuts ('' for none); raises ``Overdue``, ``Gone``."""
        if self._network is None:
            until = time.monotonic() + _START_SECONDS
            try:
                self._network = self._pipe.receive(until, _HEADER_BYTES).decode()
            except Overdue:
                raise Overdue(f"An executor did not start within {_START_SECONDS:g} seconds; retry.") from None
            if not self._network:
                log.warning(
                    "executors are not cut off the network on this system; only the refusal of SERVICE protects it"
                )
        return self._network

    def prepare(self, request: Request) -> None:
        """Send the order to open the store of *request*, so that the next query finds it open."""
        # Without the query: the order must fit into the pipe, because the process may not read yet.
        order = msgspec.structs.replace(request, only_open=True, query="", default_graphs=None, named_graphs=None)
        with suppress(Gone, Overdue):
            self._pipe.send(_ENCODER.encode(order), until=time.monotonic())

    def send(self, request: Request) -> None:
        """Send *request*; raises ``Overdue`` where it is not read in time and ``Dead`` where the process has ended."""
        try:
            self.wait_ready()
            self._write(request)
        except Gone:
            raise Dead from None

    def _write(self, request: Request) -> None:
        try:
            self._pipe.send(_ENCODER.encode(request), until=time.monotonic() + request.seconds)
        except Overdue:
            raise Overdue("An executor did not read the query in time; retry.") from None

    def speaks(self, until: float) -> bool:
        """Return whether a reply has begun, or the process has ended, before *until* (monotonic seconds)."""
        return self._pipe.speaks(until)

    def receive(self, most: int, until: float = 0.0) -> tuple[Reply, bytes]:
        """
        Return the reply, which has begun, and its body of at most *most* bytes; waits for two seconds or *until*.

        Raises ``Overdue``, ``Gone``, and ``Dead`` where the process has ended and left the request, or a part, unread.
        """
        try:
            header = self._take(_HEADER_BYTES, until)
        except Gone:
            # A killed process releases its memory before it closes its pipes: its request could still be sent.
            if self._pipe.has_unread():
                raise Dead from None
            raise
        return _REPLY.decode(header), self._take(most, until)

    def receive_part(self, most: int, until: float = 0.0) -> bytes:
        """Return the next part of an answer, b"" after the last; waits as ``receive``, raises ``Overdue``, ``Gone``."""
        return self._take(most, until)

    def receive_end(self, until: float = 0.0) -> Reply:
        """Return the reply after the last part; waits and raises as ``receive_part`` does."""
        return _REPLY.decode(self._take(_HEADER_BYTES, until))

    def _take(self, most: int, until: float) -> bytes:
        try:
            return self._pipe.receive(max(until, time.monotonic() + _BODY_SECONDS), most)
        except Overdue:
            raise Overdue("An executor did not hand over its answer in time; retry.") from None

    def slow_down(self) -> None:
        """
        Give the process the idle priority and keep it off one core, for good: later it serves queries that give way.

        A higher nice value does not suffice: the scheduler lets such a process finish its slice of milliseconds, and a
        quick query causes four wake-ups. Idle priority alone does not either: a wake-up sometimes waits for the next
        tick behind such a process, so one core stays free of them.
        """
        self.is_slowed = True
        self._schedule(os.SCHED_IDLE)
        self._leave_a_core()

    def wait(self, seconds: float) -> None:
        """Wait for the end of the process for at most *seconds*."""
        self._process.wait(seconds)

    def is_alive(self) -> bool:
        """Return whether the process is running."""
        return self._process.poll() is None

    def _schedule(self, policy: int) -> None:
        try:
            os.sched_setscheduler(self.pid, policy, os.sched_param(0))
        except OSError as error:  # not permitted, ended meanwhile, or a kernel without such a policy
            log.debug("executor %s keeps its priority: %s", self.pid, error)

    def _leave_a_core(self) -> None:
        cores = os.sched_getaffinity(0)
        try:
            os.sched_setaffinity(self.pid, cores - {min(cores)} or cores)
        except OSError as error:
            log.debug("executor %s keeps all cores: %s", self.pid, error)

    def kill(self) -> None:
        """Kill the process, which first releases its memory at idle priority where ``end`` can raise that."""
        if self.is_alive():
            if may_raise_priority():
                self.slow_down()
            self._process.kill()

    def end(self) -> int:
        """Kill and reap the process and close its pipes; returns its exit status, negative for a signal."""
        if self.is_slowed and self.is_alive():
            # Releasing its memory needs processor time, which idle priority gives only while the machine is idle.
            self._schedule(os.SCHED_OTHER)
        try:
            return self._process.end()
        finally:
            self._pipe.close()


class Reaper:
    """
    A thread that waits for the end of killed executors.

    A large one takes tens of milliseconds to release its memory, at idle priority if that is soon enough.
    """

    def __init__(self) -> None:
        self._dying: SimpleQueue[tuple[Executor, float] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._reap, name="reaper", daemon=True)
        self._thread.start()

    def bury(self, executor: Executor) -> None:
        """Kill *executor* and leave the wait to the thread."""
        try:
            executor.kill()
        finally:
            self._dying.put((executor, time.monotonic() + _PATIENCE_SECONDS))

    def close(self) -> None:
        """Wait for the end of all killed executors and stop the thread."""
        self._dying.put(None)
        self._thread.join()

    def _reap(self) -> None:
        while dying := self._dying.get():
            executor, until = dying
            try:
                executor.wait(until - time.monotonic())
                executor.end()
            except Exception:  # the next ones are to end nevertheless
                log.exception("executor %s cannot be ended", executor.pid)


@cache
def may_raise_priority() -> bool:
    """Return whether this process can give another one at idle priority the usual one again."""
    can_for_itself, _ = resource.getrlimit(resource.RLIMIT_NICE)
    return can_for_itself >= _USUAL_NICE or bool(_capabilities() & _SYS_NICE)


def _capabilities() -> int:
    """Return the effective capabilities of this process as bits, 0 if unavailable."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("CapEff:"):
                return int(line.split()[1], 16)
    return 0
