"""
People typing into the search box, several at once: how soon the suggestions come.

``python -m tests.bench.typing HOME`` serves the current release of HOME and types names of its index letter by letter,
some with a slip, as many at once as asked for, without pause or with one before each letter. Nothing is answered from
an answer from the cache: each request says so.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import time
from multiprocessing import Pool
from pathlib import Path
from urllib.parse import quote, urlsplit

from graph.reading.release import Releases
from graph.search.index import open_index

from .servers import serving

_KINDS = ("occupation", "title", "education", "nus", "esco")
_RENDER = re.compile(r"render;dur=([\d.]+)")
_ENOUGH_SECONDS = 1e6


def keystrokes(home: Path, names: int, seed: int) -> list[str]:
    """Return the content of the box after each letter of so many names, every fourth with two letters exchanged."""
    chance = random.Random(seed)
    entries = open_index(Releases(home).current().folder).names_of_kinds(_KINDS)
    typed = []
    for number, entry in enumerate(chance.sample(entries, names)):
        text = entry.text[:40]
        if number % 4 == 0 and len(text) > 4:
            place = chance.randrange(1, len(text) - 1)
            text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        typed += [text[:end] for end in range(1, len(text) + 1)]
    return typed


def ask(job: tuple[str, list[str], float]) -> list[tuple[float, float]]:
    """Ask for suggestions one after the other; returns the seconds each took, for us and in the server."""
    url, typed, pause = job
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    taken = []
    for text in typed:
        time.sleep(pause)
        started = time.perf_counter()
        connection.request("GET", f"/suggest?q={quote(text)}", headers={"Cache-Control": "no-cache"})
        answer = connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - started
        if answer.status != http.client.OK:
            raise RuntimeError(f"{text!r}: {answer.status}")
        found = _RENDER.search(answer.headers["Server-Timing"])
        taken.append((seconds, float(found[1]) / 1e3 if found else 0.0))
    return taken


def tell(name: str, seconds: list[float]) -> str:
    """Return a line of percentiles in milliseconds."""
    ordered = sorted(seconds)
    shares = (0.5, 0.95, 0.99, 0.999)
    parts = [f"p{100 * share:g} {1e3 * ordered[int(share * len(ordered))]:.1f}" for share in shares]
    return f"{name}: {', '.join(parts)}, most {1e3 * ordered[-1]:.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--names", type=int, default=400)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds before each letter")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    typed = keystrokes(given.home, given.names, given.seed)
    with (
        serving(given.home, given.workers, client_seconds=_ENOUGH_SECONDS, access_log=0) as server,
        Pool(given.at_once) as pool,
    ):
        started = time.perf_counter()
        shares = [(server.url, typed[place :: given.at_once], given.pause) for place in range(given.at_once)]
        taken = [one for share in pool.map(ask, shares) for one in share]
        seconds = time.perf_counter() - started
    print(f"{len(taken)} suggestions, {given.at_once} at once, {len(taken) / seconds:.0f} a second")  # noqa: T201
    print(tell("for the client", [client for client, _ in taken]))  # noqa: T201
    print(tell("in the server", [inside for _, inside in taken]))  # noqa: T201


if __name__ == "__main__":
    main()
