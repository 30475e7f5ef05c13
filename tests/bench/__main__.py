"""
Measures ours against its peers on the same releases, in turn, and prints rates, delays, ratios and memory.

Run with ``make bench``, or ``make bench SIZES="0.1M 1M 10M"``. The machine may be noisy: what is asked is asked of all
in turn, three times, and the median counts; read the ratios of one run, not single numbers.
"""

from __future__ import annotations

import statistics
import sys
from contextlib import ExitStack

import httpx
from rich.console import Console
from rich.table import Table

from graph.release import Release

from .cases import HTML, JSON, QUERIES, Case, make_cases
from .load import Failing, Measured, measure
from .mixed import beside_heavy
from .peers import ALL, Peer, fixed_page, program_versions
from .sizes import find_release, read_size

ROUNDS = 3
SECONDS = 2.0
SIZES = ("0.1M", "1M")
_ORDER = ("ours", "oxigraph", "Virtuoso", "rdflib", "fixed page")
console = Console(width=160)


def main() -> None:
    """Measure each size in turn."""
    console.print(program_versions())
    for size in sys.argv[1:] or SIZES:
        measure_size(find_release(read_size(size)))


def measure_size(release: Release) -> None:
    """Start everybody on *release*, ask everything, and print what came of it."""
    with ExitStack() as stack:
        peers: list[Peer] = []
        for start in ALL:
            try:
                peers.append(stack.enter_context(start(release)))
            except Failing as reason:
                console.print(f"{start.__name__} is left out: {reason}")
        here = peers[0]
        page = httpx.get(f"{here.endpoint.removesuffix('sparql')}doc/occupation/lege.html", timeout=60).content
        cases = make_cases(release, peers, stack.enter_context(fixed_page(len(page))))
        table = _new_table(f"{release.manifest.triples:,} triples, {ROUNDS} rounds of {SECONDS:g} s, in turn")
        for case in cases:
            table.add_row(case.name, *_describe(ask_in_turn(case)))
        console.print(table)
        console.print(_describe_memory(peers))
        console.print(_describe_mixed(peers))


def ask_in_turn(case: Case) -> dict[str, Measured | str]:
    """Return by name the round of the median rate, or why there is none."""
    found: dict[str, list[Measured]] = {name: [] for name in case.targets}
    failed: dict[str, str] = {}
    for _ in range(ROUNDS):
        for name, target in case.targets.items():
            if name in failed:
                continue
            try:
                found[name].append(measure(target, SECONDS, case.connections))
            except Failing as reason:
                failed[name] = str(reason)
    return failed | {name: _middle(rounds) for name, rounds in found.items() if name not in failed}


def _middle(rounds: list[Measured]) -> Measured:
    rate = statistics.median_low([one.rate for one in rounds])
    return next(one for one in rounds if one.rate == rate)


def _new_table(title: str) -> Table:
    table = Table(title=title)
    table.add_column("asked")
    for name in _ORDER:
        table.add_column(f"{name} /s" if name == "ours" else f"{name} /s (ours by it)", justify="right")
    table.add_column("ours p50 / p99", justify="right")
    return table


def _describe(found: dict[str, Measured | str]) -> list[str]:
    mine = found["ours"]
    cells = []
    for name in _ORDER:
        one = found.get(name, "")
        if isinstance(one, str):
            cells.append(one)
        elif name == "ours" or isinstance(mine, str):
            cells.append(f"{one.rate:,.1f}")
        else:
            cells.append(f"{one.rate:,.1f} ({mine.rate / one.rate:.2f})")
    delays = "" if isinstance(mine, str) else f"{mine.p50 * 1e3:.1f} / {mine.p99 * 1e3:.1f} ms"
    return [*cells, delays]


def _describe_memory(peers: list[Peer]) -> str:
    return "memory: " + ", ".join(f"{peer.name} {peer.memory() >> 20:,} MB" for peer in peers)


def _describe_mixed(peers: list[Peer]) -> str:
    tiny = peers[0].ask(QUERIES["tiny"], JSON, **{"Cache-Control": "no-cache"})
    try:
        alone, beside = beside_heavy(tiny, peers[0].ask(QUERIES["heavy"], HTML + ",*/*"), SECONDS * ROUNDS, 2)
    except Failing as reason:
        return f"beside two heavy clients: {reason}"
    times = beside.p99 / alone.p50
    return (
        f"tiny SELECT, run: p50 {alone.p50 * 1e3:.2f} ms alone; beside two heavy clients "
        f"p50 {beside.p50 * 1e3:.2f} ms, p99 {beside.p99 * 1e3:.2f} ms, which is {times:.1f} times the p50 alone"
    )


if __name__ == "__main__":
    main()
