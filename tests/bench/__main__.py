"""
Measures ours against ``oxigraph serve-read-only`` on the same release, alternating, and prints the ratios.

Run with ``make bench``. The machine is noisy: read the ratios of one run, not single numbers.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from graph.build import Order, build
from graph.progress import Progress
from graph.queries import load_folder
from graph.release import Release, Releases
from graph.vocab import DEFAULT_BASE

from .load import Target, measure
from .servers import ours, oxigraph

ROUNDS = 3
SECONDS = 3.0
TINY = "SELECT ?name { <id/occupation/lege> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
TURTLE = "text/turtle"
JSON = "application/sparql-results+json"


def main() -> None:
    """Build a release in a folder of its own, serve it twice, and ask both."""
    with tempfile.TemporaryDirectory() as folder:
        releases = Releases(Path(folder))
        release = build(Order(releases, DEFAULT_BASE), Progress(quiet=True))
        with ours(releases.home) as here, oxigraph(release.folder / "store") as peer:
            cases = make_cases(release, here, peer)
            print_ratios(release, {name: compare(*pair) for name, pair in cases.items()})


def make_cases(release: Release, here: str, peer: str) -> dict[str, tuple[Target, Target]]:
    """Return what is asked of both, by name: (ours, the peer's)."""
    base = f"BASE <{release.manifest.base}>\n"
    lege = release.names.thing("occupation", "lege")
    entity = f"{base}{load_folder('entities')['describe'].text}\nVALUES ?this {{ <{lege}> }}"
    return {
        "entity as Turtle": (Target(f"{here}/doc/occupation/lege.ttl", TURTLE), ask(peer, "/query", entity, TURTLE)),
        "tiny SELECT": (ask(here, "/sparql", base + TINY, JSON), ask(peer, "/query", base + TINY, JSON)),
    }


def ask(server: str, path: str, query: str, accept: str) -> Target:
    """Return the target that asks *query* of the endpoint at *path*."""
    return Target(f"{server}{path}?{urlencode({'query': query})}", accept)


def compare(mine: Target, peer: Target) -> tuple[float, float]:
    """Return the median rates of both, measured in turn."""
    rounds = [(measure(mine, SECONDS), measure(peer, SECONDS)) for _ in range(ROUNDS)]
    return statistics.median(rate for rate, _ in rounds), statistics.median(rate for _, rate in rounds)


def print_ratios(release: Release, rates: dict[str, tuple[float, float]]) -> None:
    """Print a row a case: both rates, and ours by the peer's."""
    table = Table(
        "request", "ours /s", "oxigraph /s", "ratio", title=f"{release.manifest.triples} triples, {ROUNDS} rounds"
    )
    for name, (mine, peer) in rates.items():
        table.add_row(name, f"{mine:,.0f}", f"{peer:,.0f}", f"{mine / peer:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
