"""Work beside other work: the engine and Java leave the interpreter to others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """
    Run *work* in a thread while the body runs, which gets a function that waits for its result, or its error.

    In the folder "/" it runs before the body: the reasoner leaves that folder for its run, and a process has one.
    """
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        if Path.cwd() == Path(os.sep):
            running.exception()
        yield running.result
