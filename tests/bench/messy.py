"""
Measures how titles as payrolls and spreadsheets have them are coded by a release, also those that are none.

Run with ``python -m tests.bench.messy HOME [--failures]``, where HOME has a release of the national sources. The list
was written down before anything was mended for it and is split in two by a digest: from the half for fitting one may
learn (``--failures`` shows its failures), the other is only measured. A title is right where the first code of
STYRK-98 is one of those that whoever wrote it down found right, and one without any is right where it is unmatched.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph.coding.coded_titles import CERTAIN_SCORE, LEAST_SCORE
from graph.coding.coder import Coder
from graph.reading.release import Releases
from graph.search.index import open_index
from tests.bench.coding import MESSY, Case, advertised, in_fitting_half

_BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
console = Console(width=150)


@dataclass(frozen=True)
class Judged:
    """A case with the code it got ('' for none), how sure that was, by which name, and whether it is right."""

    case: Case
    code: str
    score: float
    matched: str
    is_right: bool


def judge(coder: Coder, case: Case) -> Judged:
    """Return the codes that *coder*, which leaves nothing out, gives a case."""
    coded = coder.code(case.written)
    reached = coded.codes.get("styrk98", [])
    code = reached[0].thing.code if reached else ""
    score = coded.chances["styrk98"]
    is_right = code in case.codes if case.codes else score < LEAST_SCORE
    return Judged(case, code, score, coded.matched, is_right)


def main() -> None:
    """Print for each half how many are right and how sure that was; and the failures of the one if they are asked."""
    coder = Coder(open_index(Releases(Path(sys.argv[1])).current().folder), ["styrk98"], least=0.0)
    table = Table(
        "half", "titles", "right", "given", "right of given", "certain", "right of certain", "none: unmatched"
    )
    halves = {"learnt from": True, "measured": False}
    found = {
        name: [judge(coder, case) for case in advertised(MESSY) if in_fitting_half(case.written) == is_fitting]
        for name, is_fitting in halves.items()
    }
    for name, every in found.items():
        with_code = [one for one in every if one.case.codes]
        given = [one for one in with_code if one.score >= LEAST_SCORE]
        certain = [one for one in with_code if one.score >= CERTAIN_SCORE]
        without = [one for one in every if not one.case.codes]
        table.add_row(
            name,
            str(len(with_code)),
            _share(with_code),
            str(len(given)),
            _share(given),
            str(len(certain)),
            _share(certain),
            f"{sum(one.is_right for one in without)} of {len(without)}",
        )
    console.print(table)
    for name, every in found.items():
        _print_reliability(name, [one for one in every if one.matched])
    if "--failures" in sys.argv:
        for one in found["learnt from"]:
            if not one.is_right:
                wanted = "|".join(sorted(one.case.codes)) or "none"
                console.print(f"{one.score:.2f} {one.case.written!r} as {one.matched} {one.code}, not {wanted}")


def _print_reliability(name: str, every: Sequence[Judged]) -> None:
    """Print how often a score of each size was right; a code for a title that has none is wrong."""
    console.print(name)
    for low, high in pairwise(_BOUNDS):
        if within := [one for one in every if low <= one.score < high]:
            mean = sum(one.score for one in within) / len(within)
            right = sum(one.code in one.case.codes for one in within) / len(within)
            console.print(f"  {low:g}-{min(high, 1):g}: {len(within)}, mean {mean:.3f}, {right:.3f} right")


def _share(judged: Sequence[Judged]) -> str:
    return f"{100 * sum(one.is_right for one in judged) / max(1, len(judged)):.1f} %"


if __name__ == "__main__":
    main()
