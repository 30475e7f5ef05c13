"""The server starts quietly, sums the metrics of its workers, and explains a failed start."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import Release, Releases
from tests import plain_http
from tests.bench.servers import Server, serving
from tests.conftest import WORLD
from tests.processes import command_of, family
from tests.runaways import RUNAWAYS, ask
from tests.waiting import PATIENCE, wait

PAGE = "/doc/title/2221110.ttl"


@pytest.fixture(scope="module")
def server(bundled: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(bundled.folder.parent, workers=2, log=log, query_seconds=0.3, quick_seconds=0.1) as running:
        yield running


def test_it_starts_without_a_word_of_complaint(server: Server) -> None:
    plain_http.get(f"{server.url}/limits")

    assert server.log
    told = [line for line in server.log.read_text().splitlines() if not line.startswith("{")]
    assert [line.partition(" on ")[0].rpartition(" ")[0] for line in told] == ["serving release"]


def test_answers_are_logged_as_lines_of_json_without_their_queries(server: Server) -> None:
    ask(server, "ASK { ?s ?p 'secret' }")

    assert server.log
    log = server.log
    wait(lambda: '"/sparql"' in log.read_text())
    text = log.read_text()
    lines = [line for line in text.splitlines() if not line.startswith("serving ")]
    assert {json.loads(line)["path"] for line in lines} >= {"/sparql"}
    assert "secret" not in text


_PAGES_COUNTED = re.compile(r'yrkesgraf_requests_total\{.*route="/doc/')


def test_two_workers_answer_and_count_together(server: Server) -> None:
    def counted() -> float:
        lines = plain_http.get(f"{server.url}/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if _PAGES_COUNTED.match(line))

    assert counted() == 0, "no test before this one asks for a page"
    for _ in range(40):
        assert plain_http.get(f"{server.url}{PAGE}").status_code == 200
    workers = [pid for pid in family(server.process.pid) if b"server.executors.fork_server" not in command_of(pid)]

    assert len(workers) == 3
    wait(lambda: counted() >= 40)  # each worker counts a few times a second
    assert counted() == 40


def test_a_runaway_ends_at_its_deadline_with_the_limit_in_its_body(server: Server) -> None:
    started = time.monotonic()
    answer = ask(server, RUNAWAYS["a cartesian count"])
    took = time.monotonic() - started

    assert (answer.status_code, answer.json()["limit"]) == (503, "query_seconds")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert took >= 0.3


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"YRKESGRAF_HOME": "/nowhere"}, "no release has been built yet"),
        ({"YRKESGRAF_QUERY_SECONDS": "soon"}, "YRKESGRAF_QUERY_SECONDS must be a number"),
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
            assert [plain_http.get(f"{server.url}/readyz").text for server in (one, two)] == [
                f"ok {made.id}\n",
                f"ok {other.id}\n",
            ]
            newer = make(first, WORLD.with_name("esco.toml"))
            assert [plain_http.get(f"{server.url}/readyz").text for server in (one, two)] == [
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
        command, env=os.environ | settings, capture_output=True, text=True, timeout=PATIENCE, check=False
    )  # fmt: skip
