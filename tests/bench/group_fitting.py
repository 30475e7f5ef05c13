"""
Fits the weights by which titles get groups on the half of the cases set apart, and writes them.

Run with ``python -m tests.bench.group_fitting HOME``, where HOME has a release of the national sources. Those of
``graph/coding/evidence/group_weights.toml`` are fitted on the codes in question of every case, those of
``first_weights.toml`` on the first code of every case, by weights that were fitted on other parts, and those of
``stated_weights.toml`` on the codes that sources state for exactly the name of a case. Newton's method; a small
penalty keeps weights near zero.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.coding.coder import Coder
from graph.coding.evidence import first_chance, group_features, stated_chance
from graph.coding.evidence.group_chances import find_firsts, rank_codes, weigh
from graph.coding.evidence.nearest_names import OWN_CODES
from graph.coding.evidence.recognised import Recognised
from graph.coding.evidence.signals import GroupEvidence
from graph.coding.evidence.ways import OWN_NAME
from graph.coding.recognition import recognise
from graph.coding.stated_groups import find_stated
from graph.coding.title_names import Read
from graph.reading.release import Releases
from graph.search.index import open_index
from tests.bench.group_cases import BY_HAND, IN_ENGLISH, IN_ESCO, LISTED, NEW, NOISE, PARTS, TAKEN_OUT, Cases, GroupCase

# How much a case counts: names that no catalogue has are rare here, and the first fit is for them.
_COUNTS = {NEW: 15.0, LISTED: 1.5, TAKEN_OUT: 1.5, NOISE: 0.3, BY_HAND: 1.0, IN_ENGLISH: 3.0, IN_ESCO: 1.0}
_FIRST_COUNTS = {NEW: 10.0, LISTED: 1.0, TAKEN_OUT: 2.5, NOISE: 1.0, BY_HAND: 2.0, IN_ENGLISH: 4.0, IN_ESCO: 4.0}
# The group of a name with noise is right by definition, that of Nav's names is what others make of the register. The
# seven English titles that the register lists say little of it, whatever they count elsewhere.
_STATED_COUNTS = {**_FIRST_COUNTS, NOISE: 0.3, IN_ENGLISH: 0.0, IN_ESCO: 0.0}
_ROUNDS, _HELD, _FIRST_HELD = 25, 1.0, 2.0
_Floats = npt.NDArray[np.float64]


class StatedCase(NamedTuple):
    """A group that sources state for exactly the name of a case: its features, whether it is right, and the sort."""

    features: tuple[float, ...]
    is_right: bool
    sort: str


class Block(NamedTuple):
    """The evidence on the cases of one part in one classification, with the codes right for each and its sort."""

    evidence: GroupEvidence
    recognised: Sequence[Recognised]
    right: Sequence[frozenset[str]]
    sorts: Sequence[str]
    part: int
    stated: Sequence[StatedCase]


def collect(home: Path) -> list[Block]:
    """Return the blocks to fit on, of both classifications."""
    index = open_index(Releases(home).current().folder)
    cases = Cases(index)
    found: list[Block] = []
    for part in range(PARTS):
        without, held = cases.part(part)
        coder = without.coder(index, OWN_CODES)
        reader = coder.groups.signals
        for kind in OWN_CODES:
            fitting = [case for case in held if case.is_fitting and kind in case.groups]
            read = [coder.names.read(case.written) for case in fitting]
            recognised = [recognise(coder.routes, one.candidates, one.score, one.english) for one in read]
            signals = reader.read([case.written for case in fitting])
            evidence = reader.gather(kind, signals, recognised)
            right, sorts = [case.groups[kind] for case in fitting], [case.sort for case in fitting]
            stated = [*starmap(partial(_find_stated, coder, kind), zip(fitting, read, strict=True))]
            found.append(Block(evidence, recognised, right, sorts, part, [one for one in stated if one]))
    return found


def _find_stated(coder: Coder, kind: str, case: GroupCase, read: Read) -> StatedCase | None:
    best = next(iter(read.candidates), None)
    if best is None or best.how not in OWN_NAME:
        return None
    same = [coder.routes.things[one.known.thing] for one in read.candidates if one.folded == best.folded]
    if (stated := find_stated(coder.routes, kind, same)) is None:
        return None
    features = stated_chance.stated_features(coder.groups.editions, kind, stated.code, stated.other)
    return StatedCase(features, stated.code in case.groups[kind], case.sort)


def fit_groups(blocks: Sequence[Block]) -> _Floats:
    """Return the weights that make the right codes of *blocks* likeliest."""
    values = np.vstack([group_features.features(block.evidence.signs) for block in blocks])
    right, counts = [], []
    for block in blocks:
        for title, code in zip(block.evidence.titles.tolist(), block.evidence.codes, strict=True):
            right.append(code in block.right[title])
            counts.append(_COUNTS[block.sorts[title]])
    return _fit(values, np.array(right, float), np.array(counts), _HELD)


def fit_firsts(blocks: Sequence[Block]) -> _Floats:
    """Return the weights that make the first codes of *blocks* likeliest, each by weights of the other parts."""
    values, right, counts = [], [], []
    for part in range(PARTS):
        weights = fit_groups([block for block in blocks if block.part != part])
        for block in blocks:
            if block.part == part:
                ranked = rank_codes(block.evidence, weigh(block.evidence, weights), len(block.right))
                values.append(first_chance.first_features(find_firsts(block.evidence, ranked, block.recognised)))
                for title in np.flatnonzero(np.diff(ranked.begin)).tolist():
                    code = block.evidence.codes[ranked.places[ranked.begin[title]]]
                    right.append(code in block.right[title])
                    counts.append(_FIRST_COUNTS[block.sorts[title]])
    return _fit(np.vstack(values), np.array(right, float), np.array(counts), _FIRST_HELD)


def fit_stated(blocks: Sequence[Block]) -> _Floats:
    """Return the weights that make the groups likeliest that are stated for exactly the name."""
    cases = [case for block in blocks for case in block.stated]
    values, right = np.array([case.features for case in cases]), np.array([case.is_right for case in cases], float)
    return _fit(values, right, np.array([_STATED_COUNTS[case.sort] for case in cases]), _HELD)


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
    """Write the files of weights."""
    blocks = collect(Path(sys.argv[1]))
    for module, fit in ((group_features, fit_groups), (first_chance, fit_firsts), (stated_chance, fit_stated)):
        weights = dict(zip(module.FEATURES, fit(blocks).tolist(), strict=True))
        name = f"{module.__name__.rpartition('.')[2]}.py"
        module.PATH.write_text("\n".join([*write(name, weights), ""]), "utf-8")


if __name__ == "__main__":
    main()
