"""
The STYRK-08 group of a title that the official table leaves out, from the coded titles most like it.

Each candidate group is scored by its number of titles of the same STYRK-98 group, their similarity to this title, the
codes of the most similar titles of other groups, and the words that point to it; a conditional logit turns the scores
of all candidates into probabilities. ``graph/data/title_models.toml`` has the coefficients and how they were fitted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .model_coefficients import read_model
from .name_grams import NameIndex, Weights, words

FEATURES = ("share", "near", "nearest", "far", "farthest", "word", "group name")
_DIGITS = 4
_ELSEWHERE, _CANDIDATES, _SHARPNESS = 15, 8, 8.0


@dataclass(frozen=True, slots=True)
class CodedTitle:
    """A title as the official table has it: its seven digits, its name, and its STYRK-08 group."""

    code: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class GroupCandidate:
    """A STYRK-08 group a title may belong to, with its ``FEATURES`` in their order."""

    group: str
    features: tuple[float, ...]


class NearestTitles:
    """The coded *titles*, and the names of the STYRK-08 *groups*, ready to be compared with another title."""

    def __init__(self, titles: Sequence[CodedTitle], groups: Mapping[str, str]) -> None:
        self._titles = titles
        weights = Weights([title.name for title in titles])
        self._index = NameIndex([title.name for title in titles], weights)
        self._group_names = list(groups)
        self._by_name = NameIndex(groups.values(), weights)
        self._members: dict[str, list[int]] = {}
        self._words: dict[str, Counter[str]] = {}
        for number, title in enumerate(titles):
            self._members.setdefault(title.code[:_DIGITS], []).append(number)
            for word in set(words(title.name)):
                self._words.setdefault(word, Counter())[title.group] += 1

    def groups(self, code: str, name: str) -> dict[str, float]:
        """Return the probability of each group that the title of this *code* and *name* may belong to, best first."""
        model = read_model("title-groups", FEATURES)
        return probabilities(self.candidates(code, name), model.coefficients, model.ceiling)

    def candidates(self, code: str, name: str) -> list[GroupCandidate]:
        """Return the groups that the title may belong to; the title itself, if it is coded, is left out of account."""
        similar = self._index.similar(name)
        own = next((n for n in self._members.get(code[:_DIGITS], ()) if self._titles[n].code == code), None)
        if own is not None:
            similar.pop(own, None)
        inside = _by_group(
            [(self._titles[n].group, similar.get(n, 0.0)) for n in self._members.get(code[:_DIGITS], ()) if n != own]
        )
        nearest = sorted(similar, key=lambda n: (-similar[n], n))[:_ELSEWHERE]
        outside = _by_group(
            [(self._titles[n].group, similar[n]) for n in nearest if self._titles[n].code[:_DIGITS] != code[:_DIGITS]]
        )
        groups = dict.fromkeys([*inside, *(self._titles[n].group for n in nearest[:_CANDIDATES])])
        told = self._told(name, None if own is None else self._titles[own].group)
        named = {self._group_names[n]: value for n, value in self._by_name.similar(name).items()}
        count = sum(map(len, inside.values()))
        near, far = _shares(inside), _shares(outside)
        return [
            GroupCandidate(
                group,
                (
                    math.log((len(inside.get(group, ())) + 0.3) / (count + 1)),
                    math.log(near.get(group, 0.0) + 0.01),
                    max(inside.get(group, ()), default=0.0),
                    math.log(far[group] + 0.03) if group in far else 0.0,
                    max(outside.get(group, ()), default=0.0),
                    told.get(group, 0.0),
                    named.get(group, 0.0),
                ),
            )
            for group in groups
        ]

    def _told(self, name: str, own: str | None) -> dict[str, float]:
        """Return for each group the largest share that it has of the other titles with one of the words of *name*."""
        found: dict[str, float] = {}
        for word in set(words(name)):
            counts = self._words.get(word, Counter())
            total = sum(counts.values()) - (own is not None)
            for group, count in counts.items():
                if total > 0 and (left := count - (group == own)):
                    found[group] = max(found.get(group, 0.0), left / (total + 1))
        return found


def _by_group(found: Sequence[tuple[str, float]]) -> dict[str, list[float]]:
    groups: dict[str, list[float]] = {}
    for group, similarity in found:
        groups.setdefault(group, []).append(similarity)
    return groups


def _shares(groups: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return each group's share of all similarity, of which near titles have far more than distant ones."""
    sums = {group: sum(math.exp(_SHARPNESS * one) for one in found) for group, found in groups.items()}
    total = sum(sums.values())
    return {group: one / total for group, one in sums.items()}


def probabilities(
    candidates: Sequence[GroupCandidate], coefficients: Sequence[float], ceiling: float
) -> dict[str, float]:
    """
    Return the probability of each candidate, most likely first.

    They add up to *ceiling*, how often the right group is among the candidates and nothing else speaks against them.
    """
    scores = [sum(c * x for c, x in zip(coefficients, one.features, strict=True)) for one in candidates]
    most = max(scores, default=0.0)
    odds = [math.exp(score - most) for score in scores]
    total = sum(odds) or 1.0
    found = {one.group: ceiling * odd / total for one, odd in zip(candidates, odds, strict=True)}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
