"""
Compares our fork server and pipes with those of the standard library: start of a process, short and long replies.

Run with ``python -m tests.bench.forking``; prints medians in microseconds. The standard library's have no deadline for
a peer that stops reading or stops within a reply, which the executors need, so equal speed alone would not do.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from statistics import median

from rich.console import Console

from server.executors.fork_clients import ForkServer
from server.executors.pipe_protocol import Pipe, widen
from server.executors.process import Executor

_REQUEST = b"q" * 400
_SHORT, _LONG = 300, 1_700_000
_STARTS, _SHORTS, _LONGS = 30, 4000, 60
_SECONDS = 30.0


def main() -> None:
    """Measure both in turn and print the medians."""
    console = Console()
    for name, start in (("ours", time_own_starts()), ("multiprocessing forkserver", time_standard_starts())):
        console.print(f"start of a process, {name}: {start * 1e6:,.0f}")
    for size, times in ((_SHORT, _SHORTS), (_LONG, _LONGS)):
        for name, paired in (("our pipes", own_pipes), ("multiprocessing.connection", standard_pipes)):
            with paired(size) as ask:
                console.print(f"reply of {size:,} bytes, {name}: {time_each(ask, times) * 1e6:,.0f}")


def time_each(ask: Callable[[], object], times: int) -> float:
    """Return the median seconds of a call of *ask*."""
    return median(_timed(ask) for _ in range(times))


def time_own_starts() -> float:
    """Return the median seconds until an executor of ours is ready, and kill it."""
    server = ForkServer()

    def start() -> None:
        executors.append(Executor(server))
        executors[-1].wait_ready()

    executors: list[Executor] = []
    start()
    took = time_each(start, _STARTS)
    for executor in executors:
        executor.end()
    server.close()
    return took


def time_standard_starts() -> float:
    """Return the median seconds until a process of the standard library's fork server is ready, and kill it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "server.executors.worker"])
    started = []

    def start() -> None:
        ours, theirs = context.Pipe()
        process = context.Process(target=_report, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        ours.recv_bytes()
        started.append((process, ours))

    start()
    took = time_each(start, _STARTS)
    for process, ours in started:
        process.kill()
        process.join()
        ours.close()
    return took


@contextmanager
def own_pipes(size: int) -> Iterator[Callable[[], object]]:
    """Yield a function that asks a forked process for a reply of *size* bytes over our pipes."""
    (hear, ask), (read, answer) = os.pipe(), os.pipe()
    if (pid := os.fork()) == 0:
        peer, reply = Pipe(hear, answer), b"r" * size
        while peer.receive() == _REQUEST:
            peer.send(b"{}", reply)
        os._exit(0)
    os.set_blocking(ask, False)
    os.set_blocking(read, False)
    widen(read)
    pipe = Pipe(read, ask)

    def call() -> None:
        until = time.monotonic() + _SECONDS
        pipe.send(_REQUEST, until=until)
        pipe.receive(until)
        pipe.receive(until)

    yield call
    pipe.send(b"")
    os.waitpid(pid, 0)


@contextmanager
def standard_pipes(size: int) -> Iterator[Callable[[], object]]:
    """Yield a function that asks a forked process for a reply of *size* bytes over ``multiprocessing.connection``."""
    (hear, ask), (read, answer) = multiprocessing.Pipe(duplex=False), multiprocessing.Pipe(duplex=False)
    if (pid := os.fork()) == 0:
        reply = b"r" * size
        while hear.recv_bytes() == _REQUEST:
            answer.send_bytes(b"{}")
            answer.send_bytes(reply)
        os._exit(0)
    widen(read.fileno())

    def call() -> None:
        ask.send_bytes(_REQUEST)
        if not read.poll(_SECONDS):
            raise TimeoutError
        read.recv_bytes()
        read.recv_bytes()

    yield call
    ask.send_bytes(b"")
    os.waitpid(pid, 0)


def _report(connection: Connection) -> None:
    connection.send_bytes(b"ready")
    time.sleep(60)


def _timed(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
