"""A release that is held in memory answers as its files do, is followed by the next, and is never waited for."""

from __future__ import annotations

import fcntl
import gzip
import logging
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.reading.manifest import DUMP
from graph.reading.release import Release
from server.adhoc_query import Query
from server.executors import held_release
from server.executors.fork_clients import HoldingServer
from server.executors.held_release import Holder, available_memory
from server.executors.pool import ExecutorPool
from server.settings import Settings
from tests.editions import Editions
from tests.server.executors.test_pool import children, kill
from tests.waiting import wait

SETTINGS = Settings(query_seconds=10.0, query_memory=256 << 20, executors=1)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
IN_GRAPHS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(autouse=True)
def small_ones_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_release, "WORTH_HOLDING", 1)
    monkeypatch.setattr(held_release, "_PAUSE", 0.0)


@pytest.fixture
def pool() -> Iterator[ExecutorPool]:
    made = ExecutorPool(SETTINGS)
    made.network()
    yield made
    made.close()


def ask(pool: ExecutorPool, release: Release, text: str) -> str:
    return pool.run(release, Query(text, "text/csv", "application/n-triples")).body.decode().split()[-1]


def holding_processes() -> list[int]:
    """Return the child processes of this one that hold a release, and executors that are about to take their name."""
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if DUMP.encode() in _read(path) and _is_child(path.parent) and b"executor" not in _read(path.parent / "comm")
    ]


def _is_child(process: Path) -> bool:
    return int(_read(process / "stat").rsplit(b")", 1)[1].split()[1]) == os.getpid()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b") - 0"


def test_a_held_release_answers_and_its_files_answer_for_named_graphs(pool: ExecutorPool, bundled: Release) -> None:
    before = [ask(pool, bundled, text) for text in (COUNT, IN_GRAPHS)]

    pool.hold(bundled)
    wait(lambda: pool.held == bundled.store_path)

    assert [ask(pool, bundled, text) for text in (COUNT, IN_GRAPHS, COUNT)] == [*before, before[0]]
    assert before[0] == str(bundled.manifest.triples)


def test_a_held_release_is_not_read_from_its_files(pool: ExecutorPool, bundled: Release, tmp_path: Path) -> None:
    shutil.copytree(bundled.folder, tmp_path / "release")
    release = replace(bundled, folder=tmp_path / "release")
    pool.hold(release)
    wait(lambda: pool.held)

    shutil.rmtree(tmp_path / "release" / "store")

    assert ask(pool, release, COUNT) == str(bundled.manifest.triples)
    wait(lambda: len(holding_processes()) == 1)


def test_a_newer_release_is_held_in_its_place(pool: ExecutorPool, editions: Editions) -> None:
    pool.hold(editions.old)
    wait(lambda: pool.held == editions.old.store_path)

    answers = [ask(pool, release, COUNT) for release in (editions.newest, editions.old, editions.newest)]
    wait(lambda: pool.held == editions.newest.store_path)

    assert answers == [str(one.manifest.triples) for one in (editions.newest, editions.old, editions.newest)]
    assert ask(pool, editions.newest, COUNT) == str(editions.newest.manifest.triples)
    wait(lambda: len(holding_processes()) == 1)


def test_an_old_release_beside_the_current_one_is_not_held(pool: ExecutorPool, editions: Editions) -> None:
    pool.hold(editions.newest)
    wait(lambda: pool.held == editions.newest.store_path)

    assert ask(pool, replace(editions.old, is_old=True), COUNT) == str(editions.old.manifest.triples)

    assert pool.held == editions.newest.store_path


def test_the_death_of_the_holding_process_costs_no_query(pool: ExecutorPool, bundled: Release) -> None:
    pool.hold(bundled)
    wait(lambda: pool.held)
    for pid in holding_processes():
        os.kill(pid, signal.SIGKILL)

    answers = {ask(pool, bundled, COUNT) for _ in range(2 * SETTINGS.executors + 6)}
    kill([executor.pid for executor in pool._stock._idle])  # so that others are made
    answers.add(ask(pool, bundled, COUNT))

    assert answers == {str(bundled.manifest.triples)}
    wait(lambda: not pool.held)


