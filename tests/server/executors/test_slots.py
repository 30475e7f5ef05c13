"""Quick queries overtake long ones, and no client takes all slots."""

from __future__ import annotations

import threading
import time

import pytest

from graph.reading.release import Release
from server.adhoc_query import Query
from server.executors.pool import ExecutorPool
from server.executors.slots import Slots
from server.refusals import ResourceLimit
from server.request_record import Trace
from server.settings import Settings

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SETTINGS = Settings(query_seconds=1.5, query_memory=256 << 20, executors=1, long_executors=2, quick_seconds=0.1)


def ask(pool: ExecutorPool, release: Release, text: str, client: str) -> tuple[str, float]:
    """Return the limit met ('' for an answer) and the seconds it took."""
    started = time.monotonic()
    query = Query(text, "application/sparql-results+json", "text/turtle", trace=Trace(client=client))
    try:
        pool.run(release, query)
    except ResourceLimit as limit:
        return limit.limit, time.monotonic() - started
    return "", time.monotonic() - started


class Asking(threading.Thread):
    """A client with a query that never ends, and its outcome."""

    def __init__(self, pool: ExecutorPool, release: Release, client: str) -> None:
        super().__init__()
        self.pool, self.release, self.client = pool, release, client
        self.found = ("", 0.0)
        self.start()

    def run(self) -> None:
        self.found = ask(self.pool, self.release, RUNAWAY, self.client)


def test_a_quick_query_goes_past_as_many_long_ones_as_there_are_places_for(bundled: Release) -> None:
    pool = ExecutorPool(SETTINGS)
    pool.network()
    heavy = [Asking(pool, bundled, client) for client in ("a", "b")]
    time.sleep(0.6)

    quick = [ask(pool, bundled, "ASK {}", "c") for _ in range(5)]
    for thread in heavy:
        thread.join()

    assert [limit for limit, _ in quick] == [""] * 5
    assert max(seconds for _, seconds in quick) < 0.6
    assert [thread.found[0] for thread in heavy] == ["query_seconds"] * 2
    pool.close()


def test_a_long_query_without_a_place_stays_only_while_nobody_waits(bundled: Release) -> None:
    pool = ExecutorPool(SETTINGS)
    pool.network()
    heavy = []
    for client in ("a", "b", "c"):
        heavy.append(Asking(pool, bundled, client))
        time.sleep(0.3)

    limit, seconds = ask(pool, bundled, "ASK {}", "d")
    for thread in heavy:
        thread.join()

    assert (limit, seconds < 1) == ("", True)
    assert [thread.found[0] for thread in heavy] == ["query_seconds", "query_seconds", "long_executors"]
    pool.close()


def test_a_long_query_alone_runs_to_its_deadline_without_a_place(bundled: Release) -> None:
    pool = ExecutorPool(Settings(query_seconds=0.5, quick_seconds=0.1, executors=2, long_executors=2))
    pool.network()

    both = [Asking(pool, bundled, "a") for _ in range(2)]
    for thread in both:
        thread.join()

    assert [thread.found[0] for thread in both] == ["query_seconds"] * 2
    pool.close()


def test_one_client_has_half_of_the_long_slots() -> None:
    slots = Slots(Settings(executors=3, long_executors=2))
    for _ in range(3):
        assert slots.enter(0)

    assert [slots.lengthen(client) for client in ("a", "a", "b", "c")] == [True, False, True, False]
    slots.leave("a", is_long=True)
    assert slots.lengthen("c")


@pytest.mark.parametrize("seconds", [0.05, 0.2])
def test_who_waits_in_vain_waits_as_long_as_said(seconds: float) -> None:
    slots = Slots(Settings(executors=1))
    slots.enter(0)
    started = time.monotonic()

    assert not slots.enter(seconds)
    assert seconds <= time.monotonic() - started < seconds + 0.3
    assert slots.waiting == 0
