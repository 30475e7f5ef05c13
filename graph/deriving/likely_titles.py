"""
Likely titles of occupations: a probability for each pair of a title and an occupation, from names, groups and texts.

No source states these links, and none of them is counted. A pair is judged by how alike the names are and how much more
alike than with any other occupation, whether the title's STYRK-08 group is one of the occupation's, whether the titles
beside it in its STYRK-98 group have the occupation's name, and how much of the title the occupation's text mentions.
``graph/data/title_models.toml`` has the coefficients for occupations with and without a text, and how they were fitted.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .model_coefficients import read_model
from .name_grams import NameIndex, Weights, contained_share, grams, two_best, words
from .name_variants import letters, name_variants, title_variants

FEATURES = (
    "name", "siblings", "text", "text in group", "group", "group name", "apprentice", "equal", "leader", "leader equal",
)  # fmt: skip
WITH_TEXTS, WITHOUT_TEXTS = "likely-titles", "likely-titles-without-texts"
_LEADER = re.compile(r"formann|arbeidsleder|leder|sjef|direktør|bestyrer|mester|inspektør|supervisor")
_GROUP, _APPRENTICE = 4, "lærling"
_NOISE = re.compile(
    r"\b(privat virksomhet|over \d+ ansatte|færre enn \d+ (ansatte|medarbeidere)|minst \d+ medarbeidere"
    r"|under \d+ ansatte|o\.l\.|mv\.|ol\.)"
)
_COSINE, _SUFFIX, _OUTER, _INNER = 0.9, 0.8, 0.7, 0.6
_LIKE, _BESIDE, _IN_GROUP, _SHORTEST = 0.35, 0.6, 0.5, 4
_TEXT_GRAM, _KNOWN_TO_ALL, _MOST_RARE = 6, 150, 4.0
_OUTSIDE = 0.4  # the weight of a likeness with an occupation outside the title's groups

Row = npt.NDArray[np.float64]


@dataclass
class TitlesAndOccupations:
    """
    The titles (seven digits) and occupations (keys) to be compared.

    ``title_groups`` has the probability of each STYRK-08 group of a title; ``occupation_groups`` and ``texts`` are of
    occupations; ``group_names`` are the names of STYRK-98 groups.
    """

    title_names: Mapping[str, str]
    occupation_names: Mapping[str, Sequence[str]]
    title_groups: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    occupation_groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    group_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LikelyLink:
    """A title, an occupation, the probability of the link, and the feature that speaks most for it."""

    title: str
    occupation: str
    probability: float
    ground: str


def probability(values: Sequence[float], coefficients: Sequence[float], intercept: float) -> float:
    """Return the probability of a pair with these *values* of the ``FEATURES``."""
    score = intercept + sum(c * x for c, x in zip(coefficients, values, strict=True))
    return 1 / (1 + math.exp(-score))


class LikelyTitles:
    """All pairs of titles and occupations of a *world* that anything speaks for."""

    def __init__(self, world: TitlesAndOccupations) -> None:
        self._world = world
        self._titles = {
            code: " ".join(_NOISE.sub(" ", name.lower()).split()) for code, name in world.title_names.items()
        }
        self._weights = Weights(
            [*self._titles.values(), *(name for one in world.occupation_names.values() for name in one)]
        )
        named = [(key, name.lower()) for key, names in world.occupation_names.items() for name in name_variants(names)]
        self._keys = list(world.occupation_names)
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._owners = np.array([self._places[key] for key, _ in named], dtype=np.intp)
        self._index = NameIndex([name for _, name in named], self._weights)
        self._by_letters: dict[str, set[str]] = {}
        for key, name in named:
            self._by_letters.setdefault(letters(name), set()).add(key)

    def links(self, least: float) -> Iterator[LikelyLink]:
        """Yield every link with a probability of at least *least*, titles in their order, likely ones first."""
        models = [read_model(key, FEATURES) for key in (WITHOUT_TEXTS, WITH_TEXTS)]
        for title in self._titles:
            found = []
            for occupation, values in self.features(title).items():
                model = models[bool(self._world.texts.get(occupation))]
                sure = probability(values, model.coefficients, model.intercept)
                if sure >= least:
                    parts = [c * x for c, x in zip(model.coefficients, values, strict=True)]
                    ground = FEATURES[max(range(len(parts)), key=parts.__getitem__)]
                    found.append(LikelyLink(title, occupation, sure, ground))
            yield from sorted(found, key=lambda one: (-one.probability, one.occupation))

    def features(self, title: str) -> dict[str, tuple[float, ...]]:
        """Return the ``FEATURES`` of each occupation that may have *title*."""
        name, like, texts = self._titles[title], self._likeness[title], self._mentions(title)
        inside = self._inside.get(title, frozenset())
        beside = self._siblings(title)
        first, second = np.sort(np.append(like, (0.0, 0.0)))[:-3:-1].tolist()
        best_text = two_best({key: texts.get(key, 0.0) for key in inside})
        near = np.flatnonzero((like > _LIKE) | (beside > _BESIDE))
        candidates = {*inside, *(self._keys[place] for place in near.tolist())}
        equal, leader = self._equal(name), float(bool(_LEADER.search(name)))
        apprentice = float(_APPRENTICE in name)
        found: dict[str, tuple[float, ...]] = {}
        for key in sorted(candidates):
            place = self._places[key]
            alike, text, is_in = float(like[place]), texts.get(key, 0.0), float(key in inside)
            found[key] = (
                alike - (second if alike == first else first),
                is_in * float(beside[place]),
                text,
                is_in * (text - (best_text[1] if text == best_text[0] else best_text[0])),
                is_in,
                is_in * self._group_likeness(title[:_GROUP], key),
                apprentice,
                float(equal.get(key, 0.0) == 1.0),
                leader,
                leader * float(key in equal),
            )
        return found

    def _equal(self, name: str) -> dict[str, float]:
        """Return the occupations whose name is the title's, or the part of it outside or inside the brackets."""
        found: dict[str, float] = {}
        whole, *parts = title_variants(name)
        for value, words_ in ((1.0, whole), *zip((_OUTER, _INNER), parts, strict=False)):
            for key in self._by_letters.get(letters(words_), ()):
                found.setdefault(key, value)
        return found

    @cached_property
    def _likeness(self) -> dict[str, Row]:
        """The likeness of each title with every occupation, in the order of ``_keys``."""
        return {title: self._like(name) for title, name in self._titles.items()}

    def _like(self, name: str) -> Row:
        found = np.zeros(len(self._keys))
        for variant in dict.fromkeys(title_variants(name)):
            np.maximum.at(found, self._owners, _COSINE * self._index.similarities(variant))
        last = {word[-size:] for word in words(name) for size in range(_SHORTEST, len(word))}
        ends = {key: _SUFFIX for ending in last & self._by_letters.keys() for key in self._by_letters[ending]}
        for known in (ends, self._equal(name)):
            for key, value in known.items():
                found[self._places[key]] = max(found[self._places[key]], value)
        return found

    @cached_property
    def _inside(self) -> dict[str, frozenset[str]]:
        """The occupations in one of whose STYRK-08 groups a title more likely is than not."""
        holders: dict[str, set[str]] = {}
        for key, codes in self._world.occupation_groups.items():
            for code in codes:
                holders.setdefault(code, set()).add(key)
        found = {}
        for title, groups in self._world.title_groups.items():
            sums: dict[str, float] = {}
            for group, probability in groups.items():
                for key in holders.get(group, ()):
                    sums[key] = sums.get(key, 0.0) + probability
            found[title] = frozenset(key for key, value in sums.items() if value > _IN_GROUP)
        return found

    @cached_property
    def _best_beside(self) -> dict[str, Row]:
        """The two best likenesses of each occupation in each STYRK-98 group, best first (two rows)."""
        members: dict[str, list[str]] = {}
        for title in self._titles:
            members.setdefault(title[:_GROUP], []).append(title)
        none = np.zeros((2, len(self._keys)))
        return {
            group: np.sort(np.vstack([none, *map(self._beside, titles)]), axis=0)[:-3:-1]
            for group, titles in members.items()
        }

    def _beside(self, title: str) -> Row:
        """Return the likeness of a title for those beside it, where occupations outside its groups weigh less."""
        factors = np.full(len(self._keys), _OUTSIDE)
        factors[[self._places[key] for key in self._inside.get(title, ())]] = 1.0
        return np.asarray(self._likeness[title] * factors, np.float64)

    def _siblings(self, title: str) -> Row:
        """Return for each occupation the best likeness among the other titles of the STYRK-98 group."""
        first, second = self._best_beside[title[:_GROUP]]
        found: Row = np.where(self._beside(title) == first, second, first)
        return found

    @cached_property
    def _text_holders(self) -> dict[str, list[str]]:
        holders: dict[str, list[str]] = {}
        for key, text in self._world.texts.items():
            for gram in _long_grams(text):
                holders.setdefault(gram, []).append(key)
        return holders

    @cached_property
    def _title_counts(self) -> Counter[str]:
        return Counter(gram for name in self._titles.values() for gram in _long_grams(name))

    def _mentions(self, title: str) -> dict[str, float]:
        """Return how much of the title each occupation's text mentions, rare letters weighing most (0 to 1)."""
        found: dict[str, float] = {}
        rarity = {
            gram: math.log(len(self._titles) / self._title_counts[gram]) for gram in _long_grams(self._titles[title])
        }
        total = sum(rarity.values()) or 1.0
        for gram, weight in rarity.items():
            holders = self._text_holders.get(gram, ())
            if len(holders) > _KNOWN_TO_ALL:
                continue
            rare = min(_MOST_RARE, math.log(1 + len(self._world.texts) / (1 + len(holders)))) / _MOST_RARE
            for key in holders:
                found[key] = found.get(key, 0.0) + weight * rare / total
        return found

    def _group_likeness(self, group: str, key: str) -> float:
        """Return how much of an occupation's name the name of a STYRK-98 group has (0 to 1)."""
        if (group, key) not in self._group_cache:
            here = set(grams(self._world.group_names.get(group, "")))
            shares = [
                contained_share(set(grams(name)), here, self._weights) for name in self._world.occupation_names[key]
            ]
            self._group_cache[group, key] = max(shares, default=0.0)
        return self._group_cache[group, key]

    @cached_property
    def _group_cache(self) -> dict[tuple[str, str], float]:
        return {}


def _long_grams(text: str) -> set[str]:
    short = {f"<{word}>" for word in words(text) if len(word) + 2 <= _TEXT_GRAM}
    return short | set(grams(text, [_TEXT_GRAM]))
