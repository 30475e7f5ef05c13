"""The server starts without complaint, stops without losing an answer, and changes releases without an error."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from graph.build import Order, build
from graph.progress import Progress
from graph.release import Release, Releases
from tests.bench.servers import Server, serving
from tests.conftest import WORLD

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PAGE = "/doc/title/2221110.ttl"
# Made anew: what is kept is answered so fast that a client is mostly between two requests.
FRESH = {"Cache-Control": "no-cache"}


def ask(server: Server, query: str, timeout: float = 20) -> httpx.Response:
    return httpx.get(f"{server.url}/sparql", params={"query": query}, timeout=timeout)


def family(root: int) -> list[int]:
    """Return the process *root* and all that come from it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text("utf-8", "replace").rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def still_there(pids: list[int]) -> list[str]:
    """Return the line that the system has of each of the processes *pids* that still exists."""
    found = []
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            found.append(Path(f"/proc/{pid}/stat").read_text("utf-8", "replace"))
    return found


def resident(pids: list[int]) -> int:
    """Return the memory that processes hold, in megabytes; pages they share are counted for each."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def settle(server: Server) -> list[int]:
    """Wait until the server has as many processes as a moment ago, and return them."""
    before: list[int] = []
    for _ in range(50):
        now = family(server.process.pid)
        if now == before:
            return now
        before = now
        time.sleep(0.3)
    raise AssertionError("the server's processes never come to rest")


@pytest.fixture(scope="module")
def server(bundled: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(bundled.folder.parent, workers=2, log=log, query_seconds=0.3, quick_seconds=0.1) as running:
        yield running


def test_it_starts_without_a_word_of_complaint(server: Server) -> None:
    httpx.get(f"{server.url}/limits")

    assert server.log
    assert [line for line in server.log.read_text().splitlines() if not line.startswith("{")] == []


def test_answers_are_logged_as_lines_of_json_without_their_queries(server: Server) -> None:
    ask(server, "ASK { ?s ?p 'secret' }")
    time.sleep(0.5)

    assert server.log
    text = server.log.read_text()
    assert {json.loads(line)["path"] for line in text.splitlines()} >= {"/sparql"}
    assert "secret" not in text


_PAGES_COUNTED = re.compile(r'yrkesgraf_requests_total\{.*route="/doc/')


def test_two_workers_answer_and_count_together(server: Server) -> None:
    def counted() -> float:
        lines = httpx.get(f"{server.url}/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if _PAGES_COUNTED.match(line))

    time.sleep(0.5)  # each worker counts a few times a second
    before = counted()
    for _ in range(40):
        assert httpx.get(f"{server.url}{PAGE}").status_code == 200
    workers = [pid for pid in family(server.process.pid) if b"server.nursery" not in _command(pid)]

    assert len(workers) == 3
    until = time.monotonic() + 5
    while counted() - before < 40 and time.monotonic() < until:
        time.sleep(0.1)
    assert counted() - before == 40


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


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
        # A limit this short may also meet an honest query where the machine has other things to do.
        assert any("boolean" in ask(server, f"ASK {{ ?s ?p ?o }} # {number}").json() for number in range(20))


def test_a_runaway_ends_at_its_deadline_with_the_limit_in_its_body(server: Server) -> None:
    started = time.monotonic()
    answer = ask(server, RUNAWAY)
    took = time.monotonic() - started

    assert (answer.status_code, answer.json()["limit"]) == (503, "query_seconds")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert 0.3 <= took < 0.3 + 5  # the limit, what ending may take, and a machine with other things to do


def test_interrupted_at_a_terminal_it_stops(bundled: Release) -> None:
    for _ in range(4):
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
                # By then it has gone out: one that is only begun may find its idle connection closed.
                if event == "http11.send_request_headers.complete":
                    sent[0] = "after" if told.is_set() else "before"

            with httpx.Client(timeout=20) as client:
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
        while "yrkesgraf_queries 2.0" not in httpx.get(f"{server.url}/metrics").text:
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
            client = stack.enter_context(httpx.Client(base_url=server.url, timeout=20))
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
        worker = next(pid for pid in family(server.process.pid)[1:] if b"server.nursery" not in _command(pid))
        executors = family(worker)[1:]
        os.kill(worker, signal.SIGKILL)

        until = time.monotonic() + 15
        while time.monotonic() < until:
            try:
                if httpx.get(f"{server.url}/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        assert httpx.get(f"{server.url}{PAGE}").status_code == 200
        assert not [pid for pid in executors if Path(f"/proc/{pid}").exists() and b"nursery" in _command(pid)]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"YRKESGRAF_HOME": "/nowhere"}, "no release has been built yet"),
        ({"YRKESGRAF_QUERY_SECONDS": "soon"}, "YRKESGRAF_QUERY_SECONDS is a number"),
    ],
)
def test_what_keeps_it_from_starting_is_one_sentence(settings: dict[str, str], words: str) -> None:
    done = _start(["--port", "0"], settings)

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("damaged", "words"), [("manifest.json", "not a manifest"), ("store/CURRENT", "cannot be opened")]
)
def test_a_release_that_cannot_be_served_is_told_at_the_start(
    bundled: Release, tmp_path: Path, damaged: str, words: str
) -> None:
    shutil.copytree(bundled.folder, tmp_path / bundled.id)
    Releases(tmp_path).switch(bundled.id)
    (tmp_path / bundled.id / damaged).write_text("{")

    done = _start(["--port", "0"], {"YRKESGRAF_HOME": str(tmp_path)})

    assert (done.returncode, len(done.stderr.strip().split("\n"))) == (1, 1)
    assert words in done.stderr


def test_two_servers_of_one_folder_serve_each_its_own_base(bundled: Release, tmp_path: Path) -> None:
    def make(base: str, sources: Path) -> Release:
        return build(Order(Releases(tmp_path), base, sources), Progress(quiet=True))

    first, second = "http://localhost:8941/", "http://localhost:8942/"
    made = make(first, WORLD)
    with serving(tmp_path, base=first) as one:
        other = make(second, WORLD)
        with serving(tmp_path, base=second) as two:
            assert [httpx.get(f"{server.url}/readyz").text for server in (one, two)] == [
                f"ok {made.id}\n",
                f"ok {other.id}\n",
            ]
            newer = make(first, WORLD.with_name("esco.toml"))
            assert [httpx.get(f"{server.url}/readyz").text for server in (one, two)] == [
                f"ok {newer.id}\n",
                f"ok {other.id}\n",
            ]


@pytest.mark.parametrize(
    ("option", "value"), [("--port", "99999"), ("--port", "-1"), ("--workers", "0"), ("--workers", "many")]
)
def test_a_number_that_cannot_be_is_refused(option: str, value: str) -> None:
    done = _start([option, value], {})

    assert done.returncode == 2
    assert f"argument {option}: a whole number" in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_port_that_is_taken_is_said_to_be(server: Server, bundled: Release, host: str) -> None:
    done = _start(["--host", host, "--port", str(server.port)], {"YRKESGRAF_HOME": str(bundled.folder.parent)})

    assert done.returncode == 1
    assert done.stderr.startswith(f"yrkesgraf: port {server.port} on {host} is taken by another program")


def test_an_address_that_is_not_ours_is_said_to_be(bundled: Release) -> None:
    done = _start(["--host", "192.0.2.1"], {"YRKESGRAF_HOME": str(bundled.folder.parent)})

    assert done.returncode == 1
    assert "cannot listen on 192.0.2.1" in done.stderr


def _start(arguments: list[str], settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server", *arguments]
    return subprocess.run(
        command, env=os.environ | settings, capture_output=True, text=True, timeout=20, check=False
    )  # fmt: skip
