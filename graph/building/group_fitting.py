"""Fits the model by which titles get groups, with the names of a release that have codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..coding.evidence.both_editions import BothEditions
from ..coding.evidence.group_classifier import GroupClassifier
from ..coding.evidence.group_model import GroupModel
from ..coding.evidence.head_ranks import count_ranks
from ..coding.evidence.nearest_names import OWN_CODES, CodedName, NearestNames, index_names

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
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - slow to import, and only large releases need it

    editions = BothEditions(nearest.names)
    lessons = {kind: list(_lessons(kind, nearest.names, editions)) for kind in OWN_CODES}
    if any(len({group for _, group, _ in taught}) < _FEWEST_GROUPS for taught in lessons.values()):
        return None
    matrix = nearest.matrix()
    holders = np.diff(matrix.tocsc().indptr)
    kept = np.flatnonzero(holders >= _FEWEST_HOLDERS)
    matrix = matrix[:, kept]
    codes: dict[str, list[str]] = {}
    weights, intercepts = [], []
    for kind, taught in lessons.items():
        places, groups, counts = (list(column) for column in zip(*taught, strict=True))
        fitted = LinearSVC(C=_COST, tol=0.03, random_state=0).fit(matrix[places], groups, sample_weight=counts)
        codes[kind] = [str(code) for code in fitted.classes_]
        weights.append(fitted.coef_.T)
        intercepts.append(fitted.intercept_)
    columns = np.hstack(weights)
    scales = np.abs(columns).max(axis=0) / _MOST_BYTE
    rows = np.full(len(holders), -1, np.int32)
    rows[kept] = np.arange(len(kept))
    return GroupClassifier(
        codes, rows, np.rint(columns / scales).astype(np.int8), scales.astype(np.float32),
        np.concatenate(intercepts).astype(np.float32),
    )  # fmt: skip


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
