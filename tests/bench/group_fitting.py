"""
Fits the weights by which titles get groups on the half of the cases set apart, and writes them.

Run with ``python -m tests.bench.group_fitting HOME``, where HOME has a release of the national sources. Those of
``graph/coding/evidence/group_weights.toml`` are fitted on the codes in question of every case, those of
``first_weights.toml`` on the first code of every case, by weights that were fitted on other parts. Newton's method; a
small penalty keeps weights near zero.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.coding.evidence import first_chance, group_features
from graph.coding.evidence.group_chances import GroupEvidence, find_first, rank_codes
from graph.coding.evidence.nearest_names import OWN_CODES
from graph.coding.evidence.recognised import Recognised
from graph.coding.recognition import recognise
from graph.reading.release import Releases
from graph.search.index import open_index
from tests.bench.group_cases import BY_HAND, IN_ENGLISH, IN_ESCO, LISTED, NEW, NOISE, PARTS, TAKEN_OUT, Cases

# How much a case counts: names that no catalogue has are rare here, and the first fit is for them.
_COUNTS = {NEW: 15.0, LISTED: 1.5, TAKEN_OUT: 1.5, NOISE: 0.3, BY_HAND: 1.0, IN_ENGLISH: 3.0, IN_ESCO: 1.0}
_FIRST_COUNTS = {NEW: 10.0, LISTED: 1.0, TAKEN_OUT: 2.5, NOISE: 1.0, BY_HAND: 2.0, IN_ENGLISH: 4.0, IN_ESCO: 4.0}
_ROUNDS, _HELD, _FIRST_HELD = 25, 1.0, 2.0
_Floats = npt.NDArray[np.float64]


class Point(NamedTuple):
    """The evidence on a case in one classification, the codes right for it, and its sort and part."""

    evidence: GroupEvidence
    recognised: Recognised
    right: frozenset[str]
    sort: str
    part: int


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
            recognised = recognise(coder.routes, *coder.names.read(case.written))
            for kind in filter(case.groups.__contains__, OWN_CODES):
                evidence = coder.groups.evidence(kind, heard, recognised)
                if evidence.codes:
                    found.append(Point(evidence, recognised, case.groups[kind], case.sort, part))
    return found


def fit_groups(points: Sequence[Point]) -> _Floats:
    """Return the weights that make the codes of *points* likeliest."""
    values = np.vstack([group_features.features(point.evidence.signs) for point in points])
    right = [code in point.right for point in points for code in point.evidence.codes]
    counts = [_COUNTS[point.sort] for point in points for _ in point.evidence.codes]
    return _fit(values, np.array(right, float), np.array(counts), _HELD)


def fit_firsts(points: Sequence[Point]) -> _Floats:
    """Return the weights that make the first codes of *points* likeliest, each by weights of the other parts."""
    firsts, right, counts = [], [], []
    for part in range(PARTS):
        weights = fit_groups([point for point in points if point.part != part])
        for point in points:
            if point.part == part:
                sums = (group_features.features(point.evidence.signs) * weights).sum(axis=1)
                ranked = rank_codes(point.evidence, (1 / (1 + np.exp(-sums))).tolist())
                firsts.append(find_first(point.evidence, ranked, point.recognised))
                right.append(ranked[0][0] in point.right)
                counts.append(_FIRST_COUNTS[point.sort])
    return _fit(first_chance.first_features(firsts), np.array(right, float), np.array(counts), _FIRST_HELD)


def _fit(values: _Floats, right: _Floats, counts: _Floats, held: float) -> _Floats:
    weights = np.zeros(values.shape[1])
    for _ in range(_ROUNDS):
        sure = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (right - sure)) - held * weights
        curve = (values * (counts * sure * (1 - sure))[:, None]).T @ values + held * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def write(module: str, weights: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the file of weights of *module*."""
    yield f"# The weights of {module}, as python -m tests.bench.group_fitting HOME writes them."
    yield from starmap('"{}" = {:.4f}'.format, weights.items())


def main() -> None:
    """Write both files of weights."""
    points = collect(Path(sys.argv[1]))
    for module, fit in ((group_features, fit_groups), (first_chance, fit_firsts)):
        weights = dict(zip(module.FEATURES, fit(points).tolist(), strict=True))
        name = f"{module.__name__.rpartition('.')[2]}.py"
        module.PATH.write_text("\n".join([*write(name, weights), ""]), "utf-8")


if __name__ == "__main__":
    main()
