"""
The chance of each group of STYRK-98 and STYRK-08 to be that of a title.

Two witnesses are heard: the names nearest to the title, and the rules by which a name of a title or an occupation is
recognised. A logistic regression, fitted apart for each classification, weighs the two (``group_weights.toml``).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .nearest_names import OWN_CODES, CodedName, NearestNames

PATH = Path(__file__).with_name("group_weights.toml")
_OTHER = {"styrk98": "styrk08", "styrk08": "styrk98"}
_SEARCHED, _HEARD = 40, 15
# The weight of a near name is exp(_STEEP · cosine) - 1.
_STEEP = 8.0
# A name with a code of one classification alone speaks for the codes that such names have of the other, so far.
_BY_OTHER, _COSINE_BY_OTHER = 0.6, 0.9
_OF_NAMES, _OF_RULES = 8, 5
_SAME_WAYS, _WITHIN = ("same", "folded", "stems"), "within"
_SAME_COSINE, _LEAST_COSINE = 0.98, 0.2
# A slip of the pen leaves nearly all letters as they were; the power sets that apart from another word.
_SPELT = 8
# A classification this sure of its first group rules out the groups of the other that no name has together with it.
_SURE = 0.75
_LEAST, _MOST = 0.003, 0.997

Chances = Mapping[str, float]


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
    "names of same text", "letters", "rules and letters",
)  # fmt: skip


class GroupChances:
    """The chances of groups by the names of a release; safe to share between threads."""

    def __init__(self, nearest: NearestNames) -> None:
        self._nearest = nearest
        self._beside = _count_together(nearest.names)

    def find(self, title: str, recognised: Recognised) -> dict[str, list[tuple[str, float]]]:
        """Return by classification the codes of *title* with their chances (0 to 1, at most 1 together)."""
        near = self.near(title)
        found = {kind: self._weigh(kind, near, recognised) for kind in OWN_CODES}
        return self._reconcile(found)

    def evidence(self, kind: str, near: Sequence[tuple[CodedName, float]], recognised: Recognised) -> GroupEvidence:
        """Return the codes of *kind* that names or rules speak for, with their features."""
        by_names, cosines = self._hear(kind, near)
        by_rules = recognised.chances.get(kind, {})
        codes = list(dict.fromkeys([*_best(by_names, _OF_NAMES), *_best(by_rules, _OF_RULES)]))
        best, letters = max(cosines.values(), default=0.0), recognised.letters**_SPELT
        is_same, is_within = recognised.how in _SAME_WAYS, recognised.how == _WITHIN
        leads = _Lead(by_names), _Lead(by_rules)
        features: list[tuple[float, ...]] = []
        for code in codes:
            names, rules, cosine = by_names.get(code, 0.0), by_rules.get(code, 0.0), cosines.get(code, 0.0)
            features.append((
                1.0, _logit(names), names, cosine, cosine * cosine, best, leads[0].of(code), _logit(rules),
                rules, leads[1].of(code), names * rules, rules * best, names * best, float(is_same),
                rules * is_same, float(leads[0].code == code == leads[1].code), recognised.score, float(is_within),
                rules * is_within, float(best > _SAME_COSINE), names * (best > _SAME_COSINE),
                letters, rules * letters,
            ))  # fmt: skip
        return GroupEvidence(codes, features)

    def near(self, title: str) -> list[tuple[CodedName, float]]:
        """Return the names that ``evidence`` takes, with their cosines; none where even the nearest is far away."""
        found = self._nearest.nearest(title, _SEARCHED)
        return found if found and found[0][1] >= _LEAST_COSINE else []

    def _weigh(
        self, kind: str, near: Sequence[tuple[CodedName, float]], recognised: Recognised
    ) -> list[tuple[str, float]]:
        evidence, weights = self.evidence(kind, near, recognised), load_weights()[kind]
        chances = [_chance(weights, features) for features in evidence.features]
        whole = max(1.0, sum(chances))
        ranked = [(code, chance / whole) for code, chance in zip(evidence.codes, chances, strict=True)]
        return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))

    def _hear(self, kind: str, near: Sequence[tuple[CodedName, float]]) -> tuple[dict[str, float], dict[str, float]]:
        """Return each code's share of the weight of near names, and the cosine of the nearest name with it."""
        weights: dict[str, float] = {}
        cosines: dict[str, float] = {}
        heard = ((codes, share, cosine) for name, cosine in near for codes, share in [self._codes(kind, name)] if codes)
        for codes, share, cosine in islice(heard, _HEARD):
            weight = math.exp(_STEEP * cosine) - 1
            nearness = cosine if share == 1 else cosine * _COSINE_BY_OTHER
            for code, part in codes.items():
                weights[code] = weights.get(code, 0.0) + share * part * weight
                cosines[code] = max(cosines.get(code, 0.0), nearness)
        whole = sum(weights.values()) or 1.0
        return {code: weight / whole for code, weight in weights.items()}, cosines

    def _codes(self, kind: str, name: CodedName) -> tuple[Chances, float]:
        """Return the codes of *name*, or those beside its code of the other classification, and how much they count."""
        if own := name.codes.get(kind):
            return own, 1.0
        found: dict[str, float] = {}
        for code, share in name.codes.get(_OTHER[kind], {}).items():
            for other, part in self._beside[kind].get(code, {}).items():
                found[other] = found.get(other, 0.0) + share * part
        return found, _BY_OTHER

    def _reconcile(self, found: dict[str, list[tuple[str, float]]]) -> dict[str, list[tuple[str, float]]]:
        """Return *found*, with the groups made unlikely that never stand beside a surer one of the other edition."""
        surer, other = sorted(OWN_CODES, key=lambda kind: found[kind][0][1] if found[kind] else 0.0, reverse=True)
        if not found[surer] or not found[other] or found[surer][0][1] < _SURE:
            return found
        code, chance = found[surer][0]
        together = self._beside[other].get(code, {})
        if not together:
            return found
        left = [(one, sure if one in together else sure * (1 - chance)) for one, sure in found[other]]
        scale = sum(sure for _, sure in found[other]) / (sum(sure for _, sure in left) or 1.0)
        scale = scale if any(one in together for one, _ in left) else 1.0
        ranked = sorted(((one, sure * scale) for one, sure in left), key=lambda pair: (-pair[1], pair[0]))
        return {surer: found[surer], other: ranked}


