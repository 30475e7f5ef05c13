"""Quick queries overtake long ones, and no client takes all slots."""

from __future__ import annotations

import threading
import time

import pytest

from graph.reading.release import Release
from server.adhoc_query import Query
from server.executors.pool import ExecutorPool
from server.executors.recent_use import RecentUse
from server.executors.slots import Slot, SlotKind, Slots
from server.presence import Presence
from server.refusals import ResourceLimit
from server.request_record import Trace
from server.settings import Settings
from tests.waiting import PATIENCE, wait

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SETTINGS = Settings(
    query_seconds=6.0,
    query_memory=256 << 20,
    executors=1,
    reserved_executors=0,
    long_executors=2,
    quick_seconds=0.1,
)


def ask(pool: ExecutorPool, release: Release, text: str, client: str) -> str:
    """Return the limit met, '' for an answer."""
    query = Query(text, "application/sparql-results+json", "text/turtle", trace=Trace(client=client))
    try:
        pool.run(release, query)
    except ResourceLimit as limit:
        return limit.limit
    return ""


class Asking(threading.Thread):
    """A client with a query that never ends, and the limit that it met."""

    def __init__(self, pool: ExecutorPool, release: Release, client: str) -> None:
        super().__init__()
        self.pool, self.release, self.client = pool, release, client
        self.limit = ""
        self.start()

    def run(self) -> None:
        self.limit = ask(self.pool, self.release, RUNAWAY, self.client)


def test_a_quick_query_goes_past_as_many_long_ones_as_there_are_places_for(bundled: Release) -> None:
    pool = ExecutorPool(SETTINGS)
    pool.network()
    heavy = [Asking(pool, bundled, client) for client in ("a", "b")]
    wait(lambda: pool._slots._free[SlotKind.LONG] == 0)

    quick = [ask(pool, bundled, "ASK {}", "c") for _ in range(5)]
    still_running = [thread.is_alive() for thread in heavy]
    for thread in heavy:
        thread.join()

    assert quick == [""] * 5
    assert still_running == [True] * 2
    assert [thread.limit for thread in heavy] == ["query_seconds"] * 2
    pool.close()


def test_a_long_query_without_a_place_stays_only_while_nobody_waits(bundled: Release) -> None:
    pool = ExecutorPool(SETTINGS)
    pool.network()
    heavy = [Asking(pool, bundled, client) for client in ("a", "b")]
    wait(lambda: pool._slots._free[SlotKind.LONG] == 0)
    heavy.append(Asking(pool, bundled, "c"))
    wait(lambda: pool.running == 3)

    limit = ask(pool, bundled, "ASK {}", "d")
    still_running = [thread.is_alive() for thread in heavy[:2]]
    for thread in heavy:
        thread.join()

    assert limit == ""
    assert still_running == [True] * 2
    assert [thread.limit for thread in heavy] == ["query_seconds", "query_seconds", "long_executors"]
    pool.close()


def test_a_long_query_alone_runs_to_its_deadline_without_a_place(bundled: Release) -> None:
    pool = ExecutorPool(Settings(query_seconds=0.5, quick_seconds=0.1, executors=2, long_executors=2))
    pool.network()

    both = [Asking(pool, bundled, "a") for _ in range(2)]
    for thread in both:
        thread.join()

    assert [thread.limit for thread in both] == ["query_seconds"] * 2
    pool.close()


def taken(slots: Slots, client: str) -> Slot:
    """Return the slot that *client* gets at once."""
    slot = slots.enter(client, 0)
    assert slot is not None
    return slot


def test_one_client_has_half_of_the_long_slots() -> None:
    slots = Slots(Settings(executors=4, long_executors=2))
    held = [taken(slots, client) for client in ("a", "a", "b", "c")]

    assert [slots.lengthen(slot) for slot in held] == [True, False, True, False]
    slots.leave(held[0])
    assert slots.lengthen(held[3])


@pytest.mark.parametrize("seconds", [0.05, 0.2])
def test_who_waits_in_vain_waits_as_long_as_said(seconds: float) -> None:
    slots = Slots(Settings(executors=1, reserved_executors=0))
    taken(slots, "a")
    started = time.monotonic()

    assert slots.enter("b", seconds) is None
    assert seconds <= time.monotonic() - started < seconds + 10
    assert slots.waiting == 0


def used(seconds: dict[str, float]) -> RecentUse:
    """Return the recent use of clients, at a time that stands still."""
    use = RecentUse(lambda: 100.0)
    for client, many in seconds.items():
        use.charge(client, many)
    return use


class Waiting(threading.Thread):
    """Clients that wait for a slot, and those who got one, in order."""

    def __init__(self, slots: Slots, client: str, served: list[Slot]) -> None:
        super().__init__()
        self.slots, self.client, self.served = slots, client, served
        before = slots.waiting
        self.start()
        wait(lambda: slots.waiting > before)

    def run(self) -> None:
        slot = self.slots.enter(self.client, PATIENCE)
        assert slot is not None
        self.served.append(slot)


def test_who_has_used_least_is_served_first_and_among_equals_who_came_first() -> None:
    slots = Slots(Settings(executors=1, reserved_executors=0), use=used({"heavy": 9.0, "some": 2.0}))
    slot = taken(slots, "first")
    served: list[Slot] = []
    threads = [Waiting(slots, client, served) for client in ("heavy", "heavy", "some", "new", "newer")]
    order = []
    for _ in threads:
        slots.leave(slot)
        wait(lambda: served)
        slot = served.pop()
        order.append(slot.client)
    for thread in threads:
        thread.join()

    assert order == ["new", "newer", "some", "heavy", "heavy"]


def test_a_client_of_little_use_has_a_slot_while_others_hold_all_quick_ones() -> None:
    slots = Slots(Settings(executors=1, reserved_executors=1), use=used({"heavy": 9.0}))
    taken(slots, "heavy")

    assert slots.enter("heavy", 0) is None
    assert taken(slots, "light").kind is SlotKind.RESERVED
    assert slots.enter("lighter", 0) is None


def test_a_client_gets_no_reserved_slot_beside_a_query_of_its_own() -> None:
    slots = Slots(Settings(executors=1, reserved_executors=1))
    taken(slots, "a")

    assert slots.enter("a", 0) is None
    assert slots.enter("b", 0) is not None


def test_half_of_the_use_is_forgotten_in_half_a_minute() -> None:
    now = [100.0]
    use = RecentUse(lambda: now[0])
    use.charge("a", 4.1)
    now[0] += 30

    assert use.of("a") == pytest.approx(2.0)
    assert use.of("b") == 0.0


def test_short_queries_are_no_use_however_many_they_are() -> None:
    use = RecentUse(lambda: 100.0)
    for _ in range(1000):
        use.charge("a", 0.05)

    assert use.of("a") == 0.0


def test_others_are_those_who_run_or_wait_here_or_are_present_anywhere() -> None:
    presence = Presence()
    slots = Slots(Settings(executors=1, reserved_executors=0), presence)
    assert not slots.has_others("a")

    slot = taken(slots, "b")
    assert (slots.has_others("a"), slots.has_others("b")) == (True, False)

    served: list[Slot] = []
    waiting = Waiting(slots, "c", served)
    assert slots.has_others("b")

    slots.leave(slot)
    waiting.join()
    slots.leave(served[0])
    assert not slots.has_others("a")

    presence.note("d")
    assert slots.has_others("a")
