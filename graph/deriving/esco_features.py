"""
Features of pairs of an occupation and an occupation of ESCO, from names, groups and ESCO's hierarchy.

Names are compared in English: the names of an occupation there, or the words of ``graph/data/english_words.csv``. Its
groups of STYRK-08 reach those of ISCO-08 by the pairs that have been judged, never by equal digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .english_words import NameWords, Rarity, name_forms, tokens

FEATURES = (
    "main name", "name", "other name", "alike", "alike other", "margin", "within", "around", "head", "group",
    "minor group", "no group", "alone in group", "claims", "below", "above", "narrower", "depth",
)  # fmt: skip
_LEAST_ALIKE = 0.25
_MINOR = 3


@dataclass(frozen=True)
class EscoOccupations:
    """
    The occupations of ESCO by key.

    ``names`` has the preferred name, then all others; ``groups`` the group of ISCO-08, ``codes`` ESCO's own code,
    ``broader`` the occupations of ESCO directly above.
    """

    names: Mapping[str, Sequence[str]]
    groups: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Named:
    """The names of an occupation: forms of the preferred one, all others, and the last words of the preferred."""

    preferred: tuple[NameWords, ...]
    others: tuple[NameWords, ...]
    heads: frozenset[str]


class EscoFeatures:
    """
    The features of the pairs of an occupation and an occupation of ESCO.

    ``english`` has the English names of each occupation, the best first, and ``groups`` its groups of ISCO-08.
    """

    def __init__(
        self, esco: EscoOccupations, english: Mapping[str, Sequence[str]], groups: Mapping[str, frozenset[str]]
    ) -> None:
        self._esco = esco
        self._groups = groups
        self._rarity = Rarity(esco.names.values())
        self._named = {key: self._read(names[:1], names[1:]) for key, names in esco.names.items()}
        self._own = {key: self._read(names, ()) for key, names in english.items()}
        self._members: dict[str, list[str]] = {}
        for key, group in sorted(esco.groups.items()):
            self._members.setdefault(group, []).append(key)
        self._narrower: dict[str, list[str]] = {}
        for key, above in sorted(esco.broader.items()):
            for one in above:
                self._narrower.setdefault(one, []).append(key)

    def pairs(self, occupation: str) -> dict[str, tuple[float, ...]]:
        """Return the ``FEATURES`` of each occupation of ESCO that anything speaks for."""
        like, equal = self._likeness(occupation), self._equal[occupation]
        groups = self._groups.get(occupation, frozenset())
        candidates = {key for key, pair in like.items() if max(pair) >= _LEAST_ALIKE} | equal
        candidates.update(key for group in groups for key in self._members.get(group, ()))
        for key in equal:
            candidates.update((*self._narrower.get(key, ()), *self._esco.broader.get(key, ())))
        first, second, *_ = [*sorted(map(max, like.values()), reverse=True), 0.0, 0.0]
        found: dict[str, tuple[float, ...]] = {}
        for key in sorted(candidates & self._named.keys()):
            alike = like.get(key, (0.0, 0.0))
            margin = max(alike) - (second if max(alike) == first else first)
            found[key] = (
                *self._by_name(occupation, key, alike, margin),
                *self._by_group(occupation, key),
                *self._by_hierarchy(occupation, key),
            )
        return found

    def _by_name(
        self, occupation: str, key: str, alike: tuple[float, float], margin: float
    ) -> tuple[float, float, float, float, float, float, float, float, float]:
        own, named = self._own[occupation], self._named[key]
        preferred, others = {one.words for one in named.preferred}, {one.words for one in named.others}
        is_main = bool(own.preferred) and own.preferred[0].words in preferred
        pairs = [(form, name) for form in own.preferred for name in named.preferred]
        return (
            float(is_main),
            float(not is_main and any(form.words in preferred for form in own.preferred)),
            float(any(form.words in others for form in own.preferred)),
            *alike,
            margin,
            max((self._rarity.share(form, name) for form, name in pairs), default=0.0),
            max((self._rarity.share(name, form) for form, name in pairs), default=0.0),
            float(bool(own.heads & named.heads)),
        )

    def _by_group(self, occupation: str, key: str) -> tuple[float, float, float, float]:
        group, groups = self._esco.groups.get(key, ""), self._groups.get(occupation, frozenset())
        is_in = group in groups
        is_near = not is_in and any(group[:_MINOR] == one[:_MINOR] for one in groups)
        return float(is_in), float(is_near), float(not groups), is_in / max(1, len(self._members.get(group, ())))

    def _by_hierarchy(self, occupation: str, key: str) -> tuple[float, float, float, float, float]:
        equal, below = self._equal[occupation], self._narrower.get(key, [])
        return (
            math.log2(max(1, self._claims.get(key, 0))),
            float(any(one in equal for one in self._esco.broader.get(key, ()))),
            float(any(one in equal for one in below)),
            math.log1p(len(below)),
            float(max(0, self._esco.codes.get(key, "").count(".") - 1)),
        )

    @cached_property
    def _equal(self) -> dict[str, frozenset[str]]:
        """The occupations of ESCO of which some name has the words of a name of the occupation."""
        by_words: dict[frozenset[str], set[str]] = {}
        for key, named in self._named.items():
            for one in (*named.preferred, *named.others):
                by_words.setdefault(one.words, set()).add(key)
        return {
            occupation: frozenset(key for form in own.preferred for key in by_words.get(form.words, ()))
            for occupation, own in self._own.items()
        }

    @cached_property
    def _claims(self) -> dict[str, int]:
        """The number of occupations with a name equal to one of each occupation of ESCO."""
        found: dict[str, int] = {}
        for keys in self._equal.values():
            for key in keys:
                found[key] = found.get(key, 0) + 1
        return found

    def _likeness(self, occupation: str) -> dict[str, tuple[float, float]]:
        """Return the likeness to the preferred name and to the best of the others, where any word is shared."""
        found: dict[str, tuple[float, float]] = {}
        for form in self._own[occupation].preferred:
            shared: dict[int, float] = {}
            for word in sorted(form.words):
                weight = self._rarity.weight(word)
                for number in self._holders.get(word, ()):
                    shared[number] = shared.get(number, 0.0) + weight
            for number, weight in shared.items():
                key, is_preferred, name = self._forms[number]
                alike = weight / (form.weight + name.weight - weight)
                first, second = found.get(key, (0.0, 0.0))
                found[key] = (max(first, alike), second) if is_preferred else (first, max(second, alike))
        return found

    @cached_property
    def _forms(self) -> list[tuple[str, bool, NameWords]]:
        """Every form of a name of ESCO: its occupation, whether it is the preferred name, and its words."""
        return [
            (key, is_preferred, name)
            for key, named in self._named.items()
            for is_preferred, names in ((True, named.preferred), (False, named.others))
            for name in names
        ]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, (_, _, name) in enumerate(self._forms):
            for word in name.words:
                found.setdefault(word, []).append(number)
        return found

    def _read(self, preferred: Sequence[str], others: Sequence[str]) -> _Named:
        forms = [form for name in preferred for form in name_forms(name) if tokens(form)]
        heads = frozenset(tokens(form)[-1] for form in forms)
        return _Named(tuple(self._words(forms)), tuple(self._words(others)), heads)

    def _words(self, names: Sequence[str]) -> Iterator[NameWords]:
        read = (self._rarity.read(form) for name in names for form in name_forms(name))
        yield from {one.words: one for one in read if one.words}.values()
