"""
Drives OpenRefine itself against a server: reconciles advertised job titles and adds columns from the matches.

Run with ``python -m tests.bench.openrefine ADDRESS``, where ADDRESS is that of a server of the national release, as
``http://127.0.0.1:8000``; the command ``openrefine`` (Debian's package of that name) must be on the path. The program
runs without a browser, by the commands that its pages send (version 3.6.2). The table has 40 titles of
``advertised.csv``, whose groups in STYRK-08 a person has judged; the last line counts the titles whose added code is
one of them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from rich.console import Console
from rich.table import Table

from tests.bench.servers import free_port

TITLES = Path(__file__).with_name("advertised.csv")
MOST = 40
COLUMN = "title"
ADDED = {"styrk08": "code", "styrk98": "code", "occupation": "name", "isco08": "thing", "esco": "name"}
EVERY_ROW = json.dumps({"facets": [], "mode": "row-based"})
_START_SECONDS, _LONGEST_SECONDS, _STEP_SECONDS = 60, 120, 0.1
console = Console(width=150)


class Case(NamedTuple):
    """A title and the groups of STYRK-08 that are right for it."""

    title: str
    right: frozenset[str]


def read_cases() -> list[Case]:
    """Return 40 titles, from all of the file."""
    with TITLES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    cases = [Case(row[COLUMN], frozenset(row["styrk08"].split("|"))) for row in rows if row["styrk08"]]
    return cases[:: len(cases) // MOST][:MOST]


class Refine:
    """A running OpenRefine, by its commands; each of them carries a token against forged requests."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._project = ""

    def create(self, table: str) -> None:
        """Make a project of a CSV."""
        answer = self._client.post(
            "/command/core/create-project-from-upload",
            params={"csrf_token": self._token()},
            data={"project-name": "titles", "format": "text/line-based/*sv"},
            files={"project-file": ("titles.csv", table.encode(), "text/csv")},
        )
        self._project = answer.headers["Location"].partition("project=")[2]

    def run(self, command: str, **fields: str) -> None:
        """Run *command* on every row and wait for its end; raises ``ValueError`` where the program refuses it."""
        data = {"engine": EVERY_ROW, "csrf_token": self._token(), **fields}
        answer = self._client.post(f"/command/core/{command}", params={"project": self._project}, data=data).json()
        if answer["code"] == "error":
            raise ValueError(f"{command}: {answer['message']}")
        while self._read("get-processes")["processes"]:
            time.sleep(_STEP_SECONDS)

    def judgements(self) -> Counter[str]:
        """Return the number of cells by the state of their reconciliation."""
        found = self._read("get-rows", start="0", limit=str(MOST))
        recons = [found["pool"]["recons"].get(row["cells"][0].get("r")) for row in found["rows"]]
        return Counter(_state(one or {}) for one in recons)

    def export(self) -> list[dict[str, str]]:
        """Return the table as the program exports it, with the columns named as ``ADDED`` has them."""
        data = {"project": self._project, "format": "csv", "engine": EVERY_ROW}
        text = self._client.post("/command/core/export-rows", data=data).text
        _, *rows = csv.reader(io.StringIO(text))
        return [dict(zip((COLUMN, *ADDED), row, strict=True)) for row in rows]

    def _read(self, command: str, **parameters: str) -> Any:
        return self._client.get(f"/command/core/{command}", params={"project": self._project, **parameters}).json()

    def _token(self) -> str:
        return str(self._client.get("/command/core/get-csrf-token").json()["token"])


def _state(recon: dict[str, Any]) -> str:
    if recon.get("j") == "matched":
        return "matched"
    return "with candidates" if recon.get("c") else "without candidates"


@contextmanager
def running() -> Iterator[Refine]:
    """Run OpenRefine in an empty folder; raises ``FileNotFoundError`` where it is not installed."""
    port = free_port()
    environment = {**os.environ, "JAVA_OPTIONS": "-Drefine.headless=true"}
    own = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=_LONGEST_SECONDS)
    with tempfile.TemporaryDirectory() as folder, own as client:
        command = ["openrefine", "-p", str(port), "-i", "127.0.0.1", "-d", folder, "-m", "700M"]
        program = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            wait(client)
            yield Refine(client)
        finally:
            os.killpg(program.pid, signal.SIGKILL)  # it would save its projects
            program.wait()


def wait(client: httpx.Client) -> None:
    """Wait until the program answers; raises ``TimeoutError``."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            if client.get("/command/core/get-version").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(_STEP_SECONDS)
    raise TimeoutError("OpenRefine does not answer")


def measure(address: str) -> Table:
    """Return the steps with their seconds and results."""
    cases, service = read_cases(), f"{address.rstrip('/')}/reconcile"
    manifest = httpx.get(service).json()
    spaces = {"identifierSpace": manifest["identifierSpace"], "schemaSpace": manifest["schemaSpace"]}
    kind = {"id": "title", "name": "Stillingstittel"}
    config = {
        "mode": "standard-service", "service": service, **spaces, "type": kind, "autoMatch": True, "limit": 0,
        "columnDetails": [],
    }  # fmt: skip
    table = Table("step", "seconds", "result")
    clock = time.perf_counter()

    def step(name: str, result: object) -> None:
        nonlocal clock
        clock, began = time.perf_counter(), clock
        table.add_row(name, f"{clock - began:.1f}", str(result))

    with running() as refine:
        step("start", "answers")
        refine.create("title\n" + "".join('"' + case.title.replace('"', '""') + '"\n' for case in cases))
        step("project", f"{len(cases)} titles")
        refine.run("reconcile", columnName=COLUMN, config=json.dumps(config))
        step("reconcile", dict(refine.judgements()))
        refine.run("recon-match-best-candidates", columnName=COLUMN)
        step("match the best candidates", dict(refine.judgements()))
        wanted = [{"id": name, "name": name, "settings": {"show": show, "most": "1"}} for name, show in ADDED.items()]
        refine.run(
            "extend-data", baseColumnName=COLUMN, endpoint=service, **spaces, columnInsertIndex="1",
            extension=json.dumps({"properties": wanted}),
        )  # fmt: skip
        rows = refine.export()
        filled = {name: sum(bool(row[name]) for row in rows) for name in ADDED}
        step("add columns", filled)
        right = sum(row["styrk08"] in case.right for row, case in zip(rows, cases, strict=True))
        step("right", f"{right} of {len(cases)} titles have a code of STYRK-08 that is judged right")
    return table


if __name__ == "__main__":
    if not shutil.which("openrefine"):
        sys.exit("openrefine is not on the path; `apt-get install openrefine` brings it")
    console.print(measure(sys.argv[1]))
