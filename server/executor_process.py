"""One executor process as the web process sees it: started, asked, watched, ended."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time

import msgspec

from .frames import Pipe, Reply, Request

log = logging.getLogger(__name__)

_START_SECONDS = 15.0
_HEADER_BYTES = 1 << 20
# How long a body may take through the pipe once its header is here: 64 MB take a tenth of it.
_BODY_SECONDS = 2.0
_LOWER_PRIORITY = 15
_REPLY = msgspec.json.Decoder(Reply)


class Executor:
    """One executor process and the pipes to it; used by one thread at a time."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.executor"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("Popen made no pipes")
        # An executor that has stopped reading must not hold the thread that writes to it.
        os.set_blocking(self.process.stdin.fileno(), False)
        self._pipe = Pipe(self.process.stdout.fileno(), self.process.stdin.fileno())
        self._network: str | None = None
        self.is_slowed = False

    def wait_ready(self) -> str:
        """Wait until the process has started; returns how it is cut off the network ('' when it is not)."""
        if self._network is None:
            until = time.monotonic() + _START_SECONDS
            self._network = self._pipe.receive(until, _HEADER_BYTES).decode()
            if not self._network:
                log.warning("executors are not cut off the network here; only the refusal of SERVICE keeps them off")
        return self._network

    def send(self, request: Request) -> None:
        """Hand over *request*; raises ``Overdue`` where it is not read in time and ``Gone`` where the process ended."""
        self.wait_ready()
        self._pipe.send(msgspec.json.encode(request), until=time.monotonic() + request.seconds)

    def speaks(self, until: float) -> bool:
        """Return whether the reply has begun, or the process has ended, before *until* (monotonic seconds)."""
        return self._pipe.speaks(until)

    def receive(self, most: int) -> tuple[Reply, bytes]:
        """Return the reply that has begun, with a body of at most *most* bytes; raises as ``Pipe.receive`` does."""
        until = time.monotonic() + _BODY_SECONDS
        reply = _REPLY.decode(self._pipe.receive(until, _HEADER_BYTES))
        return reply, self._pipe.receive(until, most)

    def slow_down(self) -> None:
        """Let everything else go before this process; it cannot be taken back, so it is ended after its query."""
        self.is_slowed = True
        try:
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOWER_PRIORITY)
        except (PermissionError, ProcessLookupError) as error:
            log.debug("executor %s keeps its priority: %s", self.process.pid, error)

    def is_alive(self) -> bool:
        """Return whether the process still runs."""
        return self.process.poll() is None

    def end(self) -> int:
        """Kill the process, reap it and close its pipes; returns how it ended, negative for a signal."""
        ended_by_itself = self.process.poll()
        self.process.kill()
        status = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    log.debug("the pipe of executor %s was broken already", self.process.pid)
        return status if ended_by_itself is None else ended_by_itself
