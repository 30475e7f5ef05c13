"""
The chance of each group of STYRK-98 and STYRK-08 to be that of a title.

Three witnesses are heard: the names nearest to the title, a linear classifier fitted with all names, and the rules by
which a name of a title or an occupation is recognised. A logistic regression, fitted on both classifications together,
weighs them (``group_weights.toml``).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .both_editions import BothEditions, Chances
from .group_model import GroupModel
from .nearest_names import OWN_CODES, CodedName

PATH = Path(__file__).with_name("group_weights.toml")
_SEARCHED, _HEARD = 40, 15
# The weight of a near name is exp(_STEEP · cosine) - 1.
_STEEP = 8.0
_COSINE_BY_OTHER = 0.9
_OF_NAMES, _OF_RULES, _OF_CLASSIFIER = 8, 5, 8
_SAME_WAYS, _WITHIN = ("same", "folded", "stems"), "within"
_SAME_COSINE, _LEAST_COSINE = 0.98, 0.2
# A slip of the pen leaves nearly all letters as they were; the power sets that apart from another word.
_SPELT = 8
# A classification this sure of its first group rules out the groups of the other that no name has together with it.
_SURE = 0.75
_LEAST, _MOST = 0.003, 0.997
_LEAST_RANK = 0.002


class Recognised(NamedTuple):
    """
    The rules' verdict on a title: the chance of each code by classification, and how the best name was found.

    ``score`` is the chance that this name is right, ``letters`` its likeness to the title letter by letter (0 to 1).
    """

    chances: Mapping[str, Chances]
    score: float
    how: str
    letters: float


class GroupEvidence(NamedTuple):
    """The codes in question, and for each the features its chance is made of, in the order of ``FEATURES``."""

    codes: list[str]
    features: list[tuple[float, ...]]


FEATURES = (
    "one", "logit of names", "names", "cosine", "square of cosine", "best cosine", "lead by names", "logit of rules",
    "rules", "lead by rules", "names and rules", "rules and best cosine", "names and best cosine", "same name",
    "rules of same name", "first by both", "score", "name within", "rules of name within", "same text",
    "names of same text", "letters", "rules and letters", "classifier", "logit of classifier", "lead by classifier",
    "names and classifier", "rules and classifier", "rank of head",
)  # fmt: skip


class Heard(NamedTuple):
    """
    The names near to a title with their cosines, the classifier's chances by classification, and the ranks of its head.

    The ranks are the shares of the major groups, by first digit.
    """

    near: Sequence[tuple[CodedName, float]]
    classified: Mapping[str, Chances]
    ranks: Chances


class GroupChances:
    """The chances of groups by the *model* of a release; safe to share between threads."""

    def __init__(self, model: GroupModel) -> None:
        self._model = model
        self._editions = BothEditions(model.nearest.names)

    def find(self, title: str, recognised: Recognised) -> dict[str, list[tuple[str, float]]]:
        """Return by classification the codes of *title* with their chances (0 to 1, at most 1 together)."""
        heard = self.hear(title)
        return self._reconcile({kind: self._weigh(kind, heard, recognised) for kind in OWN_CODES})

    def hear(self, title: str) -> Heard:
        """Return the evidence of names for *title*; there is none where even the nearest name is far away."""
        nearest, classifier, ranks = self._model
        vector = nearest.read(title)
        near = nearest.nearest(vector, _SEARCHED)
        is_far = not near or near[0][1] < _LEAST_COSINE
        classified = classifier.chances(vector) if classifier and vector.numbers else {}
        return Heard([] if is_far else near, classified, ranks.find(vector.head))

    def evidence(self, kind: str, heard: Heard, recognised: Recognised) -> GroupEvidence:
        """Return the codes of *kind* that any witness speaks for, with their features."""
        by_names, cosines = self._count(kind, heard.near)
        by_rules = recognised.chances.get(kind, {})
        # In a release without a classifier, the near names speak for it as well.
        classified = heard.classified.get(kind, by_names)
        codes = list(dict.fromkeys([
            *_best(by_names, _OF_NAMES), *_best(by_rules, _OF_RULES), *_best(classified, _OF_CLASSIFIER)
        ]))  # fmt: skip
        best, letters = max(cosines.values(), default=0.0), recognised.letters**_SPELT
        is_same, is_within = recognised.how in _SAME_WAYS, recognised.how == _WITHIN
        leads = _Lead(by_names), _Lead(by_rules), _Lead(classified)
        features: list[tuple[float, ...]] = []
        for code in codes:
            names, rules, cosine = by_names.get(code, 0.0), by_rules.get(code, 0.0), cosines.get(code, 0.0)
            guess = classified.get(code, 0.0)
            features.append((
                1.0, _logit(names), names, cosine, cosine * cosine, best, leads[0].of(code), _logit(rules),
                rules, leads[1].of(code), names * rules, rules * best, names * best, float(is_same),
                rules * is_same, float(leads[0].code == code == leads[1].code), recognised.score, float(is_within),
                rules * is_within, float(best > _SAME_COSINE), names * (best > _SAME_COSINE),
                letters, rules * letters, guess, _logit(guess), leads[2].of(code), names * guess, rules * guess,
                math.log(heard.ranks.get(code[0], 0.0) + _LEAST_RANK),
            ))  # fmt: skip
        return GroupEvidence(codes, features)

    def _weigh(self, kind: str, heard: Heard, recognised: Recognised) -> list[tuple[str, float]]:
        evidence, weights = self.evidence(kind, heard, recognised), load_weights()
        chances = [_chance(weights, features) for features in evidence.features]
        whole = max(1.0, sum(chances))
        ranked = [(code, chance / whole) for code, chance in zip(evidence.codes, chances, strict=True)]
        return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))

    def _count(self, kind: str, near: Sequence[tuple[CodedName, float]]) -> tuple[dict[str, float], dict[str, float]]:
        """Return each code's share of the weight of near names, and the cosine of the nearest name with it."""
        weights: dict[str, float] = {}
        cosines: dict[str, float] = {}
        heard = (
            (codes, share, cosine)
            for name, cosine in near
            for codes, share in [self._editions.codes(kind, name)]
            if codes
        )
        for codes, share, cosine in islice(heard, _HEARD):
            weight = math.exp(_STEEP * cosine) - 1
            nearness = cosine if share == 1 else cosine * _COSINE_BY_OTHER
            for code, part in codes.items():
                weights[code] = weights.get(code, 0.0) + share * part * weight
                cosines[code] = max(cosines.get(code, 0.0), nearness)
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
        return {surer: found[surer], other: sorted(left, key=lambda pair: (-pair[1], pair[0]))}


class _Lead:
    """The code with the greatest of some *chances* ('' for none), and how far each is before the best of the others."""

    def __init__(self, chances: Chances) -> None:
        self._chances = chances
        self.code, self._first, self._second = "", 0.0, 0.0
        for code, chance in chances.items():
            if chance > self._first or (chance == self._first and code < self.code):
                self.code, self._first, self._second = code, chance, self._first
            elif chance > self._second:
                self._second = chance

    def of(self, code: str) -> float:
        """Return how much surer *code* is than the best of the others; below 0 where it is less sure."""
        return self._chances.get(code, 0.0) - (self._second if code == self.code else self._first)


@cache
def load_weights() -> tuple[float, ...]:
    """Return the fitted weights, one for each of ``FEATURES``."""
    weights = tomllib.loads(PATH.read_text("utf-8"))
    return tuple(weights[feature] for feature in FEATURES)


def _best(chances: Chances, most: int) -> list[str]:
    return sorted(chances, key=lambda code: (-chances[code], code))[:most]


def _logit(chance: float) -> float:
    held = min(max(chance, _LEAST), _MOST)
    return math.log(held / (1 - held))


def _chance(weights: Sequence[float], features: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum(map(float.__mul__, weights, features))))
