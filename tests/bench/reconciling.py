"""
Measures how often ``match: true`` of the reconciliation service is right, by type.

Run with ``python -m tests.bench.reconciling HOME [--wrong]``, where HOME has a release of the national sources. Types
reachable from titles are queried with NAV's names, whose groups are known; NUS2000 with the short names that
utdanning.no has for its codes, ISCO-08 for the names of groups of ISCO-88, ESCO for names of its first edition; each of
them also with a slip of the pen. Shares are in per cent with 95 % intervals (Wilson); ``--wrong`` lists wrong matches.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from graph.coding.proposals import Proposal
from graph.coding.reconciler import Reconciler, open_reconciler
from graph.reading.release import Releases
from tests.bench.group_cases import Cases
from tests.bench.noise import noisy
from tests.bench.reliability import write_share
from tests.paths import SHARED

SOURCES = SHARED / "sources"
# The types that NAV's names are asked of, each with the property that has the group; "" stands for no type.
BY_GROUP = ("", "title", "occupation", "styrk98", "styrk08", "isco08", "esco", "nav-category", "nus")
_SAMPLE, _SLIP, _SEED = 250, "one typo", "reconciling"
console = Console(width=150)


class Query(NamedTuple):
    """A text to reconcile with entities of *kind* ('' for any), and the codes or keys that are right for it."""

    kind: str
    written: str
    right: frozenset[str]


def name_queries(reconciler: Reconciler) -> Iterator[Query]:
    """Yield a sample of NAV's names for each type; no education is right for the name of a job."""
    named = Cases(reconciler.index).named
    names = sorted(name for name, groups in named.items() if "styrk08" in groups)
    sample = Random(_SEED).sample(names, min(_SAMPLE, len(names)))
    for kind in BY_GROUP:
        yield from (Query(kind, name, named[name]["styrk08"]) for name in sample)


def code_queries(sources: Path) -> Iterator[Query]:
    """Yield other names of codes of NUS2000, ISCO-08 and ESCO, as they are and with a slip of the pen."""
    held: dict[tuple[str, str], set[str]] = {}
    for education in json.loads((sources / "utdanning.no/arbeidsledighet.json").read_text("utf-8")).values():
        for code, one in education.items():
            held.setdefault(("nus", one["nus_kortnavn"].strip()), set()).add(code)
    for row in _rows(sources / "ilo/isco1988_isco2008.csv"):
        held.setdefault(("isco08", row["isco1988_title"].strip()), set()).add(row["isco2008"])
    for row in _rows(sources / "esco/1.0/occupations_en.csv"):
        for name in (row["preferredLabel"], *row["altLabels"].split("\n")[:2]):
            held.setdefault(("esco", name.strip()), set()).add(row["conceptUri"].rpartition("/")[2])
    for kind in ("nus", "isco08", "esco"):
        names = sorted(name for of_kind, name in held if of_kind == kind and name)
        sample = Random(_SEED).sample(names, min(_SAMPLE, len(names)))
        yield from (Query(kind, name, frozenset(held[kind, name])) for name in sample)
        slips = noisy(sample, _SLIP, min(100, len(sample)), Random(_SEED))
        yield from (Query(kind, written, frozenset(held[kind, name])) for name, written in slips)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def is_right(reconciler: Reconciler, query: Query, match: Proposal, *, by_group: bool) -> bool:
    """Return whether *match* is one of the right codes or keys, or in (or reached from) a right group of STYRK-08."""
    thing = match.thing
    if not by_group:
        return not query.right.isdisjoint((thing.code, thing.key, thing.iri.rpartition("/")[2]))
    if thing.kind in ("isco08", "esco", "nav-category"):
        groups = [one for code in query.right if (one := reconciler.find("styrk08", code))]
        name = "category" if thing.kind == "nav-category" else thing.kind
        return any(
            one.thing.number == thing.number for group in groups for one in reconciler.properties.values(group, name)
        )
    return any(one.thing.code in query.right for one in reconciler.properties.values(thing, "styrk08"))


def main() -> None:
    """Print for each type the queries, those with a match, and the share of matches that are right."""
    reconciler = open_reconciler(Releases(Path(sys.argv[1])).current().folder)
    table = Table("type", "names", "queries", "matched", "right of matched")
    for words, queries in (("of NAV", name_queries(reconciler)), ("of codes", code_queries(SOURCES))):
        found: dict[str, list[tuple[Query, Proposal | None]]] = {}
        for query in queries:
            proposals = reconciler.propose(query.written, [query.kind] if query.kind else [], {}, 3)
            found.setdefault(query.kind, []).append((query, next((one for one in proposals if one.is_match), None)))
        for kind, answers in found.items():
            matched = [(query, match) for query, match in answers if match]
            wrong = [pair for pair in matched if not is_right(reconciler, *pair, by_group=words == "of NAV")]
            share = write_share([True] * (len(matched) - len(wrong)) + [False] * len(wrong))
            table.add_row(kind or "any", words, str(len(answers)), str(len(matched)), share)
            if "--wrong" in sys.argv[2:]:
                console.print(
                    *(
                        f"{kind}: {one.written} → {match.thing.kind} {match.matched}, {match.features}"
                        for one, match in wrong
                    ),
                    sep="\n",
                )
    console.print(table)


if __name__ == "__main__":
    main()
