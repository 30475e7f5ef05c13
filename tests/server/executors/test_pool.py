"""Any query ends at a limit that is named, and the next query is answered."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import QueryFault
from graph.reading.release import Release
from server.adhoc_query import Query
from server.executors.fork_clients import ForkServer
from server.executors.outcomes import ExecutorFault
from server.executors.pool import ExecutorPool
from server.executors.slots import SlotKind
from server.presence import Presence
from server.refusals import ResourceLimit
from server.settings import Settings
from tests.runaways import RUNAWAYS
from tests.waiting import wait

JSON = "application/sparql-results+json"
SETTINGS = Settings(query_seconds=1.0, query_memory=256 << 20, executors=1, queue_seconds=0.3, answer_bytes=100_000)
GRACE = 10.0  # seconds; `make bench` measures the exact time, tests only the end


def kill(pids: list[int]) -> None:
    """Kill processes and wait for their end."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def executors_and_fork_servers() -> list[int]:
    """Return those of this process that have not ended."""
    # One that is just starting runs, the others sleep.
    child = re.compile(rf"\) [RSD] {os.getpid()} ")
    found = [path for path in Path("/proc").glob("[0-9]*/stat") if child.search(_read(path))]
    return [
        int(path.parent.name) for path in found if "server.executors.fork_server" in _read(path.with_name("cmdline"))
    ]


def fail_to_fork(*_: object) -> None:
    """Take the place of ``ForkServer.make`` on a system with too many processes."""
    raise ChildProcessError("no executor could be forked")


def select(text: str) -> Query:
    return Query(text, JSON, "text/turtle")


@pytest.fixture
def pool() -> Iterator[ExecutorPool]:
    pool = ExecutorPool(SETTINGS)
    pool.network()
    yield pool
    pool.close()


def children() -> int:
    """Return the number of child processes, zombies included."""
    return sum(
        int(line.rsplit(")", 1)[1].split()[1]) == os.getpid()
        for path in Path("/proc").glob("[0-9]*/stat")
        if (line := _read(path))
    )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_a_chain_that_overflows_the_stack_of_the_engine_is_a_fault_of_the_query(
    pool: ExecutorPool, bundled: Release
) -> None:
    with pytest.raises(QueryFault, match="nested too deeply"):
        pool.run(bundled, select(f"ASK {{ FILTER ({' && '.join(['true'] * 20_000)}) }}"))

    assert pool.run(bundled, select("ASK {}")).body


