"""
Fits the weights of ``graph/coding/evidence/group_features.py`` on the half of the cases set apart, and prints them.

Run with ``python -m tests.bench.group_fitting HOME > graph/coding/evidence/group_weights.toml``, where HOME has a
release of the national sources. Newton's method, on the codes in question of every case; a small penalty
keeps weights near zero.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph.coding.evidence.group_features import FEATURES, features
from graph.coding.evidence.nearest_names import OWN_CODES
from graph.coding.recognition import recognise
from graph.reading.release import Releases
from graph.search.index import open_index
from tests.bench.group_cases import BY_HAND, LISTED, NEW, NOISE, PARTS, TAKEN_OUT, Cases

# How much a case counts: names that no catalogue has are rare here, and the fit is for them.
_COUNTS = {NEW: 15.0, LISTED: 1.5, TAKEN_OUT: 1.5, NOISE: 0.3, BY_HAND: 1.0}
_ROUNDS, _HELD = 25, 1.0
_Floats = npt.NDArray[np.float64]
# The features of a code of one case, whether it is right, and how much the case counts.
Point = tuple[tuple[float, ...], bool, float]


def collect(home: Path) -> list[Point]:
    """Return the points to fit on, of both classifications."""
    index = open_index(Releases(home).current().folder)
    cases = Cases(index)
    found: list[Point] = []
    for part in range(PARTS):
        without, held = cases.part(part)
        coder = without.coder(index, OWN_CODES)
        fitting = [case for case in held if case.is_fitting]
        for case, heard in zip(fitting, coder.groups.hear([case.written for case in fitting]), strict=True):
            recognised = recognise(coder.routes, *coder.match(case.written))
            for kind in filter(case.groups.__contains__, OWN_CODES):
                right = case.groups[kind]
                codes, signs = coder.groups.evidence(kind, heard, recognised)
                if codes:
                    pairs = zip(codes, map(tuple, features(signs).tolist()), strict=True)
                    found += [(values, code in right, _COUNTS[case.sort]) for code, values in pairs]
    return found


def fit(points: list[Point]) -> _Floats:
    """Return the weights that make *points* likeliest."""
    values, right, counts = (np.array(column, float) for column in zip(*points, strict=True))
    weights = np.zeros(values.shape[1])
    for _ in range(_ROUNDS):
        sure = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (right - sure)) - _HELD * weights
        curve = (values * (counts * sure * (1 - sure))[:, None]).T @ values + _HELD * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def write(weights: _Floats) -> Iterator[str]:
    """Yield the lines of the file of weights."""
    yield "# The weights of group_features.py, as python -m tests.bench.group_fitting HOME prints them."
    yield from (f'"{feature}" = {weight:.4f}' for feature, weight in zip(FEATURES, weights, strict=True))


def main() -> None:
    """Print the fitted weights."""
    print(*write(fit(collect(Path(sys.argv[1])))), sep="\n")  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
