"""One executor process as the web process sees it: started, asked, watched, ended."""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import suppress
from queue import SimpleQueue

import msgspec

from .fork_server import Nursery
from .pipe_protocol import Gone, Overdue, Pipe, Reply, Request, widen

log = logging.getLogger(__name__)

_START_SECONDS = 15.0
_HEADER_BYTES = 1 << 20
# How long a body may take through the pipe once its header is here: 64 MB take a tenth of it.
_BODY_SECONDS = 2.0
_REPLY = msgspec.json.Decoder(Reply)
_ENCODER = msgspec.json.Encoder()


class Dead(Exception):
    """The process had ended before it could be asked."""


class Executor:
    """One executor process and the pipes to it; used by one thread at a time."""

    def __init__(self, nursery: Nursery) -> None:
        read_request, write_request = os.pipe()
        read_reply, write_reply = os.pipe()
        try:
            self._process = nursery.make(read_request, write_reply)
        except BaseException:
            os.close(write_request)
            os.close(read_reply)
            raise
        finally:
            os.close(read_request)
            os.close(write_reply)
        # An executor that has stopped reading must not hold the thread that writes to it, nor one that has stopped
        # in the middle of a reply the thread that reads.
        os.set_blocking(write_request, False)
        os.set_blocking(read_reply, False)
        widen(read_reply)
        self._pipe = Pipe(read_reply, write_request)
        self._network: str | None = None
        self.is_slowed = False

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait_ready(self) -> str:
        """Wait until the process has started; returns how it is cut off the network ('' when it is not)."""
        if self._network is None:
            until = time.monotonic() + _START_SECONDS
            self._network = self._pipe.receive(until, _HEADER_BYTES).decode()
            if not self._network:
                log.warning("executors are not cut off the network here; only the refusal of SERVICE keeps them off")
        return self._network

    def prepare(self, request: Request) -> None:
        """Have the store of *request* opened as soon as the process has started; the next query finds it open."""
        # Only what says where the store is: all of it must fit into the pipe, for nobody may read yet.
        order = msgspec.structs.replace(request, only_open=True, query="", default_graphs=None, named_graphs=None)
        with suppress(Gone, Overdue):
            self._pipe.send(_ENCODER.encode(order), until=time.monotonic())

    def send(self, request: Request) -> None:
        """Hand over *request*; raises ``Overdue`` where it is not read in time and ``Dead`` where the process ended."""
        try:
            self.wait_ready()
            self._pipe.send(_ENCODER.encode(request), until=time.monotonic() + request.seconds)
        except Gone:
            raise Dead from None

    def speaks(self, until: float) -> bool:
        """Return whether the reply has begun, or the process has ended, before *until* (monotonic seconds)."""
        return self._pipe.speaks(until)

    def receive(self, most: int) -> tuple[Reply, bytes]:
        """Return the reply that has begun, with a body of at most *most* bytes; raises as ``Pipe.receive`` does."""
        until = time.monotonic() + _BODY_SECONDS
        reply = _REPLY.decode(self._pipe.receive(until, _HEADER_BYTES))
        return reply, self._pipe.receive(until, most)

    def slow_down(self) -> None:
        """
        Let everything else go before this process; it cannot be taken back, so it is ended after its query.

        A lower priority (nice) would not do: the scheduler lets such a process end its slice of milliseconds before
        the one that wakes up, and a quick query wakes four. Nor does this priority alone: now and then one that wakes
        up waits for the next tick even behind such a process, so that one core is left free of them.
        """
        self.is_slowed = True
        self._schedule(os.SCHED_IDLE)
        self._leave_a_core()

    def is_alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def _schedule(self, policy: int) -> None:
        try:
            os.sched_setscheduler(self.pid, policy, os.sched_param(0))
        except (PermissionError, ProcessLookupError) as error:
            log.debug("executor %s is scheduled as before: %s", self.pid, error)

    def _leave_a_core(self) -> None:
        cores = os.sched_getaffinity(0)
        try:
            os.sched_setaffinity(self.pid, cores - {min(cores)} or cores)
        except (PermissionError, ProcessLookupError) as error:
            log.debug("executor %s runs on any core: %s", self.pid, error)

    def kill(self) -> None:
        """Kill the process; it is still to be ended."""
        if self.is_slowed:
            # It needs the processor to give its memory back. Without RLIMIT_NICE that is left to when there is time.
            self._schedule(os.SCHED_OTHER)
        self._process.kill()

    def end(self) -> int:
        """Kill the process, reap it and close its pipes; returns how it ended, negative for a signal."""
        self.kill()
        status = self._process.end()
        self._pipe.close()
        return status


class Reaper:
    """
    Waits for the end of executors that were killed, so that nobody else does.

    It takes a large one tens of milliseconds to give its memory back.
    """

    def __init__(self) -> None:
        self._dying: SimpleQueue[Executor | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._reap, name="reaper", daemon=True)
        self._thread.start()

    def bury(self, executor: Executor) -> None:
        """Kill *executor*."""
        executor.kill()
        self._dying.put(executor)

    def close(self) -> None:
        """Wait until all that were killed are gone, and take no more."""
        self._dying.put(None)
        self._thread.join()

    def _reap(self) -> None:
        while executor := self._dying.get():
            executor.end()
