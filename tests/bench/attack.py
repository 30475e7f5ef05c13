"""
Runs queries that never end against a live server, twenty of each kind, and prints the answer to each.

Run with ``make attack``. Each has to end by its deadline and 0.2 s with 503, a time to wait and the name of the limit;
the next query has to be answered as before, and memory has to return to its level. Last, a short query is repeated
beside a crowd of clients whose queries never end: it must never be refused.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import Releases
from graph.vocab import DEFAULT_BASE
from tests.paths import SMALL
from tests.processes import family, held
from tests.runaways import RUNAWAYS

from .cases import FRESH
from .load import Target
from .mixed import beside_a_crowd
from .servers import Server, serving

TIMES = 20
SECONDS = 0.6
MARGIN = 0.2
_HONEST = "ASK { ?s ?p ?o }"
_PROBLEM = "application/problem+json"
_SETTLING = 3.0
_JSON = "application/sparql-results+json"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_CROWDED_SECONDS = 10.0


@dataclass
class Attack:
    """The answers to one kind of query: statuses with limits, seconds until the answer, and until the next query's."""

    name: str
    got: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """The processes of a server, and their bytes of memory."""

    processes: int
    memory: int


def main() -> None:
    """Build the bundled release, attack a server of it, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        release = build(Order(Releases(Path(folder)), DEFAULT_BASE, SMALL), Progress(quiet=True))
        with serving(release.folder.parent, query_seconds=SECONDS, client_seconds=1e6) as server:
            before = look(server)
            attacks = [attack(server, name, text, TIMES) for name, text in RUNAWAYS.items()]
            after = look(server)
        with serving(release.folder.parent, client_seconds=1e6) as server:
            honest = Target(f"{server.url}/sparql?query={quote(_HONEST)}", _JSON, FRESH)
            heavy = Target(f"{server.url}/sparql?query={quote(_ENDLESS)}", _JSON, FRESH)
            alone, beside = beside_a_crowd(honest, heavy, _CROWDED_SECONDS)
    print_attacks(attacks)
    Console().print(
        f"a short query alone: p50 {alone.p50 * 1e3:.1f} ms; beside 28 endless ones of 14 addresses: "
        f"p50 {beside.p50 * 1e3:.1f} ms, p99 {beside.p99 * 1e3:.1f} ms, {beside.p99 / alone.p50:.1f} times as long"
    )
    for state, when in ((before, "before"), (after, "after")):
        Console().print(f"{when}: {state.processes} processes, {state.memory >> 20} MB")


def attack(server: Server, name: str, text: str, times: int) -> Attack:
    """Ask *text* so many times, an honest query after each, and note the answers."""
    found = Attack(name)
    with httpx.Client(timeout=60) as client:
        for number in range(times):
            started = time.perf_counter()
            answer = client.get(f"{server.url}/sparql", params={"query": f"{text} # {number}"})
            found.seconds.append(time.perf_counter() - started)
            found.got[_describe(answer)] += 1
            started = time.perf_counter()
            honest = client.get(f"{server.url}/sparql", params={"query": f"{_HONEST} # {name} {number}"})
            found.after.append(time.perf_counter() - started)
            if honest.status_code != httpx.codes.OK:
                found.got[f"then {honest.status_code}"] += 1
    return found


def _describe(answer: httpx.Response) -> str:
    if answer.headers["Content-Type"] != _PROBLEM:
        return f"{answer.status_code} without a problem"
    waits = "" if "Retry-After" in answer.headers else " without Retry-After"
    return f"{answer.status_code} {answer.json().get('limit', 'without a limit')}{waits}"


def look(server: Server) -> State:
    """Return the processes and memory of *server* once it has come to rest."""
    time.sleep(_SETTLING)
    processes = family(server.process.pid)
    return State(len(processes), held(processes))


def print_attacks(attacks: list[Attack]) -> None:
    """Print a row an attack."""
    table = Table("attack", "got", "answered after", "latest", "next query, median", "latest", title=f"{SECONDS:g} s")
    for one in attacks:
        table.add_row(
            one.name,
            ", ".join(f"{count} × {what}" for what, count in one.got.items()),
            f"{statistics.median(one.seconds):.3f} s",
            f"{max(one.seconds):.3f} s" + (" LATE" if max(one.seconds) > SECONDS + MARGIN else ""),
            f"{statistics.median(one.after) * 1e3:.1f} ms",
            f"{max(one.after) * 1e3:.1f} ms",
        )
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
