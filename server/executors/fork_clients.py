"""The clients of fork servers, with which the web process has executors made and ended."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import cast

from graph.allocator import allocate_with

from .fork_server import PID_BYTES

_PR_SET_CHILD_SUBREAPER = 36
_ATTEMPTS = 3
_UNKNOWN_STATUS = 255


class Child:
    """A process forked for this one: its number and its exit status; safe to use from many threads."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._status: int | None = None
        # Nobody reaps the process between the look at its status and a signal, which would reach another process.
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """Return the exit status (negative for a signal), or None while the process runs."""
        with self._lock:
            return self._reap()

    def kill(self) -> None:
        """Kill the process without waiting for its end."""
        with self._lock:
            if self._reap() is None:
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, seconds: float) -> None:
        """Wait for the end of the process for at most *seconds*, or not at all where the system cannot."""
        if self._status is not None or seconds <= 0:
            return
        try:
            handle = os.pidfd_open(self.pid)
        except OSError:  # too many open files, or not permitted
            return
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        ended.poll(seconds * 1000)
        os.close(handle)

    def end(self) -> int:
        """Kill the process and return its exit status; it may have ended before."""
        self.kill()
        # Not reaped here, where that would keep the lock for as long as the process takes to end.
        with suppress(ChildProcessError):
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        # A process that was ending already keeps the status it was ending with.
        return cast(int, self.poll())

    def _reap(self) -> int | None:
        """Return the exit status, None while the process runs; call with the lock."""
        if self._status is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:  # the system reaps the children of a process that ignores SIGCHLD
                self._status = _UNKNOWN_STATUS
            else:
                self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status


class ForkServer:
    """The client of the fork server, which it starts on first use and again after its death."""

    _arguments: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    @classmethod
    def environment(cls) -> dict[str, str]:
        """Return the variables added to the environment of the process."""
        return allocate_with("narenas:1")

    def make(self, read_from: int, write_to: int) -> Child:
        """Return a new executor on these two pipes; raises ``ChildProcessError`` after three attempts."""
        for _ in range(_ATTEMPTS):
            with self._lock:
                orders = self._open()
                try:
                    socket.send_fds(orders, [b"+"], [read_from, write_to])
                    reply = orders.recv(PID_BYTES, socket.MSG_WAITALL)
                except (BrokenPipeError, ConnectionResetError):
                    reply = b""
                if pid := int.from_bytes(reply, "big"):
                    return Child(pid)
                if len(reply) < PID_BYTES:
                    self._end()
        raise ChildProcessError("no executor could be forked")

    def close(self) -> None:
        """End the fork server; its executors live on."""
        with self._lock:
            if self._orders is not None:
                self._orders.close()
            if self._process is not None:
                self._process.wait()
            self._orders = self._process = None

    def _end(self) -> None:
        """End a process that no longer answers, so that ``_open`` starts another one."""
        # A dying process closes its socket before its parent can wait for it: until then it seems to be running.
        if self._process is not None:
            self._process.kill()
            self._process.wait()

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
        with theirs, ExitStack() as failed:
            failed.enter_context(ours)
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and paths of a release
                [sys.executable, "-m", "server.executors.fork_server", *self._arguments],
                stdin=theirs.fileno(),
                env=os.environ | self.environment(),
            )
            failed.pop_all()
        return ours


class HoldingServer(ForkServer):
    """
    The client of a fork server that holds the triples of *dump* for queries on the *store* of the same release.

    It is not started again after its death: to read the dump takes seconds, and a query would wait for them.
    """

    def __init__(self, dump: Path, store: str, base: str) -> None:
        super().__init__()
        self._arguments = (str(dump), store, base)

    @classmethod
    def environment(cls) -> dict[str, str]:
        """Ask for large pages: a fork takes 1 ms and not 18, and queries a fifth less, with 1.8 million triples."""
        large_pages = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
        return large_pages | allocate_with("narenas:1,thp:always,metadata_thp:always")

    def start(self) -> int:
        """Start the process and return the number of triples that it has read, 0 where it failed."""
        try:
            self._orders = self._start()
            return int.from_bytes(self._orders.recv(PID_BYTES, socket.MSG_WAITALL), "big")
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
