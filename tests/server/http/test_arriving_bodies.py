"""Bodies in transit are registered with address and start."""

from __future__ import annotations

import time

from server.http.arriving_bodies import Arrivals


def test_the_oldest_arrival_of_an_address_is_the_one_that_counts() -> None:
    arrivals = Arrivals()

    with arrivals.note("192.0.2.7") as first, arrivals.note("192.0.2.7"), arrivals.note("192.0.2.8"):
        now = time.monotonic()

        assert arrivals.since(now + 1)["192.0.2.7"] == first
        assert arrivals.since(first - 1) == {}
    assert arrivals.since(now + 1) == {}
