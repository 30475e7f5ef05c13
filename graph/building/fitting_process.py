"""
Fitting of the title model in its own process, in parallel with the rest of a build.

A thread would not do: the solver holds the interpreter lock and uses the one random generator of the process. The
process reads names from its standard input and writes tables to its standard output, and so ends with the build.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import msgspec

from ..coding.evidence.nearest_names import CodedName
from ..errors import ReleaseFault
from .group_fitting import FEWEST_NAMES, fit_model
from .side_work import describe_end

# Parts of what the process has written, not copies of them.
Tables = Mapping[str, bytes | memoryview]


@contextmanager
def fit_beside(names: Sequence[CodedName]) -> Iterator[Callable[[], Tables]]:
    """
    Fit the model of *names* while the body runs; yield a function that waits for its tables and returns them by name.

    That function raises ``ReleaseFault`` where the process failed. A small set of names is fitted at once, without a
    process.
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
                raise ReleaseFault(f"the model of titles could not be fitted: {describe_end(fitting.returncode)}")
            return msgspec.msgpack.decode(written, type=dict[str, memoryview])

        try:
            yield wait
        finally:
            # A failed build does not wait for a model that it will not publish.
            fitting.kill()


def _main() -> None:
    names = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[CodedName])
    sys.stdout.buffer.write(msgspec.msgpack.encode(fit_model(names).tables()))


if __name__ == "__main__":
    _main()
