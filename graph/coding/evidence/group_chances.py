"""
The chance of each group of STYRK-98 and STYRK-08 to be that of a title.

Four witnesses are heard: the names nearest to the title, a linear classifier fitted with all names, the rules by which
a name of a title or an occupation is recognised, and English names where the title is English. A logistic regression,
fitted on both classifications together, weighs them (``group_weights.toml``); a second one tells the chance of the
first group (``first_chance``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import add, itemgetter
from typing import NamedTuple

import numpy as np

from .both_editions import BothEditions, Chances
from .first_chance import First, first_chances
from .group_features import features, load_weights
from .group_model import GroupModel
from .nearest_names import OWN_CODES
from .recognised import Recognised
from .ways import CALLED, FOLDED, SAME, STEMS, WITHIN

_SEARCHED, _HEARD = 40, 15
# The weight of a near name is exp(_STEEP · cosine) - 1.
_STEEP = 8.0
_COSINE_BY_OTHER = 0.9
_OF_NAMES, _OF_RULES, _OF_CLASSIFIER, _OF_ENGLISH = 8, 5, 8, 8
_SAME_WAYS = (SAME, FOLDED, STEMS)
_SILENT = (0.0, 0.0, 0.0)
_LEAST_COSINE = 0.2
# A slip of the pen leaves nearly all letters as they were; the power sets that apart from another word.
_SPELT = 8
# A classification this sure of its first group rules out the groups of the other that no name has together with it.
_SURE = 0.75


class GroupEvidence(NamedTuple):
    """
    The candidate codes, and for each of them the signals from which ``features`` are computed.

    The signals, in order: chances by names, rules and classifier, cosine, lead by each of the three, being first by
    names and rules, rank of the head, share, cosine and lead by English names; then those of the title: best cosine,
    score, letters, same name, name within, everyday name, in English.
    """

    codes: list[str]
    signs: list[tuple[float, ...]]


class Heard(NamedTuple):
    """
    Evidence on a title: the numbers and cosines of the nearest names, and the classifier's chances by classification.

    ``ranks`` are the shares of the major groups among titles with the same head, by first digit.
    """

    near: Sequence[tuple[int, float]]
    classified: Mapping[str, Chances]
    ranks: Chances


class GroupChances:
    """The chances of groups by the *model* of a release; safe to share between threads."""

    def __init__(self, model: GroupModel) -> None:
        self._model = model
        self._editions = BothEditions(model.nearest.names)
        self._codes: dict[str, dict[int, tuple[Chances, float]]] = {kind: {} for kind in OWN_CODES}

    @property
    def is_of_many_names(self) -> bool:
        """Whether there were names enough to fit a classifier with."""
        return self._model.classifier is not None

    def find(self, titles: Sequence[str], recognised: Sequence[Recognised]) -> list[dict[str, list[tuple[str, float]]]]:
        """Return for each of *titles*, by classification, its codes with chances (in 0-1, summing to at most 1)."""
        heard = self.hear(titles)
        by_kind = {kind: self._weigh(kind, heard, recognised) for kind in OWN_CODES}
        return [
            self._reconcile(dict(zip(by_kind, found, strict=True))) for found in zip(*by_kind.values(), strict=True)
        ]

    def hear(self, titles: Sequence[str]) -> list[Heard]:
        """Return the evidence on each of *titles*; without near names where even the nearest one is too far away."""
        nearest, classifier, ranks = self._model
        vectors = [nearest.read(title) for title in titles]
        every = nearest.nearest_all(vectors, _SEARCHED)
        classified = classifier.chances(vectors) if classifier else [{} for _ in vectors]
        return [
            Heard(
                near if near and near[0][1] >= _LEAST_COSINE else [],
                chances if vector.numbers else {},
                ranks.find(vector.head),
            )
            for vector, near, chances in zip(vectors, every, classified, strict=True)
        ]

    def evidence(self, kind: str, heard: Heard, recognised: Recognised) -> GroupEvidence:
        """Return the candidate codes of *kind* from names, rules and classifier, with their signals."""
        by_names, cosines = self._count(kind, heard.near)
        by_rules = recognised.chances.get(kind, {})
        # In a release without a classifier, the near names speak for it as well.
        classified = heard.classified.get(kind, by_names)
        english = recognised.english
        in_english, near = self._in(kind, english.shares, add), self._in(kind, english.cosines, max)
        codes = list(dict.fromkeys([
            *_best(by_names, _OF_NAMES), *_best(by_rules, _OF_RULES), *_best(classified, _OF_CLASSIFIER),
            *_best(in_english, _OF_ENGLISH),
        ]))  # fmt: skip
        leads = _Lead(by_names), _Lead(by_rules), _Lead(classified)
        of_title = (
            max(cosines.values(), default=0.0), recognised.score, recognised.letters**_SPELT,
            recognised.how in _SAME_WAYS, recognised.how == WITHIN, recognised.how == CALLED, bool(english.shares),
        )  # fmt: skip
        signs: list[tuple[float, ...]] = []
        for code in codes:
            names, rules, guess = by_names.get(code, 0.0), by_rules.get(code, 0.0), classified.get(code, 0.0)
            signs.append((
                names, rules, guess, cosines.get(code, 0.0),
                leads[0].of(code, names), leads[1].of(code, rules), leads[2].of(code, guess),
                leads[0].code == code == leads[1].code, heard.ranks.get(code[0], 0.0),
                *(_in_english(code, in_english, near) if in_english else _SILENT), *of_title,
            ))  # fmt: skip
        return GroupEvidence(codes, signs)

    def _in(self, kind: str, of_styrk08: Chances, join: Callable[[float, float], float]) -> Chances:
        """Return numbers of groups of STYRK-08 as those of *kind*, by the names that have groups of both."""
        if kind == "styrk08" or not of_styrk08:
            return of_styrk08
        found: dict[str, float] = {}
        for code, number in of_styrk08.items():
            for other, part in self._editions.beside(kind, code).items():
                found[other] = join(found.get(other, 0.0), number * part)
        return found

    def _weigh(
        self, kind: str, heard: Sequence[Heard], recognised: Sequence[Recognised]
    ) -> list[list[tuple[str, float]]]:
        every = [self.evidence(kind, *pair) for pair in zip(heard, recognised, strict=True)]
        signs = [row for evidence in every for row in evidence.signs]
        if not signs:
            return [[] for _ in every]
        sums = (features(signs) * load_weights()).sum(axis=1)
        chances = iter((1 / (1 + np.exp(-sums))).tolist())
        found = [rank_codes(evidence, islice(chances, len(evidence.codes))) for evidence in every]
        firsts = [find_first(*one) for one in zip(every, found, recognised, strict=True) if one[1]]
        sure = iter(first_chances(firsts))
        return [_scale(ranked, next(sure)) if ranked else [] for ranked in found]

    def _count(self, kind: str, near: Sequence[tuple[int, float]]) -> tuple[dict[str, float], dict[str, float]]:
        """Return each code's share of the weight of near names, and the cosine of the nearest name with it."""
        weights: dict[str, float] = {}
        cosines: dict[str, float] = {}
        known, heard = self._codes[kind], 0
        for number, cosine in near:
            if (found := known.get(number)) is None:
                found = known[number] = self._editions.codes(kind, self._model.nearest.names[number])
            codes, share = found
            if not codes:
                continue
            weight = share * (math.exp(_STEEP * cosine) - 1)
            nearness = cosine if share == 1 else cosine * _COSINE_BY_OTHER
            for code, part in codes.items():
                weights[code] = weights.get(code, 0.0) + part * weight
                if nearness > cosines.get(code, 0.0):
                    cosines[code] = nearness
            heard += 1
            if heard == _HEARD:
                break
        whole = sum(weights.values()) or 1.0
        return {code: weight / whole for code, weight in weights.items()}, cosines

    def _reconcile(self, found: dict[str, list[tuple[str, float]]]) -> dict[str, list[tuple[str, float]]]:
        """Return *found*, with the groups made unlikely that never stand beside a surer one of the other edition."""
        surer, other = sorted(OWN_CODES, key=lambda kind: found[kind][0][1] if found[kind] else 0.0, reverse=True)
        if not found[surer] or not found[other] or found[surer][0][1] < _SURE:
            return found
        code, chance = found[surer][0]
        together = self._editions.beside(other, code)
        if not together:
            return found
        # The chance that is taken from them goes to no other group: the fitted chances of those hold as they are.
        left = [(one, sure if one in together else sure * (1 - chance)) for one, sure in found[other]]
        return {surer: found[surer], other: _rank(left)}


