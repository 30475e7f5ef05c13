"""Concurrent requests for one page render it once, even where the first fails."""

from __future__ import annotations

import threading

import pytest

from server.http.single_flight import SingleFlight


def test_the_others_wait_until_the_first_is_done() -> None:
    making, order = SingleFlight(), []
    inside = threading.Event()

    def wait() -> None:
        inside.wait()
        with making.turn("page") as is_first:
            order.append(is_first)

    others = [threading.Thread(target=wait) for _ in range(5)]
    for thread in others:
        thread.start()
    with making.turn("page") as is_first:
        order.append(is_first)
        inside.set()
        with making.turn("another page") as is_first_there:
            assert is_first_there
        others[0].join(0.2)
        assert order == [True]
    for thread in others:
        thread.join()

    assert order[0]
    assert len(order) == 6


def test_a_fault_leaves_the_turn_to_the_next() -> None:
    making = SingleFlight()

    with pytest.raises(ValueError, match="no"), making.turn("page"):
        raise ValueError("no")

    with making.turn("page") as is_first:
        assert is_first
