"""
Slots for ad-hoc queries: quick ones, a reserve for clients with little recent use, and a few for long queries.

Waiting clients are served in order of recent use, least first, not of arrival: a client with many queries waiting
delays only itself. A client with little recent use finds a reserved slot free however many queries the others run, and
does not compete for the processor with a client of much recent use: while other clients send requests of any kind, the
queries of that one run at idle priority.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from ..presence import Presence
from ..settings import Settings
from .pipe_protocol import Reply, Request
from .process import Executor
from .recent_use import RecentUse

_OVERHEAD_SECONDS = 0.05
_LOOK_AGAIN_SECONDS = 0.05
# Seconds of recent use; a query stopped after half a second bars its client from the reserve for a minute.
_LITTLE = 0.1
# With this much recent use, and while others are present, a query gives way to them.
_MUCH = 0.3
# Seconds between checks for other clients.
_LOOK_FOR_OTHERS_SECONDS = 0.02


class Overtime(Exception):
    """A query that runs longer than the settings allow."""


class Displaced(Exception):
    """A long query without a slot for long queries, while others wait."""


class SlotKind(Enum):
    """The kinds of slots."""

    QUICK = "quick"
    RESERVED = "reserved"
    LONG = "long"


@dataclass
class Slot:
    """
    A slot of *client*, whose kind may change while it is held, and the monotonic time at which it was taken.

    ``is_heavy`` tells whether the client had much recent use by then. ``used`` is the processor time of its query, None
    for one that was ended or is answered in parts.
    """

    client: str
    kind: SlotKind
    since: float
    is_heavy: bool = False
    used: float | None = None


@dataclass(eq=False)
class Ticket:
    """A waiting query of *client*; *slot* is set before *called*."""

    client: str
    called: threading.Event = field(default_factory=threading.Event)
    slot: Slot | None = None


class Slots:
    """Slots for quick and long queries, and the queries that wait for one; safe to use from many threads."""

    def __init__(self, settings: Settings, presence: Presence | None = None, use: RecentUse | None = None) -> None:
        self._lock = threading.Lock()
        self._free = {
            SlotKind.QUICK: settings.executors,
            SlotKind.RESERVED: settings.reserved_executors,
            SlotKind.LONG: settings.long_executors,
        }
        self._all = sum(self._free.values())
        self._long_each = max(1, settings.long_executors // 2)
        self._long_by_client: Counter[str] = Counter()
        self._running: Counter[str] = Counter()
        self._use = use or RecentUse()
        self._queue: list[Ticket] = []
        self._presence = presence or Presence()

    @property
    def taken(self) -> int:
        """The number of slots taken."""
        return self._all - sum(self._free.values())

    @property
    def waiting(self) -> int:
        """The number of queries that wait for a slot."""
        return len(self._queue)

    def enter(self, client: str, seconds: float) -> Slot | None:
        """Return a slot for a quick query of *client*, or None where none became free within *seconds*."""
        with self._lock:
            for kind in (SlotKind.QUICK, SlotKind.RESERVED):
                if self._free[kind] and self._may_have(client, kind):
                    return self._give(client, kind)
            ticket = Ticket(client)
            self._queue.append(ticket)
        ticket.called.wait(seconds)
        with self._lock:
            if ticket.slot is None:
                self._queue.remove(ticket)
            return ticket.slot

    def lengthen(self, slot: Slot) -> bool:
        """Exchange *slot* for one for long queries; return whether its client could have one."""
        with self._lock:
            if self._free[SlotKind.LONG] == 0 or self._long_by_client[slot.client] >= self._long_each:
                return False
            self._free[SlotKind.LONG] -= 1
            self._long_by_client[slot.client] += 1
            left, slot.kind = slot.kind, SlotKind.LONG
            self._pass_on(left)
        return True

    def leave(self, slot: Slot) -> None:
        """Give *slot* back; the waiting client with the least recent use gets it."""
        with self._lock:
            # A query that only waited for the processor has used nothing.
            self._use.charge(slot.client, time.monotonic() - slot.since if slot.used is None else slot.used)
            _take_from(self._running, slot.client)
            if slot.kind is SlotKind.LONG:
                self._free[SlotKind.LONG] += 1
                _take_from(self._long_by_client, slot.client)
            else:
                self._pass_on(slot.kind)

    def has_others(self, client: str) -> bool:
        """Return whether clients other than *client* have queries running or waiting here, or are present anywhere."""
        if self._presence.has_others(client):
            return True
        with self._lock:
            return any(one != client for one in (*self._running, *(ticket.client for ticket in self._queue)))

    def _may_have(self, client: str, kind: SlotKind) -> bool:
        """Return whether *client* may have a slot of *kind*; the reserve takes one query per client of little use."""
        return kind is SlotKind.QUICK or (self._running[client] == 0 and self._use.of(client) < _LITTLE)

    def _give(self, client: str, kind: SlotKind) -> Slot:
        self._free[kind] -= 1
        self._running[client] += 1
        return Slot(client, kind, time.monotonic(), is_heavy=self._use.of(client) >= _MUCH)

    def _pass_on(self, kind: SlotKind) -> None:
        """Free a slot of *kind* and give it to the waiting client with the least recent use, the first among equals."""
        self._free[kind] += 1
        fit = [ticket for ticket in self._queue if self._may_have(ticket.client, kind)]
        if fit:
            # A client with a query running has used more than was charged so far.
            first = min(fit, key=lambda one: (self._running[one.client], self._use.of(one.client)))
            self._queue.remove(first)
            first.slot = self._give(first.client, kind)
            first.called.set()


def _take_from(counts: Counter[str], client: str) -> None:
    """Decrement the count of *client*, and drop it at zero."""
    counts[client] -= 1
    if not counts[client]:
        del counts[client]


class Run:
    """One query in its *slot*."""

    def __init__(self, slots: Slots, slot: Slot, settings: Settings) -> None:
        self._slots = slots
        self._slot = slot
        self._settings = settings
        self._until = self._quick_until = self._look = 0.0

    def converse(self, executor: Executor, request: Request) -> tuple[Reply, bytes]:
        """Return the reply of *executor*; raises ``Overtime`` and ``Displaced``, and as an executor does."""
        if not executor.is_slowed and self.gives_way:
            executor.slow_down()
        executor.send(request)
        started = time.monotonic()
        self._until = started + request.seconds + _OVERHEAD_SECONDS
        self._quick_until = min(self._until, started + self._settings.quick_seconds)
        is_watched = self._slot.is_heavy and not executor.is_slowed
        self._look = min(self._quick_until, started + _LOOK_FOR_OTHERS_SECONDS) if is_watched else self._quick_until
        while not executor.speaks(self._look):
            self._look_at(executor)
        reply, body = executor.receive(self._settings.answer_bytes, self._until)
        if reply.kind != "parts":
            self._slot.used = reply.processor
        return reply, body

    def next_part(self, executor: Executor) -> bytes:
        """Return the next part of an answer in parts, b"" after the last; raises as ``converse`` does."""
        # An executor that always speaks is looked at as well.
        while time.monotonic() >= self._look or not executor.speaks(self._look):
            self._look_at(executor)
        return executor.receive_part(self._settings.answer_bytes, self._until)

    def last_reply(self, executor: Executor) -> Reply:
        """Return the reply after the last part; raises ``Overdue`` and ``Gone``."""
        return executor.receive_end(self._until)

    def _look_at(self, executor: Executor) -> None:
        """Let a query that is still running give way to others, and set the time of the next look."""
        if self._look >= self._until:
            raise Overtime
        if self._look < self._quick_until:
            if self.gives_way:
                executor.slow_down()
            next_look = self._quick_until if executor.is_slowed else self._look + _LOOK_FOR_OTHERS_SECONDS
            self._look = min(self._quick_until, next_look)
            return
        if not self._is_long and self._slots.lengthen(self._slot):
            executor.slow_down()
            executor.is_spent = True
        if not self._is_long and self._slots.waiting:
            raise Displaced
        self._look = self._until if self._is_long else min(self._until, self._look + _LOOK_AGAIN_SECONDS)

    @property
    def gives_way(self) -> bool:
        """Whether its client has used much lately, and others are present."""
        return self._slot.is_heavy and self._slots.has_others(self._slot.client)

    @property
    def _is_long(self) -> bool:
        return self._slot.kind is SlotKind.LONG

    def leave(self) -> None:
        """Give the slot back."""
        self._slots.leave(self._slot)
