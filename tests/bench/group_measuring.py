"""
Measures the codes of titles that the coder gives, by sort of title and classification, beside the usual ways.

Run with ``python -m tests.bench.group_measuring HOME``, where HOME has a release of the national sources. Only the half
that nothing was fitted on is measured, and the coder does without the names asked for (see ``group_cases.py``). Shares
are in per cent with 95 % intervals; ``reliability.py`` says how they and the calibration errors are reckoned.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from graph.coding.coded_titles import CERTAIN
from graph.coding.evidence.ways import CALLED
from graph.reading.release import Releases
from graph.search.index import open_index
from tests.bench.coding_baselines import BASELINES
from tests.bench.error_kinds import KINDS, kind_of, varied_names
from tests.bench.group_cases import (
    BY_CROSSWALK,
    NEW,
    PARTS,
    ROWS,
    SORTS,
    TAKEN_OUT,
    Cases,
    folded,
    rows_of,
)
from tests.bench.reliability import (
    BOUNDS,
    THRESHOLDS,
    by_bins,
    calibration_error,
    coverage,
    error_by_chance,
    error_interval,
    write_share,
)

OURS = "ours"
TARGETS = (*BY_CROSSWALK, "occupation")
_UNKNOWN = (NEW, TAKEN_OUT)
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

    @property
    def answer(self) -> tuple[float, bool]:
        """The probability told, and whether the answer is right."""
        return self.chance, self.first


Found = dict[tuple[str, str, str], list[Judged]]


def measure(home: Path) -> tuple[Found, float]:
    """Return the answers by row, classification and way, and the titles that the coder takes in a second."""
    index = open_index(Releases(home).current().folder)
    cases = Cases(index)
    varied = varied_names(cases.titles)
    found: Found = defaultdict(list)
    seconds, titles = 0.0, 0
    for part in range(PARTS):
        without, every = cases.part(part)
        held = [case for case in every if not case.is_fitting]
        coder = without.coder(index, TARGETS)
        coder.code("lege")
        started = time.process_time()
        coded = coder.code_all([case.written for case in held])
        seconds, titles = seconds + time.process_time() - started, titles + len(held)
        for case, answer in zip(held, coded, strict=True):
            for kind in case.groups:
                groups = [one.thing.code or one.thing.key for one in answer.codes[kind]]
                is_certain = answer.verdicts[kind] == CERTAIN
                of_title = kind_of(case.written, varied)
                for row, right in rows_of(case, kind):
                    judged = _judge(groups, right, of_title)
                    certain = judged._replace(chance=answer.chances[kind], is_certain=is_certain, how=answer.how)
                    found[row, kind, OURS].append(certain)
        for kind in BY_CROSSWALK:
            known = [(name, one) for name, held_by in cases.titles.items() if folded(name) not in without.titles
                     for one in sorted(held_by.get(kind, ()))]  # fmt: skip
            for name, make in BASELINES.items():
                way = make(known)
                for case in held:
                    if kind in case.groups:
                        groups, of_title = way(case.written), kind_of(case.written, varied)
                        for row, right in rows_of(case, kind):
                            found[row, kind, name].append(_judge(groups, right, of_title))
    return found, titles / max(seconds, 1e-9)


def _judge(groups: Sequence[str], right: Collection[str], kind: str) -> Judged:
    is_first, in_five = bool(groups) and groups[0] in right, any(group in right for group in groups[:5])
    return Judged(is_first, in_five, 0.0, is_certain=False, kind=kind, how="")


def _error_table(found: Found, ways: Sequence[str]) -> Table:
    """Return the numbers of wrong answers by kind of title, where no title of the name is known."""
    table = Table("kind of title", "classification", "cases", *ways, "ours by a synonym", title="wrong")
    for kind in KINDS:
        for group in BY_CROSSWALK:
            every = {
                way: [one for sort in _UNKNOWN for one in found[sort, group, way] if one.kind == kind] for way in ways
            }
            wrong = {way: [one for one in judged if not one.first] for way, judged in every.items()}
            synonyms = sum(one.how == CALLED for one in wrong[OURS])
            counts = (str(len(wrong[way])) for way in ways)
            table.add_row(kind, group, str(len(every[OURS])), *counts, str(synonyms))
    return table


def _right_tables(found: Found, rows: Collection[tuple[str, str]], ways: Sequence[str]) -> Iterator[Table]:
    """Yield the shares that are right first and among five, by every way."""
    for title, place in (("right first", 0), ("right among five", 1)):
        table = Table("titles", "classification", "cases", *ways, title=title)
        for row, kind in rows:
            every = [found[row, kind, way] for way in ways]
            shares = (write_share([bool(one[place]) for one in way]) for way in every)
            table.add_row(row, kind, str(len(every[-1])), *shares)
        yield table


def _trust_table(found: Found, rows: Collection[tuple[str, str]]) -> Table:
    """Return what was told and found, the calibration errors, and how often "certain" is right."""
    columns = ("predicted", "right", "calibration error", "by chance alone", "certain", "right of certain")
    table = Table("titles", "classification", "cases", *columns, title="probabilities")
    for row, kind in rows:
        ours = found[row, kind, OURS]
        answers = [one.answer for one in ours]
        certain = [one.first for one in ours if one.is_certain]
        low, high = error_interval(answers)
        mean, least, most = error_by_chance(answers)
        table.add_row(
            row, kind, str(len(ours)), f"{100 * sum(one.chance for one in ours) / len(ours):.1f}",
            write_share([one.first for one in ours]), f"{calibration_error(answers):.3f} ({low:.2f}–{high:.2f})",
            f"{mean:.3f} ({least:.2f}–{most:.2f})", f"{100 * len(certain) / len(ours):.0f} %", write_share(certain),
        )  # fmt: skip
    return table


def _coverage_table(found: Found, rows: Collection[tuple[str, str]]) -> Table:
    """Return the share of titles whose first code is at least so likely, and how many of those are right."""
    table = Table(
        "titles", "classification", *(f"≥ {one:g}" for one in THRESHOLDS), title="coverage, and right of those"
    )
    for row, kind in rows:
        cells = coverage([one.answer for one in found[row, kind, OURS]])
        table.add_row(row, kind, *(f"{100 * share:.0f} %: {write_share(flags)}" for _, share, flags in cells))
    return table


def _reliability_table(found: Found) -> Table:
    """Return the answers, the mean probability and the share that is right by bins of probability, over all titles."""
    names = (f"{low:g}–{high:g}" for low, high in pairwise(BOUNDS))
    table = Table("classification", *names, title="answers: predicted, right")
    for kind in TARGETS:
        every = [one.answer for (sort, of, way), judged in found.items() for one in judged
                 if (of, way) == (kind, OURS) and sort in SORTS]  # fmt: skip
        cells = []
        for _, _, held in by_bins(every):
            told = sum(chance for chance, _ in held) / max(1, len(held))
            cells.append(f"{len(held)}: {100 * told:.0f}, {write_share([right for _, right in held])}" if held else "–")
        table.add_row(kind, *cells)
    return table


def main() -> None:
    """Print the shares that are right first and among five by each way, and how far ours can be trusted."""
    found, rate = measure(Path(sys.argv[1]))
    ways = (*BASELINES, OURS)
    rows = sorted({(row, kind) for row, kind, _ in found}, key=lambda one: (ROWS.index(one[0]), TARGETS.index(one[1])))
    console.print(*_right_tables(found, rows, ways), _trust_table(found, rows), _coverage_table(found, rows))
    console.print(_reliability_table(found), _error_table(found, ways))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"ours: {rate:,.0f} titles a second of processor time; {memory:,.0f} MB with all of the above")


if __name__ == "__main__":
    main()
