"""
Measures ours against its peers on the same releases, in turn, and prints rates, delays, ratios and memory.

Run with ``make bench``, or ``make bench SIZES="0.1M 1M 10M"``; ``python -m tests.bench --help`` says how to ask less.
The machine may be noisy: each question goes to all in turn, three times, and the median counts; read the ratios of
one run, not single numbers.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from contextlib import ExitStack

import httpx
from rich.console import Console
from rich.table import Table

from graph.reading.release import Release

from .cases import FEW, FRESH, HTML, JSON, MANY, QUERIES, Case, make_cases
from .load import Failing, Measured, Target, measure
from .mixed import beside_a_crowd, beside_heavy
from .peers import PEERS, Peer, fixed_page, only, ours, program_versions
from .sizes import find_release, read_size

SIZES = ("0.1M", "1M")
_ORDER = ("ours", "oxigraph", "Virtuoso", "rdflib", "fixed page")
console = Console(width=160)


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("sizes", nargs="*", default=SIZES, help="in triples, such as 0.1M 1M 10M")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked, in turn with the others")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each is asked at a time")
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS), help="whom to measure against")
    chosen = parser.parse_args()
    console.print(program_versions())
    for size in chosen.sizes:
        measure_size(find_release(read_size(size)), chosen.peers, chosen.rounds, chosen.seconds)


def measure_size(release: Release, names: list[str], rounds: int, seconds: float) -> None:
    """Start everybody on *release*, ask everything, and print the ratios."""
    with ExitStack() as stack:
        here = stack.enter_context(ours(release))
        peers = [here]
        for name in names:
            try:
                peers.append(stack.enter_context(PEERS[name](release)))
            except Failing as reason:
                console.print(f"{name} is left out: {reason}")
        page = httpx.get(f"{here.endpoint.removesuffix('sparql')}doc/occupation/lege.html", timeout=60).content
        fixed = stack.enter_context(fixed_page(len(page)))
        cases = make_cases(release, peers, fixed)
        table = _new_table(f"{release.manifest.triples:,} triples, {rounds} rounds of {seconds:g} s, in turn")
        for case in cases:
            row = [case.name, *_describe(ask_in_turn(case, rounds, seconds, peers))]
            console.print(" | ".join(row), style="dim")
            table.add_row(*row)
        console.print(table)
        console.print(_describe_memory(peers))
        with only("ours", peers):
            console.print(_describe_mixed(here, seconds, Target(fixed, HTML)))


def ask_in_turn(case: Case, rounds: int, seconds: float, peers: Sequence[Peer] = ()) -> dict[str, Measured | str]:
    """Return by name the round of the median rate, or why there is none; the other *peers* stand still meanwhile."""
    found: dict[str, list[Measured]] = {name: [] for name in case.targets}
    failed: dict[str, str] = {}
    for _ in range(rounds):
        for name, target in case.targets.items():
            if name in failed:
                continue
            try:
                with only(name, peers):
                    found[name].append(measure(target, seconds, case.connections))
            except Failing as reason:
                failed[name] = str(reason)
    return failed | {name: _middle(measured) for name, measured in found.items() if name not in failed}


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


def _describe_mixed(here: Peer, seconds: float, fixed: Target) -> str:
    """Tell how a tiny query and a fixed page fare beside heavy ones; the wait of a fixed page is the machine's."""
    heavy = here.ask(QUERIES["heavy"], JSON)
    tiny = here.ask(QUERIES["tiny"], JSON, **FRESH)
    told = []
    for name, target, connections in (("tiny, run", tiny, MANY), ("tiny, run", tiny, FEW), ("fixed page", fixed, FEW)):
        try:
            alone, beside = beside_heavy(target, heavy, seconds, connections)
        except Failing as reason:
            return f"beside two heavy clients: {reason}"
        told.append(
            f"{name}, {connections} at once: p50 {alone.p50 * 1e3:.2f} ms alone; beside two heavy clients p50 "
            f"{beside.p50 * 1e3:.2f} ms, p99 {beside.p99 * 1e3:.2f} ms, {beside.p99 / alone.p50:.1f} times the p50"
        )
    alone, beside = beside_a_crowd(tiny, heavy, seconds)
    told.append(
        f"tiny, run, one after the other: p50 {alone.p50 * 1e3:.2f} ms alone; beside 28 heavy clients of 14 "
        f"addresses p99 {beside.p99 * 1e3:.2f} ms, {beside.p99 / alone.p50:.1f} times the p50"
    )
    return "\n".join(told)


if __name__ == "__main__":
    main()
