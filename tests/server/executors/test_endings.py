"""Runaway queries leave nothing behind; stops and release changes lose no answer; dead workers are replaced."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import httpx

from graph.reading.release import Release, Releases
from tests import plain_http
from tests.bench.servers import Server, serving
from tests.processes import command_of, family, resident, settle, still_there
from tests.runaways import RUNAWAYS, ask
from tests.waiting import PATIENCE, wait

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

        def rest() -> bool:
            return len(family(server.process.pid)) <= len(before)

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

        assert Counter(found) == {(503, "query_seconds", True): 100}
        wait(rest)  # a killed executor ends at idle priority
        assert resident(family(server.process.pid)) < memory + 25
        # On a busy machine a limit this short may end an ordinary query too.
        number = count()
        wait(lambda: "boolean" in ask(server, f"ASK {{ ?s ?p ?o }} # {next(number)}").json())


def test_interrupted_at_a_terminal_it_stops(bundled: Release) -> None:
    for _ in range(2):
        with serving(bundled.folder.parent, workers=2) as server:
            os.killpg(server.process.pid, signal.SIGINT)

            assert server.process.wait(PATIENCE) == 0


def test_told_to_stop_it_finishes_what_it_has_begun(bundled: Release) -> None:
    with serving(bundled.folder.parent, query_seconds=8, executors=2, client_queries=50) as server:
        answers: list[int] = []
        refused: list[str] = []
        told = threading.Event()

        def keep_asking() -> None:
            sent = ["never"]

            def note(event: str, _: object) -> None:
                # Sent by then: a request just begun may find its idle connection closed.
                if event == "http11.send_request_headers.complete":
                    sent[0] = "after" if told.is_set() else "before"

            with plain_http.Client() as client:
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
        wait(lambda: answers and "yrkesgraf_queries 2.0" in plain_http.get(f"{server.url}/metrics").text)
        pids = family(server.process.pid)
        told.set()
        server.process.send_signal(signal.SIGTERM)

        assert server.process.wait(PATIENCE) == 0
        for thread in (*clients, *long):
            thread.join()
        assert Counter(answers)[503] == 2
        assert set(answers) == {200, 503}
        assert [one for one in refused if one.startswith("before")] == []
        wait(lambda: still_there(pids) == [])


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
        found: list[tuple[str, int]] = []
        bodies: set[bytes] = set()
        is_over = threading.Event()

        def load() -> None:
            client = stack.enter_context(plain_http.Client(base_url=server.url))
            while not is_over.is_set():
                for path in paths:
                    answer = client.get(path)
                    found.append((path, answer.status_code))
                    if path.startswith("/sparql"):
                        bodies.add(answer.content)

        def switch(release: Release) -> None:
            releases.switch(release.id)
            enough = len(found) + 4 * len(paths)
            wait(lambda: len(found) >= enough)

        loaders = [threading.Thread(target=load) for _ in range(2)]
        for thread in loaders:
            thread.start()
        for _ in range(10):
            switch(joiners)
            switch(bundled)
        is_over.set()
        for thread in loaders:
            thread.join()

        assert set(found) == {(path, 200) for path in paths}
        assert len(bodies) == 2


def test_a_worker_that_dies_is_replaced_and_takes_its_executors_along(bundled: Release) -> None:
    with serving(bundled.folder.parent, executors=1) as server:
        worker = next(
            pid for pid in family(server.process.pid)[1:] if b"server.executors.fork_server" not in command_of(pid)
        )
        executors = family(worker)[1:]
        os.kill(worker, signal.SIGKILL)

        wait(lambda: is_ready(server))
        assert plain_http.get(f"{server.url}{PAGE}").status_code == 200
        wait(lambda: not [pid for pid in executors if b"fork_server" in command_of(pid)])


def is_ready(server: Server) -> bool:
    """Whether a worker of *server* answers."""
    try:
        return plain_http.get(f"{server.url}/readyz").status_code == 200
    except httpx.TransportError:
        return False
