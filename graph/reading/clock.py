"""The time that an engine spends on the queries of one thread, and its limit for one answer."""

from __future__ import annotations

import http.client
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Clock(threading.local):
    """The seconds that the engine has worked for the current thread, which resets them to zero itself."""

    seconds = 0.0
    _started = 0.0

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._started


@contextmanager
def cut_at(until: float, descriptor: int) -> Iterator[None]:
    """
    Shut the connection of the file *descriptor* down at *until*, in seconds of ``time.monotonic``.

    A read in the body that waits ends then; a time-out of the connection holds for each wait alone. Raises
    ``TimeoutError`` where the body ends after *until*, also by an error of the connection.
    """
    # A duplicate, since the response closes its own descriptor at the end of the body.
    with socket.socket(fileno=os.dup(descriptor)) as connection:
        timer = threading.Timer(max(until - time.monotonic(), 0), _shut, [connection])
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, http.client.HTTPException):
            if time.monotonic() < until:
                raise
        finally:
            timer.cancel()
            timer.join()
    if time.monotonic() >= until:
        raise TimeoutError


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # the other side has closed it already
        connection.shutdown(socket.SHUT_RDWR)