def test_a_release_that_takes_too_much_memory_is_not_held(bundled: Release) -> None:
    before = set(threading.enumerate())
    holder = Holder(bundled.manifest.triples * held_release.STATEMENT_BYTES - 1, lambda: None)

    holder.hold(bundled)

    assert [one for one in set(threading.enumerate()) - before if one.name == "holder"] == []
    assert holder.server is None
    holder.close()


def test_a_release_that_takes_more_than_half_of_what_is_free_is_not_held(
    bundled: Release, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    need = bundled.manifest.triples * held_release.STATEMENT_BYTES
    monkeypatch.setattr(held_release, "available_memory", lambda: 2 * need - 1)
    holder = Holder(1 << 30, lambda: None)

    with caplog.at_level(logging.WARNING):
        holder.hold(bundled)
        wait(lambda: "are free" in caplog.text)

    assert holder.server is None
    holder.close()


def test_memory_is_bounded_by_the_control_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "/proc/meminfo": "MemTotal: 9000 kB\nMemAvailable:  8000 kB\n",
        "/proc/self/cgroup": "4:memory:/other\n0::/unit\n",
        "/sys/fs/cgroup/unit/memory.max": "max\n",
        "/sys/fs/cgroup/unit/memory.high": "6000000\n",
        "/sys/fs/cgroup/unit/memory.current": "5000000\n",
        "/sys/fs/cgroup/unit/memory.stat": "anon 1\ninactive_file 4000000\n",
    }
    for name, text in files.items():
        path = tmp_path / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "ascii")

    class Below(type(tmp_path)):  # type: ignore[misc]
        def __new__(cls, name: str) -> Path:  # type: ignore[misc]
            return tmp_path / name.lstrip("/")

    monkeypatch.setattr(held_release, "Path", Below)
    assert available_memory() == 5_000_000
    (tmp_path / "sys/fs/cgroup/unit/memory.stat").unlink()
    assert available_memory() == 8000 << 10
    (tmp_path / "proc/meminfo").unlink()
    assert available_memory() == 0


def test_a_process_that_failed_is_forgotten_and_not_the_one_in_its_place(
    editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = Holder(1 << 30, lambda: None)
    holder.hold(editions.old)
    wait(lambda: holder.held == editions.old.store_path)
    former = holder.server
    assert former is not None

    def switch(*_: object) -> None:
        holder.hold(editions.newest)
        wait(lambda: holder.held == editions.newest.store_path)

    monkeypatch.setattr(held_release.log, "warning", switch)
    holder.forget(former)

    assert holder.held == editions.newest.store_path
    holder.close()


def test_a_lock_that_nobody_releases_is_ignored_after_a_time(
    bundled: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(held_release, "_LONGEST_WAIT", 0.2, raising=False)
    holder = Holder(1 << 30, lambda: None)
    with (tmp_path / "yrkesgraf-holding.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        holder.hold(bundled)
        wait(lambda: holder.held)

    assert "locked for 0.2 seconds and is ignored" in caplog.text
    holder.close()


def test_a_dump_that_is_cut_off_is_not_held(bundled: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.copytree(bundled.folder, tmp_path / "damaged")
    text = gzip.decompress((bundled.folder / DUMP).read_bytes())
    (tmp_path / "damaged" / DUMP).write_bytes(gzip.compress(text[: text.rindex(b" .\n", 0, len(text) // 2) + 3]))
    holder = Holder(1 << 30, lambda: None)

    with caplog.at_level(logging.ERROR):
        holder.hold(replace(bundled, folder=tmp_path / "damaged"))
        wait(lambda: "is not held" in caplog.text)

    assert holder.server is None
    wait(lambda: holding_processes() == [])
    holder.close()


def test_a_pool_that_closes_while_a_release_is_read_leaves_no_process(bundled: Release) -> None:
    before = children()
    pool = ExecutorPool(SETTINGS)
    pool.hold(bundled)

    pool.close()

    wait(lambda: children() == before)


def test_a_process_that_holds_nothing_takes_no_order(tmp_path: Path) -> None:
    server = HoldingServer(tmp_path / "none.ttl.gz", "", "http://localhost:8000/")

    assert server.start() == 0
    with pytest.raises(ChildProcessError):
        server.make(0, 1)
    server.close()
