"""
Measures the groups of titles that the coder gives, by sort of title and classification, beside the usual ways.

Run with ``python -m tests.bench.group_measuring HOME``, where HOME has a release of the national sources. Only the half
that nothing was fitted on is measured, and the coder does without the names asked for (see ``group_cases.py``). Shares
are in per cent with 95 % intervals (Wilson); the calibration error is the mean distance between told and found, over
ten equally wide bins of probability.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from graph.coding.coded_titles import CERTAIN
from graph.coding.evidence.nearest_names import OWN_CODES
from graph.coding.matcher import CALLED
from graph.reading.release import Releases
from graph.search.index import open_index
from tests.bench.coding_baselines import BASELINES
from tests.bench.error_kinds import KINDS, kind_of, varied_names
from tests.bench.group_cases import NEW, PARTS, TAKEN_OUT, Cases, GroupCase, folded

OURS = "ours"
_UNKNOWN = (NEW, TAKEN_OUT)
_BINS, _WIDE = 10, 1.96
console = Console(width=200)


class Judged(NamedTuple):
    """
    An answer: whether its first group is right, or any of five, its probability, and whether it is certain.

    ``kind`` is that of the title by ``error_kinds``, ``how`` the way in which the coder found a name ('' for others).
    """

    first: bool
    five: bool
    chance: float
    is_certain: bool
    kind: str
    how: str


Found = dict[tuple[str, str, str], list[Judged]]


def measure(home: Path) -> tuple[Found, float]:
    """Return the answers by sort, classification and way, and the titles that the coder takes in a second."""
    index = open_index(Releases(home).current().folder)
    cases = Cases(index)
    varied = varied_names(cases.titles)
    found: Found = defaultdict(list)
    seconds, titles = 0.0, 0
    for part in range(PARTS):
        without, every = cases.part(part)
        held = [case for case in every if not case.is_fitting]
        coder = without.coder(index, OWN_CODES)
        coder.code("lege")
        started = time.process_time()
        coded = coder.code_all([case.written for case in held])
        seconds, titles = seconds + time.process_time() - started, titles + len(held)
        for case, answer in zip(held, coded, strict=True):
            for kind in case.groups:
                groups = [one.thing.code for one in answer.codes[kind]]
                is_certain = answer.verdicts[kind] == CERTAIN
                judged = _judge(case, kind, groups, varied)
                certain = judged._replace(chance=answer.chances[kind], is_certain=is_certain, how=answer.how)
                found[case.sort, kind, OURS].append(certain)
        for kind in OWN_CODES:
            known = [(name, one) for name, held_by in cases.titles.items() if folded(name) not in without.titles
                     for one in sorted(held_by.get(kind, ()))]  # fmt: skip
            for name, make in BASELINES.items():
                way = make(known)
                for case in held:
                    if kind in case.groups:
                        found[case.sort, kind, name].append(_judge(case, kind, way(case.written), varied))
    return found, titles / max(seconds, 1e-9)


def _judge(case: GroupCase, kind: str, groups: Sequence[str], varied: Collection[str]) -> Judged:
    right = case.groups[kind]
    is_first, in_five = bool(groups) and groups[0] in right, not right.isdisjoint(groups[:5])
    return Judged(is_first, in_five, 0.0, is_certain=False, kind=kind_of(case.written, varied), how="")


def calibration_error(judged: Sequence[Judged]) -> float:
    """Return the mean distance of told and found shares over bins of probability, each by its number of answers."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        bins[min(_BINS - 1, int(one.chance * _BINS))].append(one)
    distances = (abs(sum(one.chance - one.first for one in held)) for held in bins.values())
    return sum(distances) / max(1, len(judged))


def interval(right: int, whole: int) -> tuple[float, float]:
    """Return the Wilson interval of a share at 95 %."""
    if not whole:
        return 0.0, 1.0
    share, square = right / whole, _WIDE * _WIDE
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    width = _WIDE * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return middle - width, middle + width


def _share(flags: Sequence[bool]) -> str:
    low, high = interval(sum(flags), len(flags))
    return f"{100 * sum(flags) / max(1, len(flags)):.1f} ({100 * low:.0f}–{100 * high:.0f})" if flags else "–"


def _error_table(found: Found, ways: Sequence[str]) -> Table:
    """Return the numbers of wrong answers by kind of title, where no title of the name is known."""
    table = Table("kind of title", "classification", "cases", *ways, "ours by a synonym", title="wrong")
    for kind in KINDS:
        for group in OWN_CODES:
            every = {
                way: [one for sort in _UNKNOWN for one in found[sort, group, way] if one.kind == kind] for way in ways
            }
            wrong = {way: [one for one in judged if not one.first] for way, judged in every.items()}
            synonyms = sum(one.how == CALLED for one in wrong[OURS])
            counts = (str(len(wrong[way])) for way in ways)
            table.add_row(kind, group, str(len(every[OURS])), *counts, str(synonyms))
    return table


def main() -> None:
    """Print the shares that are right first and among five by each way, and how far ours can be trusted."""
    found, rate = measure(Path(sys.argv[1]))
    ways = (*BASELINES, OURS)
    sorts = dict.fromkeys((sort, kind) for sort, kind, _ in found)
    for title, place in (("right first", 0), ("right among five", 1)):
        table = Table("titles", "classification", "cases", *ways, title=title)
        for sort, kind in sorts:
            every = [found[sort, kind, way] for way in ways]
            table.add_row(
                sort, kind, str(len(every[-1])), *(_share([bool(one[place]) for one in way]) for way in every)
            )
        console.print(table)
    table = Table("titles", "classification", "predicted", "right", "calibration error", "certain", "right of certain")
    for sort, kind in sorts:
        ours = found[sort, kind, OURS]
        certain = [one.first for one in ours if one.is_certain]
        told = 100 * sum(one.chance for one in ours) / len(ours)
        right = _share([one.first for one in ours])
        share = f"{100 * len(certain) / len(ours):.0f} %"
        table.add_row(sort, kind, f"{told:.1f}", right, f"{calibration_error(ours):.3f}", share, _share(certain))
    console.print(table)
    console.print(_error_table(found, ways))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"ours: {rate:,.0f} titles a second of processor time; {memory:,.0f} MB with all of the above")


if __name__ == "__main__":
    main()
