"""A fork server starts executors that its caller can kill and reap, and is replaced after its death."""

from __future__ import annotations

import ctypes.util
import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph.reading.manifest import DUMP
from graph.reading.release import Release
from server.executors.fork_clients import Child, ForkServer, HoldingServer
from tests.waiting import wait


@pytest.fixture
def fork_server() -> Iterator[ForkServer]:
    fork_server = ForkServer()
    yield fork_server
    fork_server.close()


def make(fork_server: ForkServer) -> tuple[Child, int, int]:
    """Return a started executor with the handles to write to and read from it."""
    read_request, write_request = os.pipe()
    read_reply, write_reply = os.pipe()
    child = fork_server.make(read_request, write_reply)
    os.close(read_request)
    os.close(write_reply)
    return child, write_request, read_reply


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def children() -> set[int]:
    """Return the child processes of this one."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if parent_of(int(path.name)) == os.getpid():
                found.add(int(path.name))
    return found


def test_an_executor_is_a_child_of_ours_and_speaks(fork_server: ForkServer) -> None:
    child, write, read = make(fork_server)

    assert parent_of(child.pid) == os.getpid()
    assert len(os.read(read, 8)) == 8
    assert child.poll() is None
    assert child.end() == -signal.SIGKILL
    assert child.end() == -signal.SIGKILL
    os.close(write)
    os.close(read)


def test_it_ends_when_nobody_can_ask_it_any_more(fork_server: ForkServer) -> None:
    child, write, read = make(fork_server)
    os.close(write)
    os.close(read)

    wait(lambda: child.poll() is not None)


def test_one_that_others_have_reaped_has_ended(fork_server: ForkServer) -> None:
    child, write, read = make(fork_server)
    os.kill(child.pid, signal.SIGKILL)
    os.waitpid(child.pid, 0)

    child.kill()

    assert child.poll() == child.end()
    os.close(write)
    os.close(read)


def test_two_threads_may_look_at_the_end_of_one(fork_server: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
    child, write, read = make(fork_server)
    os.kill(child.pid, signal.SIGKILL)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    reaped = threading.Event()
    statuses: list[int | None] = []
    reap = os.waitpid

    def look() -> None:
        reaped.wait(30)
        statuses.append(child.poll())

    other = threading.Thread(target=look)

    def reap_slowly(pid: int, options: int) -> tuple[int, int]:
        found = reap(pid, options)
        reaped.set()
        if threading.current_thread() is not other:
            other.join(0.5)  # ends here only where it looks meanwhile
        return found

    monkeypatch.setattr(os, "waitpid", reap_slowly)
    other.start()
    statuses.append(child.poll())
    other.join()

    assert statuses == [-signal.SIGKILL, -signal.SIGKILL]
    os.close(write)
    os.close(read)


def test_a_fork_server_that_cannot_be_started_leaves_no_handle_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError("too many processes")

    pair = socket.socketpair()
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(socket, "socketpair", lambda: pair)

    with pytest.raises(BlockingIOError):
        ForkServer().make(0, 1)

    assert [one.fileno() for one in pair] == [-1, -1]


def test_a_release_whose_process_cannot_be_started_is_not_held(
    bundled: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    server = HoldingServer(bundled.folder / DUMP, bundled.store_path, bundled.manifest.base)

    assert server.start() == 0
    server.close()


def kill(process: int, fork_server: ForkServer) -> None:
    os.kill(process, signal.SIGKILL)


def close_its_socket(process: int, fork_server: ForkServer) -> None:
    """Leave *process* as one that is dying: it has closed its files and cannot be waited for yet."""
    os.kill(process, signal.SIGSTOP)
    fork_server._orders.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # it is open


@pytest.mark.parametrize("end", [kill, close_its_socket])
def test_a_fork_server_that_ended_is_replaced(fork_server: ForkServer, end: Callable[[int, ForkServer], None]) -> None:
    before = children()
    first, *pipes = make(fork_server)
    (process,) = children() - before - {first.pid}
    end(process, fork_server)

    second, *others = make(fork_server)

    assert first.poll() is None
    assert second.pid != first.pid
    assert process not in children()
    for child in (first, second):
        child.end()
    for handle in (*pipes, *others):
        os.close(handle)


def _look_up(fork_server: ForkServer, name: str) -> str:
    """Return what the system has under *name* of an executor of *fork_server*; ends both."""
    child, write, read = make(fork_server)
    found = Path(f"/proc/{child.pid}/{name}").read_text()
    child.end()
    os.close(write)
    os.close(read)
    fork_server.close()
    return found


@pytest.fixture
def jemalloc(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the library, or a skip by name where the machine has none."""
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    if not (found := ctypes.util.find_library("jemalloc")):
        pytest.skip("needs Debian's libjemalloc2")
    return found


def test_the_engine_allocates_with_jemalloc_where_it_is_installed(jemalloc: str) -> None:
    fork_server = ForkServer()
    libraries = _look_up(fork_server, "maps")

    assert jemalloc in libraries


@pytest.mark.usefixtures("jemalloc")
def test_a_release_is_held_in_large_pages(bundled: Release) -> None:
    if "[never]" in Path("/sys/kernel/mm/transparent_hugepage/enabled").read_text():
        pytest.skip("needs transparent_hugepage, which is never here")
    fork_server = HoldingServer(bundled.folder / DUMP, bundled.store_path, bundled.manifest.base)
    fork_server.start()
    memory = _look_up(fork_server, "smaps_rollup")

    assert int(re.findall(r"AnonHugePages: +(\d+) kB", memory)[0]) > 0
