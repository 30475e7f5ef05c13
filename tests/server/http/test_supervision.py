"""A worker that dies is replaced, however often, and the others go on."""

from __future__ import annotations

import os
import signal
from itertools import pairwise

import pytest

from graph.reading.release import Release
from server.http.supervision import Pauses
from tests import plain_http
from tests.bench.servers import serving
from tests.processes import parents_of
from tests.waiting import PATIENCE, wait


def workers_of(supervisor: int, count: int) -> set[int]:
    """Wait until *supervisor* has so many workers that serve, and return them."""

    found: set[int] = set()

    def are_there() -> bool:
        parents = parents_of()
        found.clear()
        # A worker has children, its executors, once it serves.
        found.update({pid for pid, parent in parents.items() if parent == supervisor} & set(parents.values()))
        return len(found) == count

    wait(are_there)
    return found


def kill(worker: int) -> None:
    """Kill *worker* and wait for its end."""
    os.kill(worker, signal.SIGKILL)
    wait(lambda: worker not in parents_of())


def test_a_worker_that_dies_again_and_again_is_replaced_and_takes_no_other_along(bundled: Release) -> None:
    with serving(bundled.folder.parent, workers=2) as server:
        doomed, healthy = workers_of(server.process.pid, 2)
        for _ in range(4):
            kill(doomed)
            (doomed,) = workers_of(server.process.pid, 2) - {healthy}

        assert server.process.poll() is None
        assert plain_http.get(f"{server.url}/readyz").status_code == 200


def test_a_server_told_to_stop_while_it_waits_to_replace_a_worker_stops(bundled: Release) -> None:
    with serving(bundled.folder.parent) as server:
        for _ in range(2):
            (doomed,) = workers_of(server.process.pid, 1)
            kill(doomed)
        server.process.terminate()

        assert server.process.wait(PATIENCE) == 0


def test_a_server_told_to_stop_as_a_worker_dies_stops_as_asked(bundled: Release) -> None:
    with serving(bundled.folder.parent) as server:
        (doomed,) = workers_of(server.process.pid, 1)
        # While the supervisor stands still, both happen at once.
        server.process.send_signal(signal.SIGSTOP)
        os.kill(doomed, signal.SIGKILL)
        server.process.terminate()
        server.process.send_signal(signal.SIGCONT)

        assert server.process.wait(PATIENCE) == 0


class Clock:
    """A clock that stands still until it is set."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_each_pause_is_longer_than_the_last_up_to_a_limit() -> None:
    clock = Clock()
    pauses = Pauses(clock)
    found = [pauses.next(1) for _ in range(8)]

    assert found[:4] == [0.0, 0.5, 1.0, 2.0]
    assert all(later >= earlier for earlier, later in pairwise(found))
    assert found[-1] == 15.0
    assert pauses.next(2) == 0.0


@pytest.mark.parametrize(("lived", "pause"), [(59.0, 0.5), (60.0, 0.0)])
def test_a_worker_with_a_sound_life_is_replaced_at_once(lived: float, pause: float) -> None:
    clock = Clock()
    pauses = Pauses(clock)
    pauses.next(1)
    clock.now += lived

    assert pauses.next(1) == pause