@pytest.mark.parametrize("text", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_ends_at_a_limit_and_the_next_query_answers(pool: ExecutorPool, bundled: Release, text: str) -> None:
    started = time.monotonic()
    with pytest.raises(ResourceLimit) as caught:
        pool.run(bundled, select(text))
    took = time.monotonic() - started

    assert caught.value.limit in {"query_seconds", "query_memory"}
    assert caught.value.retry_after > 0
    assert took < SETTINGS.query_seconds + GRACE
    assert b"true" in pool.run(bundled, select("ASK { ?s ?p ?o }")).body


def test_many_runaways_leave_no_process_behind(bundled: Release) -> None:
    pool = ExecutorPool(replace(SETTINGS, query_seconds=0.1))
    pool.network()
    before = children()

    for _ in range(20):
        with pytest.raises(ResourceLimit):
            pool.run(bundled, select(RUNAWAYS["a cartesian count"]))

    wait(lambda: children() == before)  # killed processes need the processor to end
    pool.close()
    # One more than may run, and the fork server.
    wait(lambda: children() == before - SETTINGS.executors - SETTINGS.reserved_executors - 2)


def test_an_answer_that_is_too_large_is_refused_and_never_cut(pool: ExecutorPool, bundled: Release) -> None:
    with pytest.raises(ResourceLimit, match="more than the 100000") as caught:
        pool.run(bundled, select("SELECT * { ?s ?p ?o }"))

    assert caught.value.limit == "answer_bytes"


def test_memory_that_gives_out_while_an_answer_is_written_is_the_limit_too(bundled: Release) -> None:
    # Python serialises CONSTRUCT answers, and raises MemoryError where the engine would abort.
    text = "CONSTRUCT { ?a ?b ?x } { ?a ?b ?c . ?d a ?f BIND (CONCAT(STR(?a), STR(?d), STR(?f), STR(?c)) AS ?x) }"
    pool = ExecutorPool(replace(SETTINGS, query_seconds=120))

    with pytest.raises(ResourceLimit) as caught:
        pool.run(bundled, select(f"{text} LIMIT 200000"))
    pool.close()

    assert caught.value.limit == "query_memory"


def test_a_small_memory_limit_is_for_the_query_and_not_for_opening_the_next_release(
    bundled: Release, joiners: Release
) -> None:
    pool = ExecutorPool(replace(SETTINGS, query_memory=48 << 20))

    bodies = [pool.run(release, select("ASK { ?s ?p ?o }")).body for release in (bundled, joiners, bundled, joiners)]
    pool.close()

    assert all(b"true" in body for body in bodies)


def test_when_all_executors_are_busy_one_waits_no_longer_than_said(bundled: Release) -> None:
    pool = ExecutorPool(replace(SETTINGS, query_seconds=5.0, quick_seconds=60.0))
    busy = threading.Thread(target=suffer, args=(pool, bundled))
    busy.start()
    wait(lambda: pool.running == 1)

    with pytest.raises(ResourceLimit, match="busy") as caught:
        pool.run(bundled, select("ASK {}"))

    assert caught.value.limit == "executors"
    busy.join()
    pool.close()


def test_a_fault_of_the_query_is_told_with_its_place(pool: ExecutorPool, bundled: Release) -> None:
    with pytest.raises(QueryFault) as caught:
        pool.run(bundled, select("SELECT * {\n  ?s ?p }"))

    assert caught.value.line == 2


def test_executors_killed_by_others_between_two_queries_are_replaced(pool: ExecutorPool, bundled: Release) -> None:
    kill(executors_and_fork_servers())

    assert b"true" in pool.run(bundled, select("ASK { ?s ?p ?o }")).body


def test_an_executor_killed_by_others_in_its_query_is_replaced(bundled: Release) -> None:
    pool = ExecutorPool(replace(SETTINGS, query_seconds=60.0))

    def kill_at_work() -> None:
        wait(lambda: any(processor_time(executor.pid) > 0.2 for executor in list(pool._stock._at_work)))
        kill(executors_and_fork_servers())

    killer = threading.Thread(target=kill_at_work)
    killer.start()
    with pytest.raises(ExecutorFault, match="killed from outside"):
        pool.run(bundled, select(RUNAWAYS["a cartesian count"]))
    killer.join()

    assert b"true" in pool.run(bundled, select("ASK { ?s ?p ?o }")).body
    pool.close()


def processor_time(pid: int) -> float:
    """Return the seconds that a process has computed; a new executor takes a few hundredths."""
    return sum(map(int, _read(Path(f"/proc/{pid}/stat")).rsplit(")", 1)[1].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def test_where_no_executor_can_be_started_the_client_is_asked_to_retry(
    pool: ExecutorPool, bundled: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as scarce:
        scarce.setattr(ForkServer, "make", fail_to_fork)
        kill(executors_and_fork_servers())
        with pytest.raises(ResourceLimit, match="retry"):
            pool.run(bundled, select("ASK { ?s ?p ?o }"))

    assert b"true" in pool.run(bundled, select("ASK { ?s ?p ?o }")).body


def test_a_large_query_does_no_harm_to_executors_made_after_it(bundled: Release) -> None:
    pool = ExecutorPool(SETTINGS)
    large = "ASK {} #" + "x" * 500_000
    suffering = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i #" + "x" * 500_000
    pool.run(bundled, select(large))

    for _ in range(3):
        with pytest.raises(ResourceLimit):
            pool.run(bundled, select(suffering))
        assert b"true" in pool.run(bundled, select("ASK {}")).body
    pool.close()


def test_long_queries_leave_quick_ones_the_executors_they_have(bundled: Release) -> None:
    pool = ExecutorPool(replace(SETTINGS, query_seconds=60.0, quick_seconds=0.5, queue_seconds=60.0, long_executors=4))
    busy = [threading.Thread(target=suffer, args=(pool, bundled)) for _ in range(2)]
    for thread in busy:
        thread.start()
    wait(lambda: pool._slots._free[SlotKind.LONG] == 2)
    pool.run(bundled, select("ASK {}"))

    before = idle(pool)
    for _ in range(20):
        pool.run(bundled, select("ASK {}"))
    after = idle(pool)
    at_work = [executor.pid for executor in pool._stock._at_work]
    kill(at_work)
    for thread in busy:
        thread.join()
    pool.close()

    assert len(at_work) == 2
    assert after == before


def test_a_closed_pool_refuses_queries_and_starts_no_process(bundled: Release) -> None:
    pool = ExecutorPool(SETTINGS)
    pool.close()
    before = executors_and_fork_servers()

    with pytest.raises(ResourceLimit, match="is stopping") as caught:
        pool.run(bundled, select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))

    assert (caught.value.limit, pool.running) == ("executors", 0)
    assert set(executors_and_fork_servers()) <= set(before)


def suffer(pool: ExecutorPool, release: Release) -> None:
    """Run a query that ends at a limit or with its executor."""
    with pytest.raises((ResourceLimit, ExecutorFault)):
        pool.run(release, select(RUNAWAYS["a cartesian count"]))


def idle(pool: ExecutorPool) -> set[int]:
    """Return the process numbers of the executors that wait for a query of usual priority."""
    return {executor.pid for executor in pool._stock._idle}


def test_an_executor_cannot_reach_the_network(pool: ExecutorPool, bundled: Release) -> None:
    if not pool.network():
        pytest.skip("this kernel gives neither a network namespace nor Landlock")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"

        answer = pool.run(bundled, select(f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"))

        assert b'"bindings":[{}]' in answer.body.replace(b" ", b"")
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_new_release_is_asked_as_soon_as_it_is_given(pool: ExecutorPool, bundled: Release, joiners: Release) -> None:
    count = "SELECT (COUNT(?o) AS ?n) { ?o a <https://w3id.org/yrkesgraf/def#Occupation> }"

    bodies = [pool.run(release, select(count)).body for release in (bundled, joiners, bundled)]

    assert [b'"13"' in body for body in bodies] == [True, False, True]
    assert b'"3"' in bodies[1]


def test_a_client_with_much_recent_use_gets_the_executor_that_has_given_way(bundled: Release) -> None:
    presence = Presence()
    pool = ExecutorPool(replace(SETTINGS, executors=2, query_seconds=60.0, quick_seconds=60.0), presence)
    numbers = " ".join(map(str, range(70)))
    values = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abcd")
    found = []
    spent = []
    for _ in range(3):
        presence.note("other")
        query = Query(f"SELECT (COUNT(*) AS ?n) {{ {values} }}", JSON, "text/turtle")
        query.trace.client = "a"
        pool.run(bundled, query)
        found.append([executor.pid for executor in pool._stock._slowed])
        spent.append(query.trace.spent)
    pool.close()

    assert min(spent) > 0.5, "each is much use"
    assert list(map(len, found)) == [0, 1, 1]
    assert found[1] == found[2]
