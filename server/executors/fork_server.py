"""
A fork server for executors, which starts one in milliseconds.

The pool runs it as ``python -m server.executors.fork_server``. It has imported the modules of an executor and opened no
file, so a fork of it is a fresh executor; a new Python process takes a hundred times as long. The web process becomes
the parent of the forks, so that it can kill and reap them.

``multiprocessing`` has a fork server, too. Its processes stay children of that server, which alone can reap them, and
each pickles its call and prepares ``__main__``: 700 ms from start to ready, beside 56 ms here, sandbox included
(``python -m tests.bench.forking`` on two busy cores).
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import threading
import warnings
import zlib
from concurrent.futures import Future
from pathlib import Path

from graph.reading.memory_store import hold_dump

from . import worker
from .sandbox import end_before_others

PID_BYTES = 8
_PIPES = 2
_NICE = 10
_STACK_BYTES = 8 << 20
_LOOK_MILLISECONDS = 50


def main() -> None:
    """
    Fork an executor for each pair of pipes received on standard input, until that is closed.

    With arguments (a dump in gzipped Turtle, the path of the store of the same release, its base IRI), the triples of
    the dump are read first, and their number written to standard input.
    """
    for left_to_the_web_process in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(left_to_the_web_process, signal.SIG_IGN)
    orders = socket.socket(fileno=sys.stdin.fileno())
    if len(sys.argv) == 1:
        fork(orders, None)
        return
    dump, store, base = sys.argv[1:]
    end_before_others()
    # The engine recurses into a query: its executors need as much stack as those of a main thread.
    threading.stack_size(_STACK_BYTES)
    # Python warns of forks beside other threads. The other one only waits once the release is read.
    warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
    reading: Future[worker.Held] = Future()
    forking = threading.Thread(target=_fork_when_read, args=(orders, reading), daemon=True)
    forking.start()
    # This thread reads at low priority, and the other forks at its own, which executors inherit. Not the other way
    # round: only the memory of the main thread is in large pages.
    os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    try:
        reading.set_result(worker.Held(store, hold_dump(Path(dump), base)))
    except (OSError, EOFError, SyntaxError, zlib.error) as error:
        sys.exit(f"yrkesgraf: {dump} cannot be read: {error}")
    forking.join()


def _fork_when_read(orders: socket.socket, reading: Future[worker.Held]) -> None:
    """Tell the number of triples once they are read, then fork; ends the process when the other end is closed."""
    ended = select.poll()
    ended.register(orders, 0)
    while not reading.done():
        if ended.poll(_LOOK_MILLISECONDS):
            os._exit(0)
    held = reading.result()
    orders.sendall(len(held.triples).to_bytes(PID_BYTES, "big"))
    fork(orders, held)


def fork(orders: socket.socket, held: worker.Held | None) -> None:
    """Fork an executor for each pair of pipes received from *orders*, until that is closed."""
    while True:
        order, handles, _, _ = socket.recv_fds(orders, 1, _PIPES)
        if not order:
            return
        hear, tell = os.pipe()
        try:
            between = os.fork()
        except OSError:  # too many processes, or too little memory: the client asks again
            between = -1
        if between == 0:
            orders.close()
            os.close(hear)
            _hand_over(tell, handles, held)
        for handle in (tell, *handles):
            os.close(handle)
        if between > 0:
            os.waitpid(between, 0)
        orders.sendall(os.read(hear, PID_BYTES) or bytes(PID_BYTES))
        os.close(hear)


def _hand_over(tell: int, handles: list[int], held: worker.Held | None) -> None:
    """Fork once more, write the process number to *tell* and exit, so that the web process becomes the parent."""
    if pid := os.fork():
        os.write(tell, pid.to_bytes(PID_BYTES, "big"))
        os._exit(0)
    os.dup2(handles[0], sys.stdin.fileno())
    os.dup2(handles[1], sys.stdout.fileno())
    for handle in (tell, *handles):
        os.close(handle)
    worker.run(held)


if __name__ == "__main__":
    main()
