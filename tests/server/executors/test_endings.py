"""Runaway queries leave nothing behind; stops and release changes lose no answer; dead workers are replaced."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import httpx

from graph.reading.release import Release, Releases
from tests import plain_http
from tests.bench.servers import serving
from tests.processes import command_of, family, resident, settle, still_there
from tests.runaways import RUNAWAYS, ask

RUNAWAY = RUNAWAYS["a cartesian count"]
PAGE = "/doc/title/2221110.ttl"
# Uncached: cached answers are so fast that a client is mostly between two requests.
FRESH = {"Cache-Control": "no-cache"}


def test_a_hundred_runaways_in_a_row_leave_memory_where_it_was(bundled: Release) -> None:
    with serving(
        bundled.folder.parent, query_seconds=0.02, quick_seconds=0.02, executors=2, client_seconds=1000
    ) as server:
        for _ in range(4):
            ask(server, RUNAWAY)
        before = settle(server)
        memory = resident(before)

        def run_away(_: object = None) -> None:
            for number in range(50):
                answer = ask(server, f"{RUNAWAY} # {threading.get_ident()} {number}")
                found.append((answer.status_code, answer.json().get("limit"), "Retry-After" in answer.headers))

        found: list[tuple[int, str, bool]] = []
        pair = [threading.Thread(target=run_away) for _ in range(2)]
        for thread in pair:
            thread.start()
        for thread in pair:
            thread.join()
        after = settle(server)

        assert Counter(found) == {(503, "query_seconds", True): 100}
        assert len(after) == len(before)
        assert resident(after) < memory + 25
        # On a busy machine a limit this short may end an ordinary query too.
        assert any("boolean" in ask(server, f"ASK {{ ?s ?p ?o }} # {number}").json() for number in range(20))


def test_interrupted_at_a_terminal_it_stops(bundled: Release) -> None:
    for _ in range(2):
        with serving(bundled.folder.parent, workers=2) as server:
            os.killpg(server.process.pid, signal.SIGINT)

            assert server.process.wait(20) == 0


def test_told_to_stop_it_finishes_what_it_has_begun(bundled: Release) -> None:
    with serving(bundled.folder.parent, query_seconds=1.5, executors=2, client_queries=50) as server:
        answers: list[int] = []
        refused: list[str] = []
        told = threading.Event()

        def keep_asking() -> None:
            sent = ["never"]

            def note(event: str, _: object) -> None:
                # Sent by then: a request just begun may find its idle connection closed.
                if event == "http11.send_request_headers.complete":
                    sent[0] = "after" if told.is_set() else "before"

            with plain_http.Client(timeout=20) as client:
                while True:
                    sent[0] = "never"
                    try:
                        answer = client.get(f"{server.url}{PAGE}", headers=FRESH, extensions={"trace": note})
                        answers.append(answer.status_code)
                    except httpx.TransportError as error:
                        refused.append(f"{sent[0]} {type(error).__name__}")
                        return

        def ask_long() -> None:
            answers.append(ask(server, RUNAWAY).status_code)

        clients = [threading.Thread(target=keep_asking) for _ in range(2)]
        long = [threading.Thread(target=ask_long) for _ in range(2)]
        for thread in (*clients, *long):
            thread.start()
        while "yrkesgraf_queries 2.0" not in plain_http.get(f"{server.url}/metrics").text:
            time.sleep(0.05)
        pids = family(server.process.pid)
        told.set()
        server.process.send_signal(signal.SIGTERM)
        for thread in (*clients, *long):
            thread.join()

        assert server.process.wait(20) == 0
        assert Counter(answers)[503] == 2
        assert set(answers) == {200, 503}
        assert [one for one in refused if one.startswith("before")] == []
        assert still_there(pids) == []


def test_a_change_of_release_under_load_costs_nobody_an_answer(
    bundled: Release, joiners: Release, tmp_path: Path
) -> None:
    for release in (bundled, joiners):
        (tmp_path / release.id).symlink_to(release.folder)
    releases = Releases(tmp_path)
    releases.switch(bundled.id)
    counting = urlencode({"query": "SELECT (COUNT(?o) AS ?n) { ?o a <https://w3id.org/yrkesgraf/def#Occupation> }"})
    paths = ("/", "/doc/scheme/styrk98.ttl", "/list/occupation", f"/sparql?{counting}", "/limits")
    with serving(tmp_path, client_seconds=1000) as server, ExitStack() as stack:
        found: Counter[tuple[str, int]] = Counter()
        bodies: set[bytes] = set()
        is_over = threading.Event()

        def load() -> None:
            client = stack.enter_context(plain_http.Client(base_url=server.url, timeout=20))
            while not is_over.is_set():
                for path in paths:
                    answer = client.get(path)
                    found[path, answer.status_code] += 1
                    if path.startswith("/sparql"):
                        bodies.add(answer.content)

        loaders = [threading.Thread(target=load) for _ in range(2)]
        for thread in loaders:
            thread.start()
        for _ in range(10):
            for release in (joiners, bundled):
                releases.switch(release.id)
                time.sleep(0.12)
        is_over.set()
        for thread in loaders:
            thread.join()

        assert {status for _, status in found} == {200}
        assert min(found.values()) > 0
        assert len(bodies) == 2


def test_a_worker_that_dies_is_replaced_and_takes_its_executors_along(bundled: Release) -> None:
    with serving(bundled.folder.parent, executors=1) as server:
        worker = next(
            pid for pid in family(server.process.pid)[1:] if b"server.executors.fork_server" not in command_of(pid)
        )
        executors = family(worker)[1:]
        os.kill(worker, signal.SIGKILL)

        until = time.monotonic() + 15
        while time.monotonic() < until:
            try:
                if plain_http.get(f"{server.url}/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        assert plain_http.get(f"{server.url}{PAGE}").status_code == 200
        assert not [pid for pid in executors if Path(f"/proc/{pid}").exists() and b"fork_server" in command_of(pid)]
