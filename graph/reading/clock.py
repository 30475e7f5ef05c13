"""The time that an engine spends on the queries of one thread."""

from __future__ import annotations

import threading
import time


class Clock(threading.local):
    """The seconds that the engine has worked for the current thread, which resets them to zero itself."""

    seconds = 0.0
    _started = 0.0

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._started
