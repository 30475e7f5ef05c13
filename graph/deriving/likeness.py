"""
Likeness of occupations: which are alike, by which features, and how strongly.

The formula, the same for every kind of feature (titles, codes, skills, STYRK-08 groups, interests, ESCO, words):

- A feature that *d* of the *N* occupations with such features have weighs ``ln(1 + N / d)``: the rarer, the heavier.
- Two occupations are alike by ``J · min(1, S / ln(1 + N))``, where *S* is the weight of their shared features and *J*
  is *S* divided by the weight of all features that either has. Shared features count in full once they weigh as much as
  a feature of a single occupation, so two that share only "health" are hardly alike.
- A reason's strength is that likeness times the weight of its kind, ``WEIGHTS``; a reason stated by a page has
  ``STATED``.
- A link's strength is ``1 - (1 - s1)(1 - s2)…`` over its reasons: each removes its share of the remaining doubt.

The weights are judgement, not fitted: the pages at hand are too few to fit them to. ``evaluation`` measures each kind.
ESCO is reached by the STYRK-08 group, as the group reason is, so it weighs least. Words of texts alone order the judged
pairs less surely than the other kinds together, so they weigh little, and count only where a source has texts.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

WEIGHTS: Mapping[str, float] = {
    "sharesTitles": 0.8,
    "sharesEducationCodes": 0.7,
    "sharesSkills": 0.6,
    "sameGroup": 0.5,
    "sharesInterests": 0.5,
    "nearInEsco": 0.3,
    "sharesWords": 0.4,
}
STATED = 0.8
TOP = 12
# A feature that more occupations than this have makes no pair on its own, which keeps the number of pairs linear.
MOST_COMMON = 200

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason why two occupations are alike: its kind, the number of shared features, and its strength (0-1)."""

    kind: str
    number: int
    strength: float


@dataclass
class Features:
    """
    The features of one kind that occupations have, by the keys of the occupations.

    ``sizes`` is the number that each feature adds to a reason's number, 1 where absent.
    """

    kind: str
    of: dict[str, set[str]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def add(self, occupation: str, feature: str, size: int = 1) -> None:
        """Give *occupation* the feature *feature*, which adds *size* to a reason's number."""
        self.of.setdefault(occupation, set()).add(feature)
        self.sizes[feature] = size

    def holders(self) -> dict[str, list[str]]:
        """Return the occupations that have each feature."""
        found: dict[str, list[str]] = {}
        for occupation in sorted(self.of):
            for feature in self.of[occupation]:
                found.setdefault(feature, []).append(occupation)
        return found


class Likeness:
    """The likeness of occupations by the features of one kind."""

    def __init__(self, features: Features) -> None:
        self._features = features
        self._holders = features.holders()
        self._full = math.log1p(len(features.of))
        self._weights = {
            feature: math.log1p(len(features.of) / len(holders)) for feature, holders in self._holders.items()
        }

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs that share a feature of at most ``MOST_COMMON`` occupations, some pairs more than once."""
        for holders in self._holders.values():
            if len(holders) <= MOST_COMMON:
                yield from combinations(holders, 2)

    def reason(self, one: str, other: str) -> Reason | None:
        """Return the reason why *one* is like *other*, or None where they share no feature of this kind."""
        kind, of = self._features.kind, self._features.of
        mine, yours = of.get(one, set()), of.get(other, set())
        common = mine & yours
        if not common:
            return None
        shared = self._weigh(common)
        likeness = shared / self._weigh(mine | yours) * min(1.0, shared / self._full)
        return Reason(kind, sum(self._features.sizes[feature] for feature in common), WEIGHTS[kind] * likeness)

    def _weigh(self, features: Collection[str]) -> float:
        # In a fixed order: floating-point sums depend on it, and equal sources must give equal releases.
        return sum(self._weights[feature] for feature in sorted(features))


def combine(strengths: Sequence[float]) -> float:
    """
    Return the strength of a link with reasons of these *strengths*.

    >>> round(combine([0.5, 0.5]), 2)
    0.75
    """
    return 1.0 - math.prod(1.0 - strength for strength in strengths)


class Relations:
    """Every pair of occupations that are alike, with the reasons why."""

    def __init__(self, evidence: Sequence[Features]) -> None:
        self._likenesses = [Likeness(features) for features in evidence]
        candidates = {pair for likeness in self._likenesses for pair in likeness.pairs()}
        self._found = {pair: self._reasons(*pair) for pair in sorted(candidates)}

    def reasons(self, one: str, other: str) -> list[Reason]:
        """Return why two occupations are alike, for any two; none where they are not."""
        pair = (one, other) if one < other else (other, one)
        return self._found[pair] if pair in self._found else self._reasons(*pair)

    def ranked(self, without: Collection[str] = ()) -> dict[str, list[tuple[float, str]]]:
        """
        Return for each occupation those like it as (strength, occupation), the strongest first.

        Reasons of the kinds *without* do not count.
        """
        found: dict[str, list[tuple[float, str]]] = {}
        for (one, other), reasons in self._found.items():
            strength = combine([reason.strength for reason in reasons if reason.kind not in without])
            if strength > 0:
                found.setdefault(one, []).append((strength, other))
                found.setdefault(other, []).append((strength, one))
        for likes in found.values():
            likes.sort(key=lambda like: (-like[0], like[1]))
        return found

    def _reasons(self, one: str, other: str) -> list[Reason]:
        found = (likeness.reason(one, other) for likeness in self._likenesses)
        return [reason for reason in found if reason is not None]


def choose_pairs(ranked: Mapping[str, Sequence[tuple[float, str]]], stated: Collection[Pair]) -> list[Pair]:
    """Return the pairs to link, in order: each occupation with the ``TOP`` most like it, and all *stated* pairs."""
    chosen = {(min(pair), max(pair)) for pair in stated}
    for one, likes in ranked.items():
        chosen.update((min(one, other), max(one, other)) for _, other in likes[:TOP])
    return sorted(chosen)
