"""Executors are lent, kept and replaced; those slowed down serve queries that give way to others."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.reading.release import Release
from server.executors.fork_clients import Child, ForkServer
from server.executors.held_release import Holder
from server.executors.pipe_protocol import Request
from server.executors.process import Executor
from server.executors.stock import Stock
from tests.editions import Editions
from tests.server.executors.test_pool import fail_to_fork
from tests.waiting import wait


@pytest.fixture
def stock() -> Iterator[Stock]:
    made = Stock(2, 0)
    assert made.is_ready()
    yield made
    made.close()


def test_a_slowed_executor_is_kept_for_queries_that_give_way(stock: Stock) -> None:
    first = stock.take()
    first.slow_down()
    stock.put_back(first)

    usual, giving_way, another = stock.take(), stock.take(gives_way=True), stock.take(gives_way=True)

    assert giving_way is first
    assert usual is not first
    assert not another.is_slowed
    for executor in (usual, giving_way, another):
        stock.put_back(executor)


def test_no_more_slowed_executors_are_kept_than_quick_ones(stock: Stock) -> None:
    taken = [stock.take() for _ in range(4)]
    for executor in taken:
        executor.slow_down()
        stock.put_back(executor)

    wait(lambda: not any(map(_exists, taken[2:])))
    assert list(map(_exists, taken[:2])) == [True, True]


def test_one_with_a_long_query_is_ended(stock: Stock) -> None:
    executor = stock.take()
    executor.slow_down()
    executor.is_spent = True

    stock.put_back(executor)

    wait(lambda: not _exists(executor))
    assert not stock.take(gives_way=True).is_slowed


def test_those_slowed_down_end_with_their_release(stock: Stock, editions: Editions) -> None:
    stock.prepare(editions.old, _request(editions.old))
    executor = stock.take()
    executor.slow_down()
    stock.put_back(executor)

    stock.prepare(replace(editions.old, is_old=True), _request(editions.old))
    assert _exists(executor)

    stock.prepare(editions.newest, _request(editions.newest))
    wait(lambda: not _exists(executor))


def _exists(executor: Executor) -> bool:
    """Return whether the process is there; only the thread of the stock asks for its exit status."""
    return Path(f"/proc/{executor.pid}").exists()


def _request(release: Release) -> Request:
    return Request(
        release.store_path, release.manifest.base, "ASK {}", "text/csv", "text/turtle", None, None, 1, 1.0, 1
    )


def test_slowed_executors_end_with_the_stock() -> None:
    stock = Stock(1, 0)
    executor = stock.take()
    executor.slow_down()
    stock.put_back(executor)

    stock.close()

    with pytest.raises(ProcessLookupError):
        os.kill(executor.pid, 0)


def test_a_system_that_starts_no_more_processes_loses_none(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as scarce:
        scarce.setattr(ForkServer, "make", fail_to_fork)
        taken = [stock.take() for _ in range(3)]
        with pytest.raises(OSError, match="forked"):
            stock.take()
        for executor in taken:
            stock.put_back(executor)
    again = [stock.take() for _ in range(3)]

    assert set(again) == set(taken)
    for executor in again:
        stock.put_back(executor)


def test_a_query_to_an_old_release_does_not_choose_the_store_that_others_find_open(
    stock: Stock, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(Executor, "prepare", lambda _, request: opened.append(request.store))
    stock.prepare(editions.newest, _request(editions.newest))
    stock.prepare(replace(editions.old, is_old=True), _request(editions.old))

    stock.give_up(stock.take(), has_ended=False)

    assert set(opened) == {editions.newest.store_path}


def test_a_closed_stock_makes_no_executors() -> None:
    stock = Stock(1, 0)
    stock.close()

    with pytest.raises(ChildProcessError, match="ended"):
        stock.take()


def test_a_system_without_a_thread_to_spare_makes_executors_beside_a_failed_release(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failed(ForkServer):
        """A process that holds a release, and has ended."""

        def make(self, read_from: int, write_to: int) -> Child:
            raise ChildProcessError

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    taken = [stock.take()]
    with monkeypatch.context() as patch:
        patch.setattr(Holder, "server", Failed())
        patch.setattr(threading.Thread, "start", refuse)
        taken += [stock.take() for _ in range(4)]

    assert len(set(taken)) == 5
    for executor in taken:
        stock.give_up(executor, has_ended=False)
