"""
The fitting of the model of titles beside the rest of a build, in a process of its own.

A thread would not do: the solver holds the interpreter, and draws from one generator for the whole process. The
process reads names from its standard input and writes tables to its standard output, and so ends with the build.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import msgspec

from ..coding.evidence.nearest_names import CodedName
from .group_fitting import FEWEST_NAMES, fit_model

Tables = dict[str, bytes]


@contextmanager
def fit_beside(names: Sequence[CodedName]) -> Iterator[Callable[[], Tables]]:
    """
    Fit the model of *names* while the body runs, which gets a function that waits for its tables, by name.

    That function raises ``subprocess.CalledProcessError`` where the process failed. Few names are fitted at once.
    """
    if len(names) < FEWEST_NAMES:
        tables = fit_model(names).tables()
        yield lambda: tables
        return
    command = [sys.executable, "-m", __name__]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as fitting,  # noqa: S603
        ThreadPoolExecutor(1) as pool,
    ):
        told = pool.submit(fitting.communicate, msgspec.msgpack.encode(names))

        def wait() -> Tables:
            written, _ = told.result()
            if fitting.returncode:
                raise subprocess.CalledProcessError(fitting.returncode, command)
            return msgspec.msgpack.decode(written, type=Tables)

        try:
            yield wait
        finally:
            # A build that fails does not wait for a model that nobody will read.
            fitting.kill()


def _main() -> None:
    names = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[CodedName])
    sys.stdout.buffer.write(msgspec.msgpack.encode(fit_model(names).tables()))


if __name__ == "__main__":
    _main()
