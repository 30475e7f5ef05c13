"""
Shutdown of stalled connections, and of connections over a client's share.

Granian limits the time of headers and the number of connections only: a client that stops sending a body, or reads a
byte a minute of an answer, would keep its connection for ever, and enough of them would lock everybody out. So each
worker inspects its own connections twice a second (TCP_INFO, linux/tcp.h; a few microseconds each).
"""

from __future__ import annotations

import logging
import os
import socket
import stat
import struct
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from ..clients import client_of, is_within
from ..executors.repeated_call import RepeatedCall
from ..settings import Settings
from .arriving_bodies import Arrivals

log = logging.getLogger(__name__)

_TICK = 0.5
_READER_WINDOW = 30.0
# Below a quarter of free connections, clients with more than eight lose some.
_CROWDED, _FEW = 0.75, 8
_CLOSE_WAIT, _LISTENING = 8, 10
# In struct tcp_info: the state, unacked, last_data_sent (ms), bytes_acked, notsent_bytes.
_INFO = struct.Struct("=B 23x I 16x I 72x Q 16x I")


@dataclass(frozen=True, slots=True)
class Seen:
    """
    A connection at one moment: peer, acknowledged bytes, whether more are unsent, and seconds since the last.

    ``is_half_closed`` is whether the peer sends no more.
    """

    address: str
    port: int
    taken: int
    has_more: bool
    quiet: float
    is_half_closed: bool = False


class Watchdog:
    """The thread that inspects the connections of this process."""

    def __init__(self, settings: Settings, arrivals: Arrivals) -> None:
        self._settings = settings
        self._arrivals = arrivals
        self._proxies = settings.networks("trusted_proxies")
        # By connection with unsent bytes: the start of its window, and the bytes acknowledged at that time.
        self._readers: dict[tuple[str, int], tuple[float, int]] = {}

    def start(self) -> None:
        """Start the thread; it ends with the process."""
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def sweep(self, now: float) -> int:
        """Inspect every connection once, at *now* (monotonic seconds); returns the number shut down."""
        closed = 0
        held: Counter[str] = Counter()
        overdue = self._arrivals.since(now - self._settings.body_seconds)
        before, self._readers = self._readers, {}
        crowd = self.find_crowd([seen for _, seen in own_connections()])
        for handle, seen in own_connections():
            client = client_of(seen.address)
            held[client] += 1
            if seen.address in overdue and seen.quiet > now - overdue[seen.address]:
                # Nothing was sent on it since the body started. The kernel does not say which of the client's
                # connections carries the body; idle ones may be closed at any time. Our direction stays open.
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RD)
            reason = self._find_fault(seen, before.get((seen.address, seen.port)), held[client], now)
            if (seen.address, seen.port) in crowd:
                reason = "its client has many, and few are free"
            if reason:
                log.info("connection of %s shut down: %s", client, reason)
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)
                closed += 1
        return closed

    def find_crowd(self, connections: Iterable[Seen]) -> set[tuple[str, int]]:
        """
        Return the address and port of each connection to shut down so that other clients find one free.

        The client with the most connections loses its longest idle one, repeatedly.
        """
        by_client: dict[str, list[Seen]] = {}
        for seen in sorted(connections, key=lambda seen: (not seen.has_more, seen.quiet)):
            by_client.setdefault(client_of(seen.address), []).append(seen)
        excess = sum(map(len, by_client.values())) - int(_CROWDED * self._settings.connections)
        many = {
            client: held
            for client, held in by_client.items()
            if len(held) > _FEW and not is_within(held[0].address, self._proxies)
        }
        found: set[tuple[str, int]] = set()
        while len(found) < excess and many:
            client = max(many, key=lambda one: len(many[one]))
            if len(many[client]) <= _FEW:
                break
            last = many[client].pop()
            found.add((last.address, last.port))
        return found

    def _find_fault(self, seen: Seen, since: tuple[float, int] | None, held: int, now: float) -> str:
        """Return the reason to shut a connection down, '' for none."""
        settings = self._settings
        if held > settings.client_connections and not is_within(seen.address, self._proxies):
            return f"its client has more than {settings.client_connections}"
        if not seen.has_more:
            return "idle for longer than a request takes" if seen.quiet > settings.patience else ""
        start, taken = since or (now, seen.taken)
        if now - start >= _READER_WINDOW:
            rate = (seen.taken - taken) / (now - start)
            if rate < settings.slowest_reader:
                return f"its client reads {rate:.0f} bytes a second"
            start, taken = now, seen.taken
        self._readers[seen.address, seen.port] = start, taken
        return ""

    def _watch(self) -> None:
        sweep = RepeatedCall(lambda: self.sweep(time.monotonic()), "connections cannot be inspected")
        while True:
            time.sleep(_TICK)
            sweep()


def refuse_more() -> set[int]:
    """Stop listening; returns the ports listened on."""
    ports = set()
    for handle in _own_sockets():
        if _inspect(handle)[0] == _LISTENING:
            ports.add(handle.getsockname()[1])
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
        handle.close()
    return ports


def own_connections(known: Collection[int] = ()) -> Iterator[tuple[socket.socket, Seen]]:
    """
    Yield the client connections of this process, each with a handle that is closed afterwards.

    These are the connections to the ports it listens on and to the *known* ports.
    """
    found = [(handle, *_inspect(handle)) for handle in _own_sockets()]
    ports = {*known, *(handle.getsockname()[1] for handle, state, _ in found if state == _LISTENING)}
    for handle, state, seen in found:
        if seen is not None and state != _LISTENING and handle.getsockname()[1] in ports:
            yield handle, seen
        handle.close()


def sends_no_more(address: str) -> bool:
    """Return whether a connection of *address* is half closed."""
    halves = [seen.is_half_closed and seen.address == address for _, seen in own_connections()]
    return any(halves)


def _own_sockets() -> Iterator[socket.socket]:
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names only, once a second
        with suppress(OSError):
            # A duplicate, because the number may be reused for another connection in the meantime.
            copy = os.dup(int(name))
            if stat.S_ISSOCK(os.fstat(copy).st_mode):
                handle = socket.socket(fileno=copy)
                if handle.family in {socket.AF_INET, socket.AF_INET6} and handle.type == socket.SOCK_STREAM:
                    yield handle
                    continue
                handle.detach()
            os.close(copy)


def _inspect(handle: socket.socket) -> tuple[int, Seen | None]:
    """Return the TCP state of a socket and, for a connection, its details."""
    try:
        info = handle.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO.size)
        state, unacked, quiet, taken, unsent = _INFO.unpack(info)
        if state == _LISTENING:
            return state, None
        address, port = handle.getpeername()[:2]
    except (OSError, struct.error):
        return 0, None
    return state, Seen(address, port, taken, bool(unacked or unsent), quiet / 1000, state == _CLOSE_WAIT)
