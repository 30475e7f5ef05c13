"""Fits the model by which titles get groups, with the names of a release that have codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from ..coding.evidence.both_editions import BothEditions
from ..coding.evidence.group_classifier import GroupClassifier
from ..coding.evidence.group_model import GroupModel
from ..coding.evidence.head_ranks import count_ranks
from ..coding.evidence.nearest_names import OWN_CODES, CodedName, NearestNames, index_names

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# With fewer names there is nothing to generalise from, and the nearest names alone decide.
FEWEST_NAMES = 1000
_FEWEST_HOLDERS = 2
# Between two groups the solver fits one hyperplane, not one for each.
_FEWEST_GROUPS = 3
# A group reached from the other edition teaches only where most names of that code agree.
_LEAST_SHARE = 0.5
_MOST_BYTE = 127
# The cost of a name on the wrong side of its hyperplane. In the half for fitting, 3 to 5 find one to two in a hundred
# more groups of unlisted names and of titles by hand than 1 does, and 10 no more.
_COST = 4.0
# With more names than a national release has, the hyperplane of a group is fitted with the nearest others alone: with
# all of them the time would grow with the square. With 3,000 of 8,400, the same group comes first for 996 of 1,000
# titles.
_MOST_LESSONS = 10_000
_NEAREST_OTHERS = 3_000


def fit_model(names: Iterable[CodedName]) -> GroupModel:
    """Return the model of *names*; it has a classifier where there are at least a thousand, in several groups."""
    nearest = index_names(names)
    classifier = fit_classifier(nearest) if len(nearest.names) >= FEWEST_NAMES else None
    return GroupModel(nearest, classifier, count_ranks(nearest.names))


def fit_classifier(nearest: NearestNames) -> GroupClassifier | None:
    """
    Return a linear support vector machine for each group, over the features that several names share.

    A classification with fewer than three groups gets none.
    """
    editions = BothEditions(nearest.names)
    lessons = {kind: list(_lessons(kind, nearest.names, editions)) for kind in OWN_CODES}
    if any(len({group for _, group, _ in taught}) < _FEWEST_GROUPS for taught in lessons.values()):
        return None
    matrix = nearest.matrix()
    holders = np.diff(matrix.tocsc().indptr)
    kept = np.flatnonzero(holders >= _FEWEST_HOLDERS)
    matrix = matrix[:, kept]
    codes: dict[str, list[str]] = {}
    planes: list[_Hyperplane] = []
    for kind, taught in lessons.items():
        places, groups, counts = (list(column) for column in zip(*taught, strict=True))
        codes[kind] = sorted(set(groups))
        planes.extend(_separate(matrix[places], np.array(groups), np.array(counts)))
    rows = np.full(len(holders), -1, np.int32)
    rows[kept] = np.arange(len(kept))
    return GroupClassifier(
        codes, rows, np.column_stack([one.weights for one in planes]),
        np.array([one.scale for one in planes], np.float32), np.array([one.intercept for one in planes], np.float32),
    )  # fmt: skip


class _Hyperplane(NamedTuple):
    """The hyperplane of a group: its weights by feature, to be multiplied by the scale, and its intercept."""

    weights: npt.NDArray[np.int8]
    scale: float
    intercept: float


def _separate(
    names: csr_matrix, groups: npt.NDArray[np.str_], counts: npt.NDArray[np.float64]
) -> Iterator[_Hyperplane]:
    """Yield the hyperplane of each of *groups*, sorted, over the features of *names*, which have a row each."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - slow to import, and only large releases need it

    solver = LinearSVC(C=_COST, tol=0.03, random_state=0)
    if len(groups) <= _MOST_LESSONS:
        fitted = solver.fit(names, groups, sample_weight=counts)
        yield from map(_pack, fitted.coef_, fitted.intercept_)
        return
    for code in np.unique(groups):
        taught = _nearest_lessons(names, groups == code)
        fitted = solver.fit(names[taught], groups[taught] == code, sample_weight=counts[taught])
        yield _pack(fitted.coef_[0], fitted.intercept_[0])


def _nearest_lessons(names: csr_matrix, own: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """
    Return the places of the names of a group, its *own*, and of the other names that share most features with them.

    Names that share nothing with a group hardly move its hyperplane.
    """
    shared = names @ np.asarray(names[own].sum(axis=0)).ravel()
    others = np.flatnonzero(~own)
    nearest = others[np.argsort(-shared[others], kind="stable")[:_NEAREST_OTHERS]]
    return np.sort(np.concatenate([np.flatnonzero(own), nearest]))


def _pack(weights: npt.NDArray[np.float64], intercept: float) -> _Hyperplane:
    """Return a hyperplane with its *weights* as bytes, an eighth of their size: all groups together are large."""
    scale = np.abs(weights).max() / _MOST_BYTE or 1.0
    return _Hyperplane(np.rint(weights / scale).astype(np.int8), float(scale), float(intercept))


def _lessons(kind: str, names: Sequence[CodedName], editions: BothEditions) -> Iterable[tuple[int, str, float]]:
    """Yield the place of each name with a group of *kind*, its likeliest group, and how much the name counts."""
    for place, name in enumerate(names):
        found, share = editions.codes(kind, name)
        if found:
            code = max(found, key=lambda one: (found[one], one))
            if share == 1.0:
                yield place, code, 1.0
            elif found[code] >= _LEAST_SHARE:
                yield place, code, share * found[code]
