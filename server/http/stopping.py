"""
Tells clients whose connection stays open that the server stops, so that each ends with the answer it is getting.

The first process is told to stop; its workers know from a byte that they share with it. Granian asks every connection
to end after its request, but one that is asked between two requests may miss that, and a client that goes on asking
then holds a worker until it is killed. A worker that misses the signal itself is ended from within once it has answered
all that it was asked.
"""

from __future__ import annotations

import mmap
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from granian import Granian
from werkzeug.wsgi import ClosingIterator

from .connections import own_connections, refuse_more

if TYPE_CHECKING:
    from multiprocessing.util import Finalize

    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LOOK_SECONDS = 0.1
_GRACE_SECONDS = 1.0


class Stopping:
    """Whether the server has been told to stop: one byte of memory, shared with all processes forked after it."""

    def __init__(self) -> None:
        self._byte = mmap.mmap(-1, 1)

    def begin(self) -> None:
        """Say so."""
        self._byte[0] = 1

    def __bool__(self) -> bool:
        """Return whether it was said."""
        return self._byte[0] != 0


class Server(Granian):  # type: ignore[misc, valid-type]  # granian chooses the class by the system
    """Granian, which says in ``stopping`` that it stops before it tells its workers."""

    stopping: Stopping

    def shutdown(self, exit_code: int = 0) -> None:
        """Stop."""
        self.stopping.begin()
        super().shutdown(exit_code)


class Farewell:
    """A WSGI application in front of *app* that ends connections once *stopping* is true, and counts who is inside."""

    def __init__(self, app: WSGIApplication, stopping: Stopping) -> None:
        self._app = app
        self._stopping = stopping
        self._lock = threading.Lock()
        self.inside = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as *app* does."""
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
        return ClosingIterator(body, self._leave)

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


class Exit:
    """
    Ends a worker that does not end by itself once *stopping* is true, when all it was asked is answered.

    Granian can miss the signal that says so where it comes while a connection does, and goes on; asked twice it waits
    for ever. About one stop in thirty was held by that until the worker was killed, after 40 seconds. *last* is what
    is done at the end.
    """

    def __init__(self, stopping: Stopping, farewell: Farewell, last: Finalize) -> None:
        self._stopping = stopping
        self._farewell = farewell
        self._last = last

    def watch(self) -> None:
        """Start to look. A worker gets a process group of its own: Ctrl+C reaches the first process alone, once."""
        with suppress(PermissionError):  # who leads a session has a group of its own
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
    """Return whether a part of an answer waits on any connection to *ports*; looks at all, which closes the handles."""
    return max([seen.has_more for _, seen in own_connections(ports)], default=False)
