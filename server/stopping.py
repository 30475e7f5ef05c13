"""
Tells clients whose connection stays open that the server stops, so that each ends with the answer it is getting.

The first process is told to stop; its workers know from a byte that they share with it. Granian asks every connection
to end after its request, but one that is asked between two requests may miss that, and a client that goes on asking
then holds a worker until it is killed.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from granian import Granian

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


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
    """A WSGI application in front of *app* that ends connections once *stopping* is true."""

    def __init__(self, app: WSGIApplication, stopping: Stopping) -> None:
        self._app = app
        self._stopping = stopping

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as *app* does."""
        if not self._stopping:
            return self._app(environ, start_response)

        def start_last(
            status: str, headers: list[tuple[str, str]], fault: OptExcInfo | None = None, /
        ) -> Callable[[bytes], object]:
            return start_response(status, [*headers, ("Connection", "close")], *([fault] if fault else []))

        return self._app(environ, start_last)
