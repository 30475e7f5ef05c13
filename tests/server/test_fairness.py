"""Each client has a share of the slots and of processor time."""

from __future__ import annotations

import threading
import time

import pytest

from server import fairness
from server.fairness import Bound, Budget, Share
from server.refusals import ResourceLimit, TooMany


def share(everyone: int, each: int) -> Share:
    return Share(Bound(everyone, "everyone", "Full."), Bound(each, "each", "You are full."))


def test_one_client_has_its_share_and_others_still_come_in() -> None:
    places = share(3, 2)
    places.enter("a")
    places.enter("a")

    with pytest.raises(TooMany) as caught:
        places.enter("a")
    places.enter("b")

    assert (caught.value.limit, int(caught.value.status)) == ("each", 429)


def test_when_all_places_are_taken_a_newcomer_is_told_so() -> None:
    places = share(1, 1)

    with places.hold("a"), pytest.raises(ResourceLimit) as caught:
        places.enter("b")
    places.enter("b")

    assert (caught.value.limit, int(caught.value.status)) == ("everyone", 503)
    assert caught.value.retry_after > 0


def test_a_place_is_free_again_whatever_ended_its_use() -> None:
    places = share(1, 1)

    for _ in range(3):
        with pytest.raises(KeyError), places.hold("a"):
            raise KeyError


def test_many_threads_never_hold_more_places_than_there_are() -> None:
    places, inside, most = share(3, 3), [], []

    def visit() -> None:
        for _ in range(500):
            try:
                with places.hold("a"):
                    inside.append(1)
                    most.append(len(inside))
                    inside.pop()
            except ResourceLimit:
                continue

    threads = [threading.Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(most) <= 3
    places.enter("b")


def test_who_has_used_the_minute_up_waits_for_the_next_and_nobody_else_does() -> None:
    budget = Budget(2.0)
    budget.check("a")
    budget.charge("a", 2.5)

    with pytest.raises(TooMany, match="2 seconds") as caught:
        budget.check("a")
    budget.check("b")

    assert caught.value.limit == "client_seconds"
    assert 0 < caught.value.retry_after <= 61


def test_a_negative_charge_is_no_credit() -> None:
    budget = Budget(0.5)

    budget.charge("a", -5.0)
    budget.charge("a", 0.6)

    with pytest.raises(TooMany):
        budget.check("a")


def test_small_work_is_charged_too_when_there_is_enough_of_it() -> None:
    budget = Budget(0.5)

    for _ in range(1100):
        budget.charge("a", 0.0005)

    with pytest.raises(TooMany):
        budget.check("a")


def test_charges_start_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    budget = Budget(2.0)

    for _ in range(3):
        budget.charge("a", 0.7)

    with pytest.raises(TooMany):
        budget.check("a")


def test_no_charge_of_many_threads_is_lost() -> None:
    budget = Budget(8 * 500 * 0.125 + 1.0)

    def charge() -> None:
        for _ in range(500):
            budget.charge("a", 0.125)

    threads = [threading.Thread(target=charge) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    budget.check("a")
    budget.charge("a", 1.0)

    with pytest.raises(TooMany):
        budget.check("a")


def test_a_client_over_its_share_is_back_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(0.5)
    budget.charge("a", 0.6)
    later = time.monotonic() + 61

    monkeypatch.setattr(time, "monotonic", lambda: later)
    budget.check("a")
    budget.charge("a", 0.4)

    budget.check("a")


def test_charges_are_kept_of_a_bounded_number_of_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairness, "_CLIENTS", 3)
    budget = Budget(1.0)

    for number in range(10):
        budget.charge(f"client {number}", 0.6)
    budget.charge("client 0", 0.6)  # forgotten
    budget.charge("client 9", 0.6)

    budget.check("client 0")
    with pytest.raises(TooMany):
        budget.check("client 9")
    assert len(budget._windows) == 3
