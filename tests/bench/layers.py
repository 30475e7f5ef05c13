"""
Measures each performance layer of the server by switching it off, beside a server with all of them.

Run with ``make bench-layers``. Rounds alternate between the two servers, and the idle one is stopped. Processor time
per request covers all processes of a server; its least round depends little on other work of the machine. Delays do,
and are medians. A layer earns its place where switching it off costs 5 % in one of the cases that it can affect.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from statistics import median
from urllib.parse import quote

from rich.console import Console
from rich.table import Table

from graph.reading.release import Release
from server.languages import INTERFACE_LANGUAGES
from server.settings import LAYERS
from tests.processes import family

from .cases import CSV, FRESH, HTML, JSON, QUERIES
from .peers import TURTLE, Peer, only
from .servers import Server, serving
from .sizes import find_release, read_size

_CONNECTIONS = 4
_ALL_THREADS = 2
_EARNED = 1.05
_PAGE, _TURTLE, _HERD = "page, again", "Turtle, again", "new page, 4 at once"
_LISTED = "properties of a class, run"
_SHORT, _RUN, _PACKED = "short query, again", "short query, run", "1,000 rows, gzip, again"
_CASES = {
    "fast_path": (_TURTLE, _SHORT, _RUN),
    "document_cache": (_PAGE, _TURTLE),
    "answer_cache": (_SHORT, _PACKED),
    "gzip_cache": (_PACKED,),
    "query_rewriting": (_LISTED,),
    "single_flight": (_HERD,),
    "log_thread": (_TURTLE, _SHORT, _RUN),
    "meter_batches": (_TURTLE, _SHORT, _RUN),
}
_NEW = [
    f"/doc/{thing}.html?lang={one}&content={other}"
    for one, other, thing in itertools.product(
        INTERFACE_LANGUAGES, INTERFACE_LANGUAGES, ("occupation/lege", "nus/763202")
    )
]


@dataclass(frozen=True)
class LayerCase:
    """Requests of one kind: their paths in a round, their headers, and whether all connections send each at once."""

    name: str
    paths: Callable[[int], list[str]]
    headers: Mapping[str, str]
    is_herd: bool = False


@dataclass(frozen=True)
class RoundCost:
    """One round: processor seconds of the server per request, and the median and 99th percentile delay in seconds."""

    processor: float
    p50: float
    p99: float


def make_cases(base: str) -> list[LayerCase]:
    """Return the cases on a release with the base IRI *base*."""
    tiny, rows, listed = (
        f"/sparql?query={quote(f'BASE <{base}> {QUERIES[name]}')}" for name in ("tiny", "rows", "6-distinct")
    )
    fewer = rows.replace("10000", "1000")
    page = "/doc/occupation/lege"
    packed = {"Accept-Encoding": "gzip"}

    return [
        LayerCase(_PAGE, lambda _: [f"{page}.html"] * 24, {"Accept": HTML} | packed),
        LayerCase(_TURTLE, lambda _: [f"{page}.ttl"] * 400, {"Accept": TURTLE}),
        LayerCase(_HERD, _new_page, {"Accept": HTML}, is_herd=True),
        LayerCase(_SHORT, lambda _: [tiny] * 600, {"Accept": JSON}),
        LayerCase(_RUN, lambda _: [tiny] * 300, {"Accept": JSON} | FRESH),
        LayerCase(_LISTED, lambda _: [listed] * 100, {"Accept": JSON} | FRESH),
        LayerCase(_PACKED, lambda _: [fewer] * 40, {"Accept": CSV} | packed),
    ]


def _new_page(number: int) -> list[str]:
    return [_NEW[number % len(_NEW)]]


def measure_round(server: Peer, case: LayerCase, number: int) -> RoundCost:
    """Send the requests of round *number* and return their cost; raises ``RuntimeError`` for a status but 200."""
    paths, delays = case.paths(number), list[float]()
    before = processor_seconds(server.process)
    if case.is_herd:
        for path in paths:
            _send_all([[path]] * _CONNECTIONS, server, case, delays)
    else:
        _send_all([paths[number::_CONNECTIONS] for number in range(_CONNECTIONS)], server, case, delays)
    took = processor_seconds(server.process) - before
    delays.sort()
    return RoundCost(took / len(delays), median(delays), delays[int(len(delays) * 0.99)])


def processor_seconds(process: int) -> float:
    """Return the processor time of a process and its descendants, in seconds."""
    total = 0.0
    for pid in family(process):
        with suppress(OSError):  # ended since
            # clock_getcpuclockid(3), which Python lacks: exact, where /proc has hundredths of a second.
            total += time.clock_gettime((~pid << 3) | _ALL_THREADS)
    return total


def _send_all(parts: Iterable[list[str]], server: Peer, case: LayerCase, delays: list[float]) -> None:
    """Send each of *parts* on a connection of its own, all at once."""
    failed: list[str] = []

    def send(paths: list[str]) -> None:
        connection = http.client.HTTPConnection(server.endpoint, timeout=60)
        for path in paths:
            started = time.perf_counter()
            connection.request("GET", path, headers=dict(case.headers))
            answer = connection.getresponse()
            answer.read()
            delays.append(time.perf_counter() - started)
            if answer.status != http.client.OK:
                failed.append(f"{case.name}: status {answer.status} for {path}")
        connection.close()

    threads = [threading.Thread(target=send, args=(paths,)) for paths in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(failed[0])


def compare(release: Release, layer: str, rounds: int) -> dict[str, tuple[float, float, float]]:
    """Return by case the ratios of processor time, p50 and p99 without *layer* to those with it."""

    def start(layers_off: str) -> AbstractContextManager[Server]:
        # On a busy machine the usual limits end even short queries.
        return serving(
            release.folder.parent, client_seconds=1e9, quick_seconds=60, query_seconds=60, layers_off=layers_off
        )

    with start("") as with_all, start(layer) as without:
        peers = [
            Peer(name, server.url.removeprefix("http://"), release.manifest.base, server.process.pid)
            for name, server in (("on", with_all), ("off", without))
        ]
        found = {}
        for case in make_cases(release.manifest.base):
            if case.name not in _CASES[layer]:
                continue
            costs: dict[str, list[RoundCost]] = {peer.name: [] for peer in peers}
            for number in range(rounds + 1):
                for peer in peers if number % 2 else reversed(peers):
                    with only(peer.name, peers):
                        cost = measure_round(peer, case, number)
                    if number:  # the first round fills the caches
                        costs[peer.name].append(cost)
            found[case.name] = _ratios(costs["off"], costs["on"])
    return found


def _ratios(off: list[RoundCost], on: list[RoundCost]) -> tuple[float, float, float]:
    least = min(cost.processor for cost in off) / min(cost.processor for cost in on)
    p50, p99 = (median(map(delay, off)) / median(map(delay, on)) for delay in (_p50, _p99))
    return least, p50, p99


def _p50(cost: RoundCost) -> float:
    return cost.p50


def _p99(cost: RoundCost) -> float:
    return cost.p99


def main() -> None:
    """Measure the layers of the command line, or all of them, and print a table of ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.layers")
    parser.add_argument("layers", nargs="*", default=LAYERS, help=f"of {', '.join(LAYERS)}")
    parser.add_argument("--size", default="0.1M", help="triples of the release, such as 0.1M")
    parser.add_argument("--rounds", type=int, default=9, help="rounds per case and server")
    chosen = parser.parse_args()
    release, console = find_release(read_size(chosen.size)), Console(width=200)
    table = Table(title=f"{release.manifest.triples:,} triples: without the layer, by with it")
    for column in ("layer", "case", "processor time", "p50", "p99"):
        table.add_column(column)
    for layer in chosen.layers:
        found = compare(release, layer, chosen.rounds)
        for case, ratios in found.items():
            cells = [f"{ratio:.2f}" for ratio in ratios]
            table.add_row(layer, case, *cells)
            console.print(layer, case, *cells, sep=" | ", style="dim")
        verdict = "earns its place" if max(ratios[0] for ratios in found.values()) >= _EARNED else "gives under 5 %"
        table.add_row(layer, verdict, end_section=True)
    console.print(table)


if __name__ == "__main__":
    main()
