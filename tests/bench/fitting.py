"""
Fits the numbers of ``graph/coding/confidence.py`` on the half of the titles set apart for that.

Run with ``python -m tests.bench.fitting [SIZE]``. Unlisted names are rare here, so titles are taken out of the
index six times over and count five times, and those of advertisements and payrolls twice. Each of five parts of the
occupation groups is also judged by the fit on the four others: those are the shares printed, score by score.
"""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Console

from graph.coding.confidence import features
from tests.bench.coding import (
    FITTING,
    MESSY,
    Case,
    Ours,
    advertised,
    in_fitting_half,
    make_cases,
    read_catalogue,
    take_out,
)

_SEED, _TIMES, _PARTS, _ROUNDS = "fitting", 6, 5, 30
# How much a case counts beside a listed title with noise.
_BY_HAND, _TAKEN_OUT = 2.0, 5.0
_BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
console = Console(width=150)


@dataclass(frozen=True)
class Point:
    """The answer to a case: its way, its signs of confidence (1 first), whether it is right, and its weight."""

    how: str
    values: tuple[float, ...]
    is_right: bool
    weight: float
    part: int
    is_listed: bool


def judge(ours: Ours, cases: Sequence[Case], weight: float, *, is_listed: bool) -> Iterator[Point]:
    """Yield a point for each case that anything is found for."""
    for case in cases:
        if candidates := ours.candidates(case.written):
            how, values = features(candidates)
            is_right = case.place([ours.title(candidates[0])]) == 0
            part = hashlib.sha256(min(case.codes, default="")[:4].encode()).digest()[0] % _PARTS
            yield Point(how, (1.0, *values), is_right, weight, part, is_listed)


def collect(size: int) -> list[Point]:
    """Return all points to fit on."""
    titles = read_catalogue()
    ours = Ours(titles)
    messy = [case for case in advertised(MESSY) if in_fitting_half(case.written)]
    points = [*judge(ours, [*advertised(FITTING), *messy], _BY_HAND, is_listed=True)]
    for _, cases in make_cases(titles, f"{_SEED}-1", size, fitting=True):
        points += judge(ours, cases, 1.0, is_listed=True)
    for time in range(_TIMES):
        left, out = take_out(titles, f"{_SEED}-{time}", fitting=True)
        points += judge(Ours(left), out, _TAKEN_OUT, is_listed=False)
    return points


def fit(points: Sequence[Point]) -> list[float]:
    """Return the weights that make *points* most likely, by Newton's way, held a little towards nothing."""
    width = len(points[0].values)
    weights = [0.0] * width
    for _ in range(_ROUNDS):
        slope = [-weight for weight in weights]
        curve = [[float(row == column) for column in range(width)] for row in range(width)]
        for point in points:
            sure = chance(weights, point)
            bend = point.weight * sure * (1 - sure)
            for row, value in enumerate(point.values):
                slope[row] += point.weight * (point.is_right - sure) * value
                for column, other in enumerate(point.values):
                    curve[row][column] += bend * value * other
        weights = [weight + step for weight, step in zip(weights, _solve(curve, slope), strict=True)]
    return weights


def chance(weights: Sequence[float], point: Point) -> float:
    """Return how sure *weights* are of a point."""
    return 1 / (1 + math.exp(-sum(map(float.__mul__, weights, point.values))))


def _solve(matrix: list[list[float]], wanted: list[float]) -> list[float]:
    """Return the vector that *matrix*, symmetric and without zeros on its diagonal, takes to *wanted*."""
    rows = [[*row, value] for row, value in zip(matrix, wanted, strict=True)]
    for place, row in enumerate(rows):
        for other in rows:
            if other is not row:
                share = other[place] / row[place]
                other[:] = [value - share * mine for value, mine in zip(other, row, strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


def main() -> None:
    """Print the weights of each way, and how often titles taken out were right at each score."""
    points = collect(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    for how in sorted({point.how for point in points}):
        mine = [point for point in points if point.how == how]
        console.print(f"{how}: ({', '.join(f'{weight:.2f}' for weight in fit(mine))}), {len(mine)} cases")
        for is_listed in (True, False):
            judged = [
                (chance(weights, point), point.is_right)
                for part in range(_PARTS)
                if (others := [point for point in mine if point.part != part])
                for weights in [fit(others)]
                for point in mine
                if point.part == part and point.is_listed == is_listed
            ]
            for low, high in pairwise(_BOUNDS):
                if within := [pair for pair in judged if low <= pair[0] < high]:
                    mean, right = (sum(column) / len(within) for column in zip(*within, strict=True))
                    listed = "listed" if is_listed else "taken out"
                    console.print(f"  {listed}, {low:g}-{min(high, 1):g}: {len(within)}, {mean:.3f}, {right:.3f} right")


if __name__ == "__main__":
    main()
