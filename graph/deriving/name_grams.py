"""Similarity of Norwegian names by the letters they share: weighted n-grams within words, rare ones weighing most."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt

_SIZES = (3, 4, 5, 6)
_WORD = re.compile(r"[^\W_]+")
# Words that stand in titles of every kind, such as "leder i butikk".
_STOP_WORDS = frozenset(["og", "i", "av", "for", "på", "med", "til"])

Vector = Mapping[str, float]


def words(name: str) -> list[str]:
    """
    Return the words of *name* in small letters, without prepositions.

    >>> words("LEDER (VASK OG RENS)")
    ['leder', 'vask', 'rens']
    """
    return [word for word in _WORD.findall(name.lower()) if word not in _STOP_WORDS]


def grams(name: str, sizes: Iterable[int] = _SIZES) -> Iterator[str]:
    """
    Yield the n-grams of every word of *name*, whose ends are marked.

    >>> list(grams("bas", [3]))
    ['<ba', 'bas', 'as>']
    """
    for word in words(name):
        marked = f"<{word}>"
        for size in sizes:
            yield from (marked[start : start + size] for start in range(len(marked) - size + 1))


class Weights:
    """How much each n-gram weighs: the logarithm of how rare it is among *names*."""

    def __init__(self, names: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        self._names = 0
        for name in names:
            self._names += 1
            counts.update(set(grams(name)))
        self._weights = {gram: self._rarity(count) for gram, count in counts.items()}
        self._unseen = self._rarity(0)

    def _rarity(self, count: int) -> float:
        return math.log((1 + self._names) / (1 + count)) + 1

    def of(self, gram: str) -> float:
        """Return the weight of *gram*; one that no name has weighs most."""
        return self._weights.get(gram, self._unseen)

    def vector(self, name: str) -> Vector:
        """Return the n-grams of *name* with weights of unit length."""
        found = {gram: (1 + math.log(count)) * self.of(gram) for gram, count in Counter(grams(name)).items()}
        length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
        return {gram: weight / length for gram, weight in found.items()}


class NameIndex:
    """An inverted index from n-grams to *names*, to compare a name with all of them (cosine, 0 to 1)."""

    def __init__(self, names: Iterable[str], weights: Weights) -> None:
        self._weights = weights
        holders: dict[str, tuple[list[int], list[float]]] = {}
        self._size = 0
        for number, name in enumerate(names):
            self._size = number + 1
            for gram, weight in weights.vector(name).items():
                numbers, values = holders.setdefault(gram, ([], []))
                numbers.append(number)
                values.append(weight)
        self._holders = {gram: (np.array(numbers), np.array(values)) for gram, (numbers, values) in holders.items()}

    def similarities(self, name: str) -> npt.NDArray[np.float64]:
        """Return the similarity of each name of the index with *name*, in order; 0 where they share no letters."""
        shared = [
            (*self._holders[gram], weight)
            for gram, weight in self._weights.vector(name).items()
            if gram in self._holders
        ]
        if not shared:
            return np.zeros(self._size)
        numbers = np.concatenate([numbers for numbers, _, _ in shared])
        products = np.concatenate([weight * values for _, values, weight in shared])
        found: npt.NDArray[np.float64] = np.bincount(numbers, products, self._size)  # type: ignore[assignment]
        return found

    def similar(self, name: str) -> dict[int, float]:
        """Return the numbers of the names that share any letters with *name*, with their similarity."""
        values = self.similarities(name)
        numbers = np.flatnonzero(values)
        return dict(zip(numbers.tolist(), values[numbers].tolist(), strict=True))


def contained_share(these: set[str], those: set[str], weights: Weights) -> float:
    """Return the share of the weight of *these* that is also in *those*, 0 to 1."""
    total = sum(map(weights.of, these))
    return sum(map(weights.of, these & those)) / total if total else 0.0


def two_best(values: Mapping[str, float]) -> tuple[float, float]:
    """Return the two largest of *values*, 0.0 for each that is missing."""
    first = second = 0.0
    for value in values.values():
        if value > first:
            first, second = value, first
        elif value > second:
            second = value
    return first, second
