"""
The process that works on one uploaded table, sandboxed so that no table can block or harm the server.

``sandboxed_table`` runs a module of these with an order as its argument and the table on standard input; it writes an
answer to standard output. An alarm ends it even if the server has gone.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from graph.errors import YrkesgrafError

from ..executors.sandbox import end_before_others, leave_network, limit_memory

_GRACE = 5
_NICENESS = 5


class TableOrder(msgspec.Struct, frozen=True):
    """
    The order to work on the table ``name`` with the release in ``folder``.

    ``rows``, ``unpacked`` (bytes), ``memory`` (bytes) and ``seconds`` are limits.
    """

    folder: str
    name: str
    rows: int
    unpacked: int
    memory: int
    seconds: float


class TableAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """
    A table after the work: the given and the added columns, and the rows with both.

    With a ``fault`` in the table, or ``too_many`` rows, there are no rows. ``worked`` is the processor time in seconds.
    """

    fault: str = ""
    too_many: bool = False
    given: list[str] = []
    added: list[str] = []
    rows: list[list[str]] = []
    worked: float = 0.0


Order = TypeVar("Order", bound=TableOrder)


def carry_out(form: type[Order], work: Callable[[Order, bytes], TableAnswer]) -> None:
    """Sandbox this process, and write the answer of *work* to the order in its argument."""
    order = msgspec.json.decode(sys.argv[1].encode(), type=form)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(order.seconds) + _GRACE)
    os.nice(_NICENESS)
    end_before_others()
    leave_network()
    limit_memory(order.memory)
    resource.setrlimit(resource.RLIMIT_CPU, (int(order.seconds) + _GRACE, int(order.seconds) + _GRACE))
    sys.stdout.buffer.write(msgspec.json.encode(work(order, sys.stdin.buffer.read())))


def find_column(names: Sequence[str], asked: str, usual: Sequence[str], of: str) -> int:
    """
    Return the index of the column *asked*, or of the first column with one of the *usual* names if *asked* is blank.

    Raises ``YrkesgrafError`` with the names of the columns if there is none; *of* says which values the column has.
    """
    wanted = [asked.strip().casefold()] if asked.strip() else usual
    folded = [name.strip().casefold() for name in names]
    for name in wanted:
        if name in folded:
            return folded.index(name)
    if not asked.strip() and len(names) == 1:
        return 0
    fault = f"No column is called {asked.strip()!r}" if asked.strip() else f"Say which column has the {of}"
    raise YrkesgrafError(f"{fault}; there are: {', '.join(names)}.")
