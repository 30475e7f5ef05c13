"""
Graceful stop: clients with an open connection get ``Connection: close`` with their last answer.

The first process gets the signal; its workers see it in a byte of shared memory. Granian closes each connection after
its request, but one that is between two requests may miss that, and a client that keeps asking would hold a worker
until it is killed. A worker that misses the signal ends itself after its last answer.
"""

from __future__ import annotations

import mmap
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from werkzeug.wsgi import ClosingIterator

from .connections import own_connections, refuse_more

if TYPE_CHECKING:
    from multiprocessing.util import Finalize

    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LOOK_SECONDS = 0.1
_GRACE_SECONDS = 1.0


class Stopping:
    """A flag in one byte of memory, shared with all processes forked after it: whether the server stops."""

    def __init__(self) -> None:
        self._byte = mmap.mmap(-1, 1)

    def begin(self) -> None:
        """Set the flag."""
        self._byte[0] = 1

    def __bool__(self) -> bool:
        """Return whether the flag is set."""
        return self._byte[0] != 0


class Farewell:
    """WSGI middleware that closes connections once *stopping* is set, and counts the requests in progress."""

    def __init__(self, app: WSGIApplication, stopping: Stopping) -> None:
        self._app = app
        self._stopping = stopping
        self._lock = threading.Lock()
        self.inside = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call *app*, with ``Connection: close`` added once the server stops."""
        with self._lock:
            self.inside += 1
        try:
            body = self._answer(environ, start_response)
        except BaseException:
            self._leave()
            raise
        if isinstance(body, list):
            self._leave()
            return body
        return _Counted(body, self._leave)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self._stopping:
            return self._app(environ, start_response)

        def start_last(
            status: str, headers: list[tuple[str, str]], fault: OptExcInfo | None = None, /
        ) -> Callable[[bytes], object]:
            return start_response(status, [*headers, ("Connection", "close")], *([fault] if fault else []))

        return self._app(environ, start_last)

    def _leave(self) -> None:
        with self._lock:
            self.inside -= 1


class _Counted(ClosingIterator):
    """A body in parts; *leave* is called when it is closed, also where closing it fails."""

    def __init__(self, body: Iterable[bytes], leave: Callable[[], None]) -> None:
        super().__init__(body)
        self._leave = leave

    def close(self) -> None:
        """Close the body."""
        try:
            super().close()
        finally:
            self._leave()


class Exit:
    """
    A thread that ends a worker after its last answer where granian does not, once *stopping* is set.

    Granian misses a signal that arrives together with a connection, and waits for ever on a second one: about one stop
    in thirty hung until the worker was killed after 40 seconds. *last* runs at the end.
    """

    def __init__(self, stopping: Stopping, farewell: Farewell, last: Finalize) -> None:
        self._stopping = stopping
        self._farewell = farewell
        self._last = last

    def watch(self) -> None:
        """Start the thread, and a process group of its own, so that Ctrl+C reaches the first process only."""
        with suppress(PermissionError):  # a session leader has a group of its own
            os.setpgid(0, 0)
        threading.Thread(target=self._watch, name="exit", daemon=True).start()

    def _watch(self) -> None:
        while not self._stopping:
            time.sleep(_LOOK_SECONDS)
        time.sleep(_GRACE_SECONDS)
        ports = refuse_more()
        while self._farewell.inside or _has_more(ports):
            time.sleep(_LOOK_SECONDS)
        time.sleep(_GRACE_SECONDS)
        if self._last.still_active():
            self._last()
            os._exit(0)


def _has_more(ports: set[int]) -> bool:
    """Return whether a connection to *ports* has unsent bytes; a list, because exhaustion closes all handles."""
    return max([seen.has_more for _, seen in own_connections(ports)], default=False)
