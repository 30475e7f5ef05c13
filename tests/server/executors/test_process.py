"""An executor ends on request and with its web process, and ignores the signals to stop."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from graph.reading.release import Release
from server.executors import process
from server.executors.fork_clients import ForkServer
from server.executors.outcomes import explain_end
from server.executors.pipe_protocol import Gone, Overdue, Request
from server.executors.process import Dead, Executor
from server.executors.recent_use import RecentUse
from server.executors.slots import Overtime, Run, Slots
from server.presence import Presence
from server.refusals import ResourceLimit
from server.settings import Settings
from tests.waiting import PATIENCE, wait

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def request(release: Release, text: str, seconds: float = 30.0) -> Request:
    store = str((release.folder / "store").resolve())
    json = "application/sparql-results+json"
    return Request(store, release.manifest.base, text, json, "text/turtle", None, None, 1 << 28, seconds, 1000)


@pytest.fixture
def executor() -> Iterator[Executor]:
    fork_server = ForkServer()
    executor = Executor(fork_server)
    executor.wait_ready()
    yield executor
    executor.end()
    fork_server.close()


def test_it_answers_again_and_again(executor: Executor, bundled: Release) -> None:
    for _ in range(3):
        executor.send(request(bundled, "ASK { ?s ?p ?o }"))
        assert executor.speaks(time.monotonic() + PATIENCE)
        reply, body = executor.receive(1000)

        assert (reply.kind, b"true" in body) == ("answer", True)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_leaves_it_to_the_web_process_to_stop(executor: Executor, bundled: Release, told: signal.Signals) -> None:
    os.kill(executor.pid, told)
    executor.send(request(bundled, "ASK {}"))

    assert executor.receive(1000)[0].kind == "answer"


def test_how_it_ended_is_told(executor: Executor) -> None:
    os.kill(executor.pid, signal.SIGABRT)
    os.waitid(os.P_PID, executor.pid, os.WEXITED | os.WNOWAIT)

    assert not executor.is_alive()
    assert executor.end() == -signal.SIGABRT


def test_one_that_does_not_read_is_not_waited_for(executor: Executor, bundled: Release) -> None:
    os.kill(executor.pid, signal.SIGSTOP)
    started = time.monotonic()

    with pytest.raises(Overdue, match="did not read the query"):
        executor.send(request(bundled, "#" * 2_000_000, seconds=0.3))

    assert time.monotonic() - started < 10


def stop(executor: Executor) -> None:
    """Stop the process for now, and wait until it has."""
    os.kill(executor.pid, signal.SIGSTOP)
    wait(lambda: Path(f"/proc/{executor.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T")


def test_one_that_does_not_start_is_told_apart_from_a_long_query(monkeypatch: pytest.MonkeyPatch) -> None:
    fork_server = ForkServer()
    executor = Executor(fork_server)
    stop(executor)
    if executor.speaks(0.0):
        executor._pipe.receive()
    monkeypatch.setattr(process, "_START_SECONDS", 0.1)

    with pytest.raises(Overdue, match="did not start within"):
        executor.wait_ready()

    executor.end()
    fork_server.close()


def test_an_answer_may_pass_the_pipe_until_its_query_had_to_end(
    executor: Executor, bundled: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_BODY_SECONDS", 0.0)
    stop(executor)
    executor.send(request(bundled, "ASK {}"))
    threading.Timer(0.5, os.kill, (executor.pid, signal.SIGCONT)).start()

    reply, body = executor.receive(1000, time.monotonic() + 60)

    assert (reply.kind, b"true" in body) == ("answer", True)


def test_an_answer_that_stops_midway_is_told_apart_from_a_long_query(
    executor: Executor, bundled: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_BODY_SECONDS", 0.1)
    stop(executor)
    executor.send(request(bundled, "ASK {}"))

    with pytest.raises(Overdue, match="did not hand over its answer") as caught:
        executor.receive(1000)

    explained = explain_end(caught.value, None, Settings())
    assert isinstance(explained, ResourceLimit)
    assert (explained.limit, str(explained)) == ("executors", str(caught.value))


def test_a_request_to_one_that_was_killed_before_it_read_is_not_lost(executor: Executor, bundled: Release) -> None:
    stop(executor)
    executor.send(request(bundled, "ASK {}"))
    os.kill(executor.pid, signal.SIGKILL)

    assert executor.speaks(time.monotonic() + 60)
    with pytest.raises(Dead):
        executor.receive(1000)


def test_one_that_was_killed_within_a_query_has_had_it(executor: Executor, bundled: Release) -> None:
    executor.send(request(bundled, RUNAWAY))
    wait(lambda: not executor._pipe.has_unread())
    os.kill(executor.pid, signal.SIGKILL)

    assert executor.speaks(time.monotonic() + 60)
    with pytest.raises(Gone):
        executor.receive(1000)


def test_an_answer_longer_than_agreed_is_no_answer(executor: Executor, bundled: Release) -> None:
    executor.send(request(bundled, "ASK {}"))

    with pytest.raises(Gone):
        executor.receive(3)


def test_it_ends_with_its_web_process_in_the_middle_of_a_query(bundled: Release, tmp_path: Path) -> None:
    code = (
        "import os, sys, msgspec; from server.executors.process import Executor\n"
        "from server.executors.pipe_protocol import Request\n"
        "from server.executors.fork_clients import ForkServer\n"
        "executor = Executor(ForkServer()); executor.wait_ready()\n"
        "executor.send(msgspec.json.decode(sys.argv[1].encode(), type=Request))\n"
        "import time; time.sleep(0.3); print(executor.pid, flush=True); os._exit(0)"
    )
    asked = msgspec.json.encode(request(bundled, RUNAWAY, 20.0)).decode()
    pid = int(subprocess.run([sys.executable, "-c", code, asked], capture_output=True, text=True, check=True).stdout)

    wait(lambda: not _is_running(pid))


def test_one_that_nobody_hears_ends_without_a_word() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    code = "from server.executors.worker import run; run()"

    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(theirs)

    assert (done.returncode, done.stderr) == (0, "")


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(("used", "other", "is_slowed"), [(9.0, "b", True), (9.0, "a", False), (0.0, "b", False)])
def test_a_query_of_a_client_with_much_recent_use_soon_goes_behind_those_of_others(
    executor: Executor, bundled: Release, used: float, other: str, *, is_slowed: bool
) -> None:
    use = RecentUse()
    use.charge("a", used)
    presence = Presence()
    presence.note(other)
    slots = Slots(Settings(quick_seconds=5.0), presence, use)
    slot = slots.enter("a", 0)
    assert slot is not None

    with pytest.raises(Overtime):
        Run(slots, slot, Settings(quick_seconds=5.0)).converse(executor, request(bundled, RUNAWAY, seconds=0.3))

    assert executor.is_slowed == is_slowed


def crowded_run(use: RecentUse) -> Run:
    """Return a run of the client a, by its recent *use*, while b is present."""
    presence = Presence()
    presence.note("b")
    slots = Slots(Settings(), presence, use)
    slot = slots.enter("a", 0)
    assert slot is not None
    return Run(slots, slot, Settings())


def test_even_a_short_query_of_a_client_with_much_recent_use_goes_behind_those_of_others(
    executor: Executor, bundled: Release
) -> None:
    use = RecentUse()
    use.charge("a", 9.0)

    crowded_run(use).converse(executor, request(bundled, "ASK {}"))

    assert executor.is_slowed


def test_a_query_that_waits_for_the_processor_does_not_use_it(executor: Executor, bundled: Release) -> None:
    use = RecentUse()
    run = crowded_run(use)
    executor.wait_ready()
    os.kill(executor.pid, signal.SIGSTOP)
    threading.Timer(0.4, os.kill, (executor.pid, signal.SIGCONT)).start()

    run.converse(executor, request(bundled, "ASK {}"))
    run.leave()

    assert use.of("a") == 0


def test_a_query_that_is_ended_has_used_its_time(executor: Executor, bundled: Release) -> None:
    use = RecentUse()
    run = crowded_run(use)

    with pytest.raises(Overtime):
        run.converse(executor, request(bundled, RUNAWAY, seconds=0.3))
    run.leave()

    assert use.of("a") > 0.1


@pytest.mark.parametrize("is_permitted", [True, False])
def test_a_killed_one_goes_behind_others_where_that_can_be_undone(
    executor: Executor, monkeypatch: pytest.MonkeyPatch, *, is_permitted: bool
) -> None:
    monkeypatch.setattr(process, "may_raise_priority", lambda: is_permitted)

    executor.kill()

    assert executor.is_slowed == is_permitted
    assert executor.end() == -signal.SIGKILL


@pytest.mark.parametrize(
    ("limit", "capabilities", "may"), [(0, 0, False), (20, 0, True), (0, 1 << 23, True), (19, (1 << 23) - 1, False)]
)
def test_who_may_raise_a_priority(monkeypatch: pytest.MonkeyPatch, limit: int, capabilities: int, *, may: bool) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    monkeypatch.setattr(process, "_capabilities", lambda: capabilities)

    assert process.may_raise_priority.__wrapped__() == may


def test_the_capabilities_are_those_that_the_kernel_tells() -> None:
    told = Path("/proc/self/status").read_text("ascii")

    assert f"CapEff:\t{process._capabilities():016x}\n" in told


def test_a_killed_one_is_reaped_where_its_end_cannot_be_awaited(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> int:
        raise OSError

    monkeypatch.setattr(os, "pidfd_open", refuse)
    reaper = process.Reaper()
    reaper.bury(executor)
    reaper.close()

    assert not executor.is_alive()


def test_one_slowed_down_is_marked_and_goes_behind_others(executor: Executor) -> None:
    executor.slow_down()

    assert executor.is_slowed
    assert os.sched_getscheduler(executor.pid) == os.SCHED_IDLE
    assert len(os.sched_getaffinity(executor.pid)) == max(1, len(os.sched_getaffinity(0)) - 1)


def test_one_that_cannot_be_ended_does_not_keep_others_from_their_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise OSError("no end")

    fork_server = ForkServer()
    first, second = Executor(fork_server), Executor(fork_server)
    reaper = process.Reaper()
    with monkeypatch.context() as patch:
        patch.setattr(first, "end", fail)
        reaper.bury(first)
        reaper.bury(second)
        reaper.close()

    assert not Path(f"/proc/{second.pid}").exists()
    assert "no end" in caplog.text
    first.end()
    fork_server.close()


def test_an_executor_without_a_second_pipe_leaves_no_handle_open(monkeypatch: pytest.MonkeyPatch) -> None:
    fork_server = ForkServer()
    pipes = [os.pipe()]

    def open_one() -> tuple[int, int]:
        if pipes:
            return pipes.pop()
        raise OSError("too many open files")

    monkeypatch.setattr(os, "pipe", open_one)
    ours = pipes[0]

    with pytest.raises(OSError, match="too many"):
        Executor(fork_server)

    assert [Path(f"/proc/self/fd/{handle}").exists() for handle in ours] == [False, False]
