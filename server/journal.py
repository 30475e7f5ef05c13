"""
Writes the lines of the access log: at once, or a few times a second for all that came meanwhile.

A line written by itself is two system calls, in each of which the thread that answers loses the interpreter to others
and has to queue for it again; together they took as long as the answer.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

access = logging.getLogger("yrkesgraf.access")

_PAUSE = 0.2


class Journal:
    """The lines not written yet; safe to use from many threads."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque()
        self._thread: threading.Thread | None = None

    @property
    def is_read(self) -> bool:
        """Whether anybody wants lines."""
        return access.isEnabledFor(logging.INFO)

    def start(self, each_time: Callable[[], object]) -> None:
        """
        Write from another thread from now on, and do the other thing *each_time*.

        What is left is written when the main thread ends.
        """
        self._thread = threading.Thread(target=self._keep_writing, args=(each_time,), name="journal")
        self._thread.start()

    def write(self, line: str) -> None:
        """Write *line* now or soon."""
        self._lines.append(line)
        if self._thread is None:
            self.flush()

    def flush(self) -> None:
        """Write all lines there are, as one record."""
        lines = []
        while self._lines:
            lines.append(self._lines.popleft())
        if lines:
            access.info("\n".join(lines))

    def _keep_writing(self, each_time: Callable[[], object]) -> None:
        main = threading.main_thread()
        while main.is_alive():
            main.join(_PAUSE)
            self.flush()
            each_time()
