"""
The English names nearest to a title, by their shared words.

A title that no source lists has near ones among the many names of ESCO: "Cloud engineer" beside "cloud architect".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from ...search.folding import fold_words
from ...search.words import load_words
from .recognised import NearName

# Words that say nothing of the job, and those after which its field or place follows.
_LITTLE = frozenset("senior junior sr jr experienced trainee the a an and to with on".split())  # noqa: SIM905 - readable
_BEFORE_FIELD = frozenset("of for in at".split())  # noqa: SIM905 - readable
_HEAD, _HEAD_WEIGHT = "last:", 0.6
_SHORTEST_PLURAL = 4
# How much likelier the words of an English title are in English names than in Norwegian ones (logarithms): all
# together, and at least for a word that names of one language alone have.
_IS_ENGLISH, _OF_ONE_LANGUAGE = 1.0, 1.0


class EnglishNames:
    """
    English *names* as (text, folded, number of the entity); *norwegian* names (folded) tell the languages apart.

    >>> names = EnglishNames([("Cloud architect", "cloud architect", 1), ("zoo keeper", "zoo keeper", 2)], ["arkitekt"])
    >>> names.is_english("Cloud engineer"), names.is_english("Arkitekt")
    (True, False)
    >>> [near.text for near in names.nearest("Senior cloud engineers", 5)]
    ['Cloud architect']
    """

    def __init__(self, names: Sequence[tuple[str, str, int]], norwegian: Iterable[str]) -> None:
        self._names = names
        held: dict[str, list[int]] = {}
        for place, (_, folded, _) in enumerate(names):
            for word in _read(folded.split()):
                held.setdefault(word, []).append(place)
        counts = np.array([len(places) for places in held.values()], np.intp)
        self._numbers = {word: number for number, word in enumerate(held)}
        self._places = np.fromiter(chain.from_iterable(held.values()), np.int32, counts.sum())
        self._ends = [0, *np.cumsum(counts).tolist()]
        self._unknown = math.log(1 + len(names)) + 1
        weights = self._unknown - np.log(1 + counts)
        weights[[word.startswith(_HEAD) for word in held]] *= _HEAD_WEIGHT
        self._squares = (weights * weights).tolist()
        self._lengths = np.sqrt(np.bincount(self._places, np.repeat(weights * weights, counts), len(names)))
        self._norwegian = Counter(chain.from_iterable(text.split() for text in norwegian))
        self._whole = counts.sum() / max(1, self._norwegian.total())

    def is_english(self, title: str) -> bool:
        """Return whether the words of *title* are those of English names rather than of Norwegian ones."""
        return (
            bool(self._names)
            and sum(self._speak_for(word) for word in _telling_words(title) if word not in _LITTLE) >= _IS_ENGLISH
        )

    def nearest(self, title: str, most: int) -> list[NearName]:
        """Return up to *most* names that share words with *title*, the nearest first."""
        sums = np.zeros(len(self._names))
        square = 0.0
        for word in _read(_telling_words(title)):
            number = self._numbers.get(word)
            if number is None:
                square += (self._unknown * (_HEAD_WEIGHT if word.startswith(_HEAD) else 1.0)) ** 2
            else:
                square += self._squares[number]
                sums[self._places[self._ends[number] : self._ends[number + 1]]] += self._squares[number]
        close = np.flatnonzero(sums)
        cosines = sums[close] / self._lengths[close] / math.sqrt(square or 1.0)
        if len(close) > most:
            # Common words are in thousands of names, of which few are worth sorting.
            likely = cosines >= np.partition(cosines, -most)[-most]
            close, cosines = close[likely], cosines[likely]
        ranked = np.argsort(-cosines, kind="stable")[:most]
        pairs = zip(close[ranked].tolist(), cosines[ranked].tolist(), strict=True)
        return [NearName(self._names[place][2], self._names[place][0], cosine) for place, cosine in pairs]

    def _speak_for(self, word: str) -> float:
        """Return how much likelier *word* is in an English name than in a Norwegian one (logarithm); 0 for neither."""
        number, count = self._numbers.get(_singular(word)), self._norwegian.get(word, 0)
        if number is None:
            return -max(_OF_ONE_LANGUAGE, math.log(count * self._whole)) if count else 0.0
        holders = self._ends[number + 1] - self._ends[number]
        speaking = math.log(holders / (count or 0.5) / self._whole)
        return speaking if count else max(_OF_ONE_LANGUAGE, speaking)


def _telling_words(title: str) -> list[str]:
    """Return the words of *title* without numbers and those that any advertisement has."""
    generic = load_words().of_any_job
    return [word for word in fold_words(title) if word not in generic and not word.isdigit()]


def _read(words: Sequence[str]) -> list[str]:
    """Return the words of a name that tell of the job, in the singular, and its head."""
    head, is_field = "", False
    telling: dict[str, None] = {}
    for word in words:
        if word in _BEFORE_FIELD:
            is_field = True
        elif word not in _LITTLE:
            telling[one := _singular(word)] = None
            head = head if is_field else one
    return [*telling, _HEAD + head] if telling else []


@lru_cache(maxsize=50_000)
def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