class _Lead:
    """The code with the greatest of some *chances* ('' for none), and how far each is before the best of the others."""

    def __init__(self, chances: Chances) -> None:
        self._chances = chances
        self.code, *_ = [*_best(chances, 1), ""]
        ranked = sorted(chances.values(), reverse=True)
        self._first, self._second, *_ = [*ranked[:2], 0.0, 0.0]

    def of(self, code: str) -> float:
        """Return how much surer *code* is than the best of the others; below 0 where it is less sure."""
        return self._chances.get(code, 0.0) - (self._second if code == self.code else self._first)


@cache
def load_weights() -> Mapping[str, tuple[float, ...]]:
    """Return the fitted weights by classification, one for each of ``FEATURES``."""
    tables = tomllib.loads(PATH.read_text("utf-8"))
    return {kind: tuple(tables[kind][feature] for feature in FEATURES) for kind in OWN_CODES}


def _count_together(names: Iterable[CodedName]) -> dict[str, dict[str, dict[str, float]]]:
    """Return by classification, then by code of the other one, the shares of the codes that names have beside it."""
    counts: dict[str, dict[str, dict[str, float]]] = {kind: {} for kind in OWN_CODES}
    for name in names:
        for kind, other in _OTHER.items():
            for code in name.codes.get(other, {}):
                held = counts[kind].setdefault(code, {})
                for one, share in name.codes.get(kind, {}).items():
                    held[one] = held.get(one, 0.0) + share
    return {
        kind: {code: {one: count / sum(held.values()) for one, count in held.items()} for code, held in of_kind.items()}
        for kind, of_kind in counts.items()
    }


def _best(chances: Chances, most: int) -> list[str]:
    return sorted(chances, key=lambda code: (-chances[code], code))[:most]


def _logit(chance: float) -> float:
    held = min(max(chance, _LEAST), _MOST)
    return math.log(held / (1 - held))


def _chance(weights: Sequence[float], features: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum(map(float.__mul__, weights, features))))
