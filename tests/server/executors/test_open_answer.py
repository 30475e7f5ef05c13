"""A large answer is read while the engine writes it, and one that fails midway never looks like an end."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest

from graph.reading.release import Release
from graph.reading.store import Answer
from server.adhoc_query import Query
from server.executors.open_answer import BrokenOff, OpenAnswer
from server.executors.part_sink import FIRST_PART
from server.executors.pool import ExecutorPool
from server.executors.process import Executor
from server.settings import Settings
from tests import plain_http
from tests.bench.servers import serving
from tests.server.executors.test_pool import children
from tests.waiting import PATIENCE, wait

SETTINGS = Settings(query_seconds=10.0, query_memory=256 << 20, executors=1, answer_bytes=8 << 20)
PAIRS = "SELECT ?a ?b WHERE { ?a ?p ?o . ?b ?q ?r } LIMIT "
# Every pair of two statements: more than any limit.
ENDLESS = f"{PAIRS}100000000"


def select(text: str) -> Query:
    return Query(text, "text/csv", "application/n-triples")


@pytest.fixture
def pool() -> Iterator[ExecutorPool]:
    made = ExecutorPool(SETTINGS)
    yield made
    made.close()


def test_a_large_answer_in_parts_has_the_bytes_of_the_whole(pool: ExecutorPool, bundled: Release) -> None:
    left: list[float] = []
    query = f"{PAIRS}30000"

    found = pool.open(bundled, select(query), left.append)

    assert isinstance(found, OpenAnswer)
    parts = list(found)
    wait(lambda: not pool.running)
    assert b"".join(parts) == bundled.store.answer(query, results="text/csv").body
    assert len(parts) > 1
    assert (found.media_type, len(left), pool.running) == ("text/csv", 1, 0)


def test_an_answer_within_the_first_part_is_whole(pool: ExecutorPool, bundled: Release) -> None:
    left: list[float] = []

    found = pool.open(bundled, select(f"{PAIRS}10"), left.append)

    assert isinstance(found, Answer)
    assert left == []
    assert found == pool.run(bundled, select(f"{PAIRS}10"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SETTINGS, "more than the 8388608 a single answer may have"),
        (replace(SETTINGS, query_seconds=3.0, answer_bytes=1 << 40), "ran longer than 3 seconds"),
    ],
)
def test_an_answer_over_a_limit_breaks_off_and_the_next_query_is_answered(
    bundled: Release, settings: Settings, words: str
) -> None:
    left: list[float] = []
    pool = ExecutorPool(settings)
    try:
        found = pool.open(bundled, select(ENDLESS), left.append)

        assert isinstance(found, OpenAnswer)
        with pytest.raises(BrokenOff, match=words):
            list(found)
        found.close()
        assert len(left) == 1
        assert pool.run(bundled, select("ASK {}")).body
    finally:
        pool.close()


def test_a_client_who_leaves_frees_the_executor(pool: ExecutorPool, bundled: Release) -> None:
    found = pool.open(bundled, select(ENDLESS), lambda _: None)

    assert isinstance(found, OpenAnswer)
    found.close()
    wait(lambda: not pool.running)

    assert pool.running == 0
    with pytest.raises(BrokenOff):
        next(iter(found))


def test_an_answer_without_room_on_disk_leaves_no_executor_at_work(
    pool: ExecutorPool, bundled: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool.network()
    before = children()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
        for _ in range(3):
            with pytest.raises(FileNotFoundError):
                pool.open(bundled, select(f"{PAIRS}30000"), lambda _: None)

    wait(lambda: (children(), pool.running) == (before, 0))  # killed processes need the processor to end
    assert pool.run(bundled, select("ASK {}")).body


def read_in_a_thread(found: Answer | OpenAnswer) -> list[object]:
    """Return the parts of *found*, and the exception in the place of the rest; fails after a minute."""
    assert isinstance(found, OpenAnswer)
    read: list[object] = []

    def take() -> None:
        try:
            read.extend(found)
        except BrokenOff as fault:
            read.append(fault)

    reader = threading.Thread(target=take, daemon=True)
    reader.start()
    reader.join(PATIENCE)
    assert not reader.is_alive()
    return read


@pytest.mark.parametrize("name", ["end", "kill"])
def test_an_executor_that_cannot_be_ended_keeps_no_reader_waiting(
    pool: ExecutorPool, bundled: Release, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    left: list[float] = []
    found = pool.open(bundled, select(ENDLESS), left.append)
    (executor,) = pool._stock._at_work

    def fail(_: Executor) -> int:
        raise OSError("no end")

    with monkeypatch.context() as patch:
        patch.setattr(Executor, name, fail)
        if name == "end":
            os.kill(executor.pid, signal.SIGKILL)
        elif isinstance(found, OpenAnswer):
            found.close()
        read = read_in_a_thread(found)
        wait(lambda: left)

    assert isinstance(read[-1], BrokenOff)
    assert (pool.running, pool._stock._at_work) == (0, set())
    assert pool.run(bundled, select("ASK {}")).body


def test_an_answer_is_whole_where_its_cost_cannot_be_charged(pool: ExecutorPool, bundled: Release) -> None:
    def refuse(_: float) -> None:
        raise RuntimeError("can't start new thread")

    read = read_in_a_thread(pool.open(bundled, select(f"{PAIRS}30000"), refuse))

    assert b"".join(map(bytes, read)).count(b"\n") == 30001  # type: ignore[arg-type]
    assert (pool.running, pool._stock._at_work) == (0, set())


def test_a_slow_reader_gets_parts_that_were_written_before() -> None:
    answer = OpenAnswer("text/csv", b"a" * FIRST_PART)

    def write_on() -> None:
        answer.write(b"b")
        answer.finish()

    threading.Timer(0.05, write_on).start()

    assert b"".join(answer) == b"a" * FIRST_PART + b"b"


def ask_by_old_http(url: str, query: str) -> bytes:
    """Return the head of the answer to *query* in HTTP/1.0, where an answer ends with its connection."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname or "", place.port or 80), PATIENCE) as connection:
        path = f"/sparql?{urlencode({'query': query, 'format': 'csv'})}"
        connection.sendall(f"GET {path} HTTP/1.0\r\nHost: {place.netloc}\r\n\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received and (more := connection.recv(1 << 16)):
            received += more
    return received.partition(b"\r\n\r\n")[0] + b"\r\n"


def test_over_http_the_first_bytes_come_early_and_a_failure_is_no_end(bundled: Release) -> None:
    with (
        serving(bundled.folder.parent, query_seconds=4.0, answer_bytes=1 << 40) as server,
        plain_http.Client() as client,
    ):
        received = 0
        address = {"query": ENDLESS, "format": "csv"}
        with client.stream("GET", f"{server.url}/sparql", params=address) as answer:
            pieces = answer.iter_raw()
            received += len(next(pieces))
            first = time.monotonic()
            with pytest.raises(httpx.RemoteProtocolError):
                received += sum(map(len, pieces))
            last = time.monotonic()

        whole = ask_by_old_http(server.url, f"{PAIRS}30000")

        assert answer.status_code == 200
        assert b"\r\ncontent-length: " in whole.lower()
        assert "Content-Length" not in answer.headers
        assert last - first > 0.5, "what was written is not kept until the end"
        assert received
