"""The line that tells the operator that the server answers, written once its first worker is ready."""

from __future__ import annotations

import mmap
import sys
import threading
import time

_LOOK_SECONDS = 0.02


class Announcement:
    """
    *words*, written to standard error by the first process when a worker has loaded the application.

    The worker sets one byte of memory that it shares with the process it was forked from.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self._byte = mmap.mmap(-1, 1)

    def make(self) -> None:
        """Have the first process write the words; a worker calls this."""
        self._byte[0] = 1

    def watch(self) -> None:
        """Write the words once a worker has loaded, in a thread of this process."""
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while not self._byte[0]:
            time.sleep(_LOOK_SECONDS)
        sys.stderr.write(f"{self._words}\n")
        sys.stderr.flush()
