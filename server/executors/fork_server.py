"""
A fork server for executors, which starts one in milliseconds.

The pool runs it as ``python -m server.executors.fork_server``. It has imported the modules of an executor and opened no
file, so a fork of it is a fresh executor; a new Python process takes a hundred times as long. The web process becomes
the parent of the forks, so that it can kill and reap them.

``multiprocessing`` has a fork server, too. Its processes stay children of that server, which alone can reap them, and
each pickles its call and prepares ``__main__``: 700 ms from start to ready, beside 56 ms here, sandbox included
(``python -m tests.bench.forking`` on two busy cores).
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import warnings
import zlib
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from graph.reading.memory_store import hold_dump

from . import worker
from .sandbox import end_before_others

_PR_SET_CHILD_SUBREAPER = 36
_PID_BYTES = 8
_PIPES = 2
_ATTEMPTS = 3
_NICE = 10
_STACK_BYTES = 8 << 20
_LOOK_MILLISECONDS = 50


def main() -> None:
    """
    Fork an executor for each pair of pipes received on standard input, until that is closed.

    With arguments (a dump in gzipped Turtle, the path of the store of the same release, its base IRI), the triples of
    the dump are read first, and their number written to standard input.
    """
    for left_to_the_web_process in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(left_to_the_web_process, signal.SIG_IGN)
    orders = socket.socket(fileno=sys.stdin.fileno())
    if len(sys.argv) == 1:
        fork(orders, None)
        return
    dump, store, base = sys.argv[1:]
    end_before_others()
    # The engine recurses into a query: its executors need as much stack as those of a main thread.
    threading.stack_size(_STACK_BYTES)
    # Python warns of forks beside other threads. The other one only waits once the release is read.
    warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
    reading: Future[worker.Held] = Future()
    forking = threading.Thread(target=_fork_when_read, args=(orders, reading), daemon=True)
    forking.start()
    # This thread reads at low priority, and the other forks at its own, which executors inherit. Not the other way
    # round: only the memory of the main thread is in large pages.
    os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    try:
        reading.set_result(worker.Held(store, hold_dump(Path(dump), base)))
    except (OSError, EOFError, SyntaxError, zlib.error) as error:
        sys.exit(f"yrkesgraf: {dump} cannot be read: {error}")
    forking.join()


def _fork_when_read(orders: socket.socket, reading: Future[worker.Held]) -> None:
    """Tell the number of triples once they are read, then fork; ends the process when the other end is closed."""
    ended = select.poll()
    ended.register(orders, 0)
    while not reading.done():
        if ended.poll(_LOOK_MILLISECONDS):
            os._exit(0)
    held = reading.result()
    orders.sendall(len(held.triples).to_bytes(_PID_BYTES, "big"))
    fork(orders, held)


def fork(orders: socket.socket, held: worker.Held | None) -> None:
    """Fork an executor for each pair of pipes received from *orders*, until that is closed."""
    while True:
        order, handles, _, _ = socket.recv_fds(orders, 1, _PIPES)
        if not order:
            return
        hear, tell = os.pipe()
        try:
            between = os.fork()
        except OSError:  # too many processes, or too little memory: the client asks again
            between = -1
        if between == 0:
            orders.close()
            os.close(hear)
            _hand_over(tell, handles, held)
        for handle in (tell, *handles):
            os.close(handle)
        if between > 0:
            os.waitpid(between, 0)
        orders.sendall(os.read(hear, _PID_BYTES) or bytes(_PID_BYTES))
        os.close(hear)


def _hand_over(tell: int, handles: list[int], held: worker.Held | None) -> None:
    """Fork once more, write the process number to *tell* and exit, so that the web process becomes the parent."""
    if pid := os.fork():
        os.write(tell, pid.to_bytes(_PID_BYTES, "big"))
        os._exit(0)
    os.dup2(handles[0], sys.stdin.fileno())
    os.dup2(handles[1], sys.stdout.fileno())
    for handle in (tell, *handles):
        os.close(handle)
    worker.run(held)


class Child:
    """A process forked for this one: its number and its exit status."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._status: int | None = None

    def poll(self) -> int | None:
        """Return the exit status (negative for a signal), or None while the process runs."""
        return self._reap(os.WNOHANG)

    def kill(self) -> None:
        """Kill the process without waiting for its end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> int:
        """Kill the process and return its exit status; it may have ended before."""
        if (status := self.poll()) is not None:
            return status
        os.kill(self.pid, signal.SIGKILL)
        # A process that was ending already keeps the status it was ending with.
        self._reap(0)
        return -signal.SIGKILL if self._status is None else self._status

    def _reap(self, options: int) -> int | None:
        if self._status is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status


class ForkServer:
    """The client of the fork server, which it starts on first use and again after its death."""

    _arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = MappingProxyType({})

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def make(self, read_from: int, write_to: int) -> Child:
        """Return a new executor on these two pipes; raises ``ChildProcessError`` after three attempts."""
        for _ in range(_ATTEMPTS):
            with self._lock, suppress(BrokenPipeError, ConnectionResetError):
                orders = self._open()
                socket.send_fds(orders, [b"+"], [read_from, write_to])
                if pid := int.from_bytes(orders.recv(_PID_BYTES, socket.MSG_WAITALL), "big"):
                    return Child(pid)
        raise ChildProcessError("no executor could be forked")

    def close(self) -> None:
        """End the fork server; its executors live on."""
        with self._lock:
            if self._process is not None and self._orders is not None:
                self._orders.close()
                self._process.wait()
                self._process = None

    def _open(self) -> socket.socket:
        """Return the socket of the fork server, started where it is not running."""
        if self._process is not None and self._orders is not None and self._process.poll() is None:
            return self._orders
        if self._orders is not None:
            self._orders.close()
        self._orders = self._start()
        return self._orders

    def _start(self) -> socket.socket:
        """Start the process and return the socket to it."""
        # Executors are orphaned on purpose; as subreaper this process adopts them and can reap them.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and paths of a release
                [sys.executable, "-m", "server.executors.fork_server", *self._arguments],
                stdin=theirs.fileno(),
                env=os.environ | self.environment,
            )
        return ours


class HoldingServer(ForkServer):
    """
    The client of a fork server that holds the triples of *dump* for queries on the *store* of the same release.

    It is not started again after its death: to read the dump takes seconds, and a query would wait for them.
    """

    # Large pages: a fork takes 1 ms and not 18, and queries a fifth less, measured with 1.8 million triples.
    environment = MappingProxyType({"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"})

    def __init__(self, dump: Path, store: str, base: str) -> None:
        super().__init__()
        self._arguments = (str(dump), store, base)

    def start(self) -> int:
        """Start the process and return the number of triples that it has read, 0 where it failed."""
        self._orders = self._start()
        try:
            return int.from_bytes(self._orders.recv(_PID_BYTES, socket.MSG_WAITALL), "big")
        except OSError:
            return 0

    def close(self) -> None:
        """End the process, also while it reads; its executors live on."""
        if self._orders is not None:
            with suppress(OSError):
                self._orders.shutdown(socket.SHUT_RDWR)  # ends a wait in ``start``
        super().close()

    def _open(self) -> socket.socket:
        if self._orders is None or self._process is None or self._process.poll() is not None:
            raise ChildProcessError("the process that holds the release has ended")
        return self._orders


if __name__ == "__main__":
    main()