def rank_codes(evidence: GroupEvidence, chances: Iterable[float]) -> list[tuple[str, float]]:
    """Return the codes of *evidence* with their *chances*, which sum to 1 at most, the likeliest first."""
    ranked = list(zip(evidence.codes, chances, strict=True))
    if (whole := sum(chance for _, chance in ranked)) > 1:
        ranked = [(code, chance / whole) for code, chance in ranked]
    return _rank(ranked)


def find_first(evidence: GroupEvidence, ranked: Sequence[tuple[str, float]], recognised: Recognised) -> First:
    """Return the first of the *ranked* codes of a title with its signals."""
    (code, chance), (_, second) = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0.0)
    return First(chance, second, evidence.signs[evidence.codes.index(code)], recognised.how, recognised.guess)


def _scale(ranked: Sequence[tuple[str, float]], sure: float) -> list[tuple[str, float]]:
    """Return *ranked* codes where the first has the chance *sure*, and the others what that leaves, in their order."""
    (code, before), *others = ranked
    share = (1 - sure) / (1 - before) if before < 1 else 0.0
    scaled = [(other, chance * share) for other, chance in others]
    return [(code, sure), *[pair if pair[1] <= sure else (pair[0], sure) for pair in scaled]]


def _in_english(code: str, shares: Chances, cosines: Chances) -> tuple[float, float, float]:
    """Return the share, the cosine and the lead of *code* by English names."""
    share = shares.get(code, 0.0)
    return share, cosines.get(code, 0.0), _Lead(shares).of(code, share)


class _Lead:
    """The code with the greatest of some *chances* ('' for none), and how far each is before the best of the others."""

    def __init__(self, chances: Chances) -> None:
        self.code, self._first, self._second = "", 0.0, 0.0
        for code, chance in chances.items():
            if chance > self._first or (chance == self._first and code < self.code):
                self.code, self._first, self._second = code, chance, self._first
            elif chance > self._second:
                self._second = chance

    def of(self, code: str, chance: float) -> float:
        """Return the lead of *code*, with this *chance*, over the best other code; negative where it trails."""
        return chance - (self._second if code == self.code else self._first)


def _best(chances: Chances, most: int) -> list[str]:
    if len(chances) == 1:
        return list(chances)
    return sorted(sorted(chances), key=chances.__getitem__, reverse=True)[:most]


def _rank(found: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the codes with their chances, the likeliest first, equally likely ones by their digits."""
    return sorted(sorted(found), key=itemgetter(1), reverse=True)
