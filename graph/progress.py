"""Shows how a long job is getting on: a live line on a terminal, one plain line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.status import Status


class Progress:
    """Tells *stream* what is being done; nothing is written when *quiet*."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._console = Console(file=stream or sys.stderr, quiet=quiet, highlight=False, soft_wrap=True)
        self._status: Status | None = None
        self._stage = ""

    def say(self, words: str) -> None:
        """Write one line."""
        self._console.print(words, markup=False)

    def step(self, words: str) -> None:
        """Say which part of the stage is at hand; shown on a terminal only."""
        if self._status:
            self._status.update(f"{self._stage}: {words}")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Show *name* while the body runs, and how long it took when it ends."""
        started = time.perf_counter()
        self._stage = name
        if self._console.is_terminal:
            with self._console.status(name) as self._status:
                yield
            self._status = None
        else:
            yield
        self.say(f"{name}: {time.perf_counter() - started:.1f} s")
