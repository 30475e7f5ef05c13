"""How a tiny query fares alone, and beside two clients whose queries never end."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx

from .load import Failing, Measured, Target, measure, measure_one_by_one

_CLIENTS = ("127.0.0.2", "127.0.0.3")
_CROWD = tuple(f"127.0.0.{last}" for last in range(2, 16) for _ in range(2))
_SETTLING = 1.0
_TIMES = 5


def beside_heavy(target: Target, heavy: Target, seconds: float, connections: int) -> tuple[Measured, Measured]:
    """
    Return the times of *target* alone and while two clients ask *heavy* all the time.

    Connections fall to one worker or to several, which makes more of a difference than all else: each time there are
    new ones, and the middle counts.
    """
    alone = _middle(target, seconds, connections)
    with asking(heavy):
        time.sleep(_SETTLING)
        return alone, _middle(target, seconds, connections)


def beside_a_crowd(target: Target, heavy: Target, seconds: float) -> tuple[Measured, Measured]:
    """Return the times of *target* on one connection alone, and while 28 clients of 14 addresses ask *heavy*."""
    measure_one_by_one(target, _SETTLING)
    alone = measure_one_by_one(target, seconds)
    with asking(heavy, _CROWD):
        time.sleep(_SETTLING)
        return alone, measure_one_by_one(target, seconds)


def _middle(target: Target, seconds: float, connections: int) -> Measured:
    found = [measure(target, seconds, connections) for _ in range(_TIMES)]
    return Measured(*(statistics.median(getattr(one, name) for one in found) for name in ("rate", "p50", "p99")))


@contextmanager
def asking(heavy: Target, addresses: Sequence[str] = _CLIENTS) -> Iterator[None]:
    """Have clients of the local *addresses* ask *heavy* again and again while the body runs."""
    done = threading.Event()

    def keep_asking(address: str) -> None:
        transport = httpx.HTTPTransport(local_address=address)
        with httpx.Client(transport=transport, headers=heavy.all_headers, timeout=120) as client:
            while not done.is_set():
                try:
                    answer = client.get(heavy.url)
                except httpx.TransportError:
                    if done.is_set():  # the server may have ended since
                        return
                    raise
                if answer.status_code == httpx.codes.OK:
                    raise Failing("the heavy query is not heavy")

    threads = [threading.Thread(target=keep_asking, args=(address,), daemon=True) for address in addresses]
    for thread in threads:
        thread.start()
    yield
    if not all(thread.is_alive() for thread in threads):
        raise Failing("a heavy client has stopped asking")
    done.set()
