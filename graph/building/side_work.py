"""Work beside other work: the engine and Java leave the interpreter to others, or have a process of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def beside(work: Callable[[], T], stop: Callable[[], object] | None = None) -> Iterator[Callable[[], T]]:
    """
    Run *work* in a thread while the body runs, which gets a function that waits for its result, or its error.

    Where the body fails, *stop* is called to end the work, which is waited for in any case. In the folder "/" it runs
    before the body: the reasoner leaves that folder for its run, and a process has one.
    """
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        if Path.cwd() == Path(os.sep):
            running.exception()
        try:
            yield running.result
        except BaseException:
            if stop is not None:
                stop()
            raise


def describe_end(status: int) -> str:
    """
    Return the end of a process that failed with *status*, negative for a signal, and the remedy.

    >>> describe_end(1)
    'its process ended with status 1, for the reason above. Build again.'
    >>> describe_end(-9)
    'its process was killed (SIGKILL), as the system does where memory runs out. Build again with more memory free.'
    """
    if status == -SIGKILL:
        how = "was killed (SIGKILL), as the system does where memory runs out"
        return f"its process {how}. Build again with more memory free."
    how = f"was stopped by signal {-status}" if status < 0 else f"ended with status {status}, for the reason above"
    return f"its process {how}. Build again."
