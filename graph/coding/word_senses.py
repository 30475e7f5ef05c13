"""Senses of the words in a title: parts of known words, weighted by their rarity and cached by word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..search.lexicon import Lexicon, Near
from ..search.written_titles import WrittenTitle

_UNKNOWN, _SURELY_NEAR = 0.5, 0.8
_REMEMBERED = 200_000


class Sense(msgspec.Struct, frozen=True, gc=False):
    """
    The possible readings of a word: the parts of each known word it may be, with their weights.

    ``weight`` is the weight of the word and ``alone`` its weight without guessing. ``is_known`` is true for a word that
    occurs in the names, false for a guess.
    """

    parts: tuple[tuple[str, float], ...]
    weight: float
    alone: float
    is_known: bool


class Wanted(NamedTuple):
    """The parts of a title with their weights, the subset of parts that are certain, and the weight of the title."""

    parts: dict[str, float]
    sure: set[str]
    weight: float


class Meanings:
    """The senses of words according to the *names* of an index."""

    def __init__(self, names: Sequence[WrittenTitle]) -> None:
        self._lexicon = Lexicon([reading.words for reading in names])
        self._most_telling = math.log(1 + len(names))
        counts = Counter(
            part
            for reading in names
            for part in {part for _, stem, _ in reading.words for part in self._lexicon.parts(stem)}
        )
        self._telling = {part: self._most_telling - math.log(1 + count) for part, count in counts.items()}
        self._senses: dict[str, Sense] = {}

    def read(self, reading: WrittenTitle) -> Wanted:
        """Return the parts that a title may consist of, guesses included."""
        found: dict[str, float] = {}
        sure: set[str] = set()
        most = 0.0
        for word, stem, share in reading.words:
            sense = self._sense(word, stem)
            most += share * sense.weight
            for part, weight in sense.parts:
                weighed = share * weight
                if weighed > found.get(part, 0.0):
                    found[part] = weighed
            if sense.is_known:
                sure.update(part for part, _ in sense.parts)
        return Wanted(found, sure, most)

    def weigh(self, reading: WrittenTitle) -> dict[str, float]:
        """Return the parts of a name with their weights."""
        weights: dict[str, float] = {}
        for _, stem, share in reading.words:
            for part in self._lexicon.parts(stem):
                weights[part] = max(weights.get(part, 0.0), share * self._tell(part))
        return weights

    def weigh_words(self, reading: WrittenTitle) -> list[float]:
        """Return the weight of each word of a title by itself, in order."""
        return [share * self._sense(word, stem).alone for word, stem, share in reading.words]

    def _sense(self, word: str, stem: str) -> Sense:
        found = self._senses.get(word)
        if found is None:
            if len(self._senses) >= _REMEMBERED:
                self._senses.clear()
            found = self._senses[word] = self._find_sense(word, stem)
        return found

    def _find_sense(self, word: str, stem: str) -> Sense:
        nothing = _UNKNOWN * self._most_telling
        is_known = stem in self._lexicon
        meant = ((stem, 1.0),) if is_known else self._meant(word, stem)
        weighed = [
            [(part, self._tell(part), likeness) for part in self._lexicon.parts(known)] for known, likeness in meant
        ]
        weight = sum(tell for _, tell, _ in weighed[0]) if weighed else nothing
        parts = tuple((part, tell * likeness) for known in weighed for part, tell, likeness in known)
        return Sense(parts, weight, weight if is_known else nothing, is_known)

    def _meant(self, word: str, stem: str) -> Near:
        """Return the known stems that an unknown *word* may stand for: misspelt, or a compound of known parts."""
        if whole := self._lexicon.whole(word):
            return ((whole, 1.0),)
        near = self._lexicon.near(word, stem)
        if near and near[0][1] > _SURELY_NEAR:
            return near
        return ((stem, 1.0),) if len(self._lexicon.parts(stem)) > 1 else near

    def _tell(self, part: str) -> float:
        return self._telling.get(part, self._most_telling)
