"""Executors are lent, kept and replaced; those slowed down serve queries that give way to others."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from server.executors.stock import Stock


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

    assert [executor.is_alive() for executor in taken[:2]] == [True, True]
    assert [stock.take(gives_way=True).is_slowed for _ in range(3)] == [True, True, False]


def test_slowed_executors_end_with_the_stock() -> None:
    stock = Stock(1, 0)
    executor = stock.take()
    executor.slow_down()
    stock.put_back(executor)

    stock.close()

    with pytest.raises(ProcessLookupError):
        os.kill(executor.pid, 0)
