"""The questions of the benchmark, and the servers they go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from graph.reading.release import Release

from .load import Target
from .peers import TURTLE, Peer

QUERIES = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "queries").glob("*.rq"))}
JSON = "application/sparql-results+json"
CSV = "text/csv"
HTML = "text/html"
FRESH = {"Cache-Control": "no-cache"}
MANY, FEW = 8, 2
# One that a usual number of statements is about, and the one that the most are about.
_THINGS = (("title", "title", "2221110"), ("Lege", "occupation", "lege"))


@dataclass(frozen=True)
class Case:
    """A question: its name, its target by name of server, and its number of connections at once."""

    name: str
    targets: Mapping[str, Target]
    connections: int = MANY


def make_cases(release: Release, peers: list[Peer], page: str) -> list[Case]:
    """Return all there is to ask of *peers*; *page* is the address of a fixed page as large as ours of Lege."""
    here = next(peer for peer in peers if peer.name == "ours")
    site = here.endpoint.removesuffix("/sparql")
    document = f"{site}/doc/occupation/lege"
    tiny = {peer.name: peer.ask(QUERIES["tiny"], JSON) for peer in peers}
    # Not packed, as it is asked for later: a packed one has a tag of its own.
    first = httpx.get(f"{document}.ttl", headers={"Accept": TURTLE, "Accept-Encoding": "identity"})
    known = {"If-None-Match": first.headers["ETag"]}
    others = [peer for peer in peers if peer is not here]
    cases = []
    for name, kind, key in _THINGS:
        entity = {peer.name: peer.entity(release.names.thing(kind, key)) for peer in others}
        mine = f"{site}/doc/{kind}/{key}.ttl"
        cases.append(Case(f"{name} as Turtle, made", entity | {"ours": Target(mine, TURTLE, FRESH)}))
        cases.append(Case(f"{name} as Turtle, kept", entity | {"ours": Target(mine, TURTLE)}))
    cases += [
        Case("tiny SELECT, run", tiny | {"ours": here.ask(QUERIES["tiny"], JSON, **FRESH)}),
        Case("tiny SELECT, kept", tiny),
        Case("10,000 rows as CSV", _fresh(peers, "rows", CSV), FEW),
        Case("10,000 rows as JSON", _fresh(peers, "rows", JSON), FEW),
        Case("Lege as HTML, kept", {"ours": Target(f"{document}.html", HTML), "fixed page": Target(page, HTML)}),
        Case("304", {"ours": Target(f"{document}.ttl", TURTLE, known, httpx.codes.NOT_MODIFIED)}),
    ]
    for name in QUERIES:
        if name[0].isdigit():
            accept = TURTLE if name.endswith("construct") else JSON
            cases.append(Case(name[2:], _fresh(peers, name, accept), FEW))
    return cases


def _fresh(peers: list[Peer], name: str, accept: str) -> dict[str, Target]:
    return {peer.name: peer.ask(QUERIES[name], accept, **(FRESH if peer.name == "ours" else {})) for peer in peers}
