"""
Signals for the groups of many titles at once.

Near names, the rules, the classifier and English names each give chances to some codes: a matrix each, with a row for a
title and a column for a code. The candidates of a title are the likeliest codes of each matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import add
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .both_editions import BothEditions, Chances
from .code_columns import CodeColumns, index_codes
from .group_features import SIGNS, SIGNS_OF_CODE
from .group_model import GroupModel
from .nearest_names import OWN_CODES
from .recognised import Recognised
from .ways import CALLED, FOLDED, SAME, STEMS, WITHIN

_SEARCHED, _WEIGHED = 40, 15
# The weight of a near name is exp(_STEEP · cosine) - 1.
_STEEP = 8.0
_COSINE_BY_OTHER = 0.9
_OF_NAMES, _OF_RULES, _OF_CLASSIFIER, _OF_ENGLISH = 8, 5, 8, 8
_SAME_WAYS = (SAME, FOLDED, STEMS)
_LEAST_COSINE = 0.2
# A slip of the pen leaves nearly all letters as they were; the power sets that apart from another word.
_SPELT = 8
# The first digits of codes, and a place for a code that begins otherwise.
_DIGITS = "0123456789-"
_Floats = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.intp]


class GroupEvidence(NamedTuple):
    """
    The candidate codes of some titles, in order of these and of the codes.

    ``titles`` has the place of the title of each candidate, ``signs`` a row of signals (named in ``group_features``).
    """

    titles: _Places
    codes: list[str]
    signs: _Floats


class TitleSignals(NamedTuple):
    """
    Signals of some titles from the model of a release.

    ``counts`` has the number of near names of each title, ``numbers`` and ``cosines`` those names, the nearest of a
    title first. ``classified`` are the classifier's chances by classification (titles × its codes), ``ranks`` the
    shares of the major groups among names with the same head (titles × first digits).
    """

    counts: _Places
    numbers: _Places
    cosines: _Floats
    classified: Mapping[str, _Floats]
    ranks: _Floats


class SignalReader:
    """Reads signals from the *model* of a release; *editions* has the codes that its names have together."""

    def __init__(self, model: GroupModel, editions: BothEditions) -> None:
        self._model = model
        self._editions = editions
        self._columns = {kind: index_codes(kind, model, editions) for kind in OWN_CODES}

    def read(self, titles: Sequence[str]) -> TitleSignals:
        """Return the signals of *titles*; without near names where even the nearest one is too far away."""
        nearest, classifier, ranks = self._model
        vectors = [nearest.read(title) for title in titles]
        near = [
            (numbers, cosines) if cosines.max(initial=0.0) >= _LEAST_COSINE else (numbers[:0], cosines[:0])
            for numbers, cosines in nearest.nearest_all(vectors, _SEARCHED)
        ]
        of_heads = [ranks.find(vector.head) for vector in vectors]
        return TitleSignals(
            np.array([len(numbers) for numbers, _ in near], np.intp),
            np.concatenate([np.zeros(0, np.intp), *(numbers for numbers, _ in near)]),
            np.concatenate([np.zeros(0), *(cosines for _, cosines in near)]),
            classifier.chances(vectors) if classifier else {},
            np.array([[shares.get(digit, 0.0) for digit in _DIGITS] for shares in of_heads]).reshape(-1, len(_DIGITS)),
        )

    def gather(self, kind: str, signals: TitleSignals, recognised: Sequence[Recognised]) -> GroupEvidence:
        """Return the candidate codes of *kind* for titles with these *signals*, and *recognised* so by the rules."""
        by_rules = [one.chances.get(kind, {}) for one in recognised]
        english = [self._in(kind, one.english.shares, add) for one in recognised]
        known = self._columns[kind].widen(chain(*by_rules, *english))
        names, cosines = _count(known, signals)
        rules = known.spread(by_rules)
        # In a release without a classifier, the near names take its place.
        guess = known.place(signals.classified[kind]) if signals.classified else names
        best = [_best(names, _OF_NAMES), _best(rules, _OF_RULES), _best(guess, _OF_CLASSIFIER)]
        is_english = any(english)
        if is_english:
            spoken = known.spread(english)
            best.append(_best(spoken, _OF_ENGLISH))
        places = np.unique(np.concatenate(best))
        if not len(places):
            return GroupEvidence(places, [], np.zeros((0, SIGNS)))
        titles, columns = np.divmod(places, len(known.codes))
        signs = np.zeros((SIGNS, len(places)))
        signs[0], signs[1], signs[2], signs[3] = (one.take(places) for one in (names, rules, guess, cosines))
        signs[4], first_by_names = _lead(names, titles, columns, signs[0])
        signs[5], first_by_rules = _lead(rules, titles, columns, signs[1])
        signs[6], _ = _lead(guess, titles, columns, signs[2])
        signs[7] = first_by_names & first_by_rules
        signs[8] = signals.ranks[titles, known.digits[columns]]
        if is_english:
            near = known.spread([self._in(kind, one.english.cosines, max) for one in recognised])
            signs[9], signs[10] = spoken.take(places), near.take(places)
            signs[11], _ = _lead(spoken, titles, columns, signs[9])
        signs[SIGNS_OF_CODE] = cosines.max(axis=1, initial=0.0)[titles]
        signs[SIGNS_OF_CODE + 1 :] = np.array([_of_title(one) for one in recognised], float)[titles].T
        return GroupEvidence(titles, [known.codes[column] for column in columns.tolist()], signs.T)

    def _in(self, kind: str, of_styrk08: Chances, join: Callable[[float, float], float]) -> Chances:
        """Return numbers of groups of STYRK-08 as those of *kind*, by the names that have groups of both."""
        if kind == "styrk08" or not of_styrk08:
            return of_styrk08
        found: dict[str, float] = {}
        for code, number in of_styrk08.items():
            for other, part in self._editions.beside(kind, code).items():
                found[other] = join(found.get(other, 0.0), number * part)
        return found


def _of_title(one: Recognised) -> tuple[float, ...]:
    """Return the signals of a title that its near names do not give."""
    return (
        one.score, one.letters**_SPELT, one.how in _SAME_WAYS, one.how == WITHIN, one.how == CALLED,
        bool(one.english.shares),
    )  # fmt: skip


def _count(known: CodeColumns, signals: TitleSignals) -> tuple[_Floats, _Floats]:
    """Return each code's share of the weight of near names, and the cosine of the nearest with it (titles × codes)."""
    size = len(signals.counts), len(known.codes)
    titles = np.repeat(np.arange(len(signals.counts)), signals.counts)
    has_any = known.counts[signals.numbers] > 0
    titles, numbers, cosines = titles[has_any], signals.numbers[has_any], signals.cosines[has_any]
    counts = np.bincount(titles, minlength=size[0])
    is_weighed = np.arange(len(titles)) - np.repeat(np.cumsum(counts) - counts, counts) < _WEIGHED
    titles, numbers, cosines = titles[is_weighed], numbers[is_weighed], cosines[is_weighed]
    spans, shares = known.counts[numbers], known.shares[numbers]
    ends = np.cumsum(spans)
    own = np.arange(len(titles) and ends[-1]) + np.repeat(known.starts[numbers] - (ends - spans), spans)
    places = np.repeat(titles, spans) * size[1] + known.columns[own]
    gained = known.parts[own] * np.repeat(shares * (np.exp(_STEEP * cosines) - 1), spans)
    weights = np.bincount(places, gained, size[0] * size[1]).reshape(size)
    nearest = np.zeros(size[0] * size[1])
    np.maximum.at(nearest, places, np.repeat(np.where(shares == 1, cosines, cosines * _COSINE_BY_OTHER), spans))
    whole = weights.sum(axis=1, keepdims=True)
    return weights / np.where(whole, whole, 1.0), nearest.reshape(size)


def _best(chances: _Floats, most: int) -> _Places:
    """Return the places of the *most* greatest of each row of *chances*, without zeros; ties go by place."""
    places = np.flatnonzero(chances)
    rows = places // max(1, chances.shape[1])
    order = np.lexsort((-chances.take(places), rows))
    ranks = np.arange(len(places)) - np.searchsorted(rows, rows)
    best: _Places = places[order[ranks < most]]
    return best


def _lead(chances: _Floats, titles: _Places, columns: _Places, values: _Floats) -> tuple[_Floats, _Flags]:
    """
    Return how far each of the *values* is before the best of the others of its row, and whether it is the first.

    They stand in *chances* at *titles* and *columns*; the lead is negative where a value trails.
    """
    every = np.arange(len(chances))
    places = chances.argmax(axis=1)
    first = chances[every, places]
    others = chances.copy()
    others[every, places] = 0
    second = others.max(axis=1)
    is_first = (columns == places[titles]) & (first[titles] > 0)
    return values - np.where(is_first, second[titles], first[titles]), is_first
