"""Frames arrive whole, in order, or not at all."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest

from server.executors.pipe_protocol import Gone, Overdue, Pipe
from tests.waiting import PATIENCE


@pytest.fixture
def ends() -> Iterator[tuple[Pipe, Pipe]]:
    read_one, write_one = os.pipe()
    read_two, write_two = os.pipe()
    for handle in (read_one, read_two):
        os.set_blocking(handle, False)
    yield Pipe(read_one, write_two), Pipe(read_two, write_one)
    for handle in (read_one, write_one, read_two, write_two):
        try:
            os.close(handle)
        except OSError:
            continue


@pytest.mark.parametrize("size", [0, 1, 65_536, 3_000_000])
def test_a_frame_of_any_size_arrives_whole(ends: tuple[Pipe, Pipe], size: int) -> None:
    here, there = ends
    body = os.urandom(size)

    sender = threading.Thread(target=here.send, args=(b"head", body))
    sender.start()
    received = there.receive(time.monotonic() + PATIENCE), there.receive(time.monotonic() + PATIENCE)
    sender.join()

    assert received == (b"head", body)


def test_a_reader_waits_no_longer_than_it_said(ends: tuple[Pipe, Pipe]) -> None:
    started = time.monotonic()

    with pytest.raises(Overdue):
        ends[0].receive(started + 0.1)

    assert 0.09 < time.monotonic() - started < 10


def test_half_a_frame_is_overdue_and_not_an_answer(ends: tuple[Pipe, Pipe]) -> None:
    os.write(ends[1].write_to, b"\0\0\0\0\0\0\0\x09half")

    with pytest.raises(Overdue):
        ends[0].receive(time.monotonic() + 0.1)


def test_a_closed_pipe_is_gone(ends: tuple[Pipe, Pipe]) -> None:
    os.close(ends[1].write_to)

    with pytest.raises(Gone):
        ends[0].receive()
