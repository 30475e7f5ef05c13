"""English names as sets of words, each weighed by its rarity."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")
_STOP_WORDS = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "or", "s", "the", "to", "with"])
_SHORTEST = 4  # letters of a word that may end in a plural


def tokens(name: str) -> tuple[str, ...]:
    """
    Return the words of an English *name* in the singular, without prepositions and articles.

    >>> tokens("Dealers in second-hand goods")
    ('dealer', 'second', 'hand', 'good')
    """
    return tuple(_singular(word) for word in _WORD.findall(name.lower()) if word not in _STOP_WORDS)


def name_forms(name: str) -> list[str]:
    """
    Return the forms of a *name* with a slash: both genders of the same occupation.

    >>> name_forms("head waiter/head waitress")
    ['head waiter', 'head waitress']
    """
    return [part.strip() for part in name.split("/") if part.strip()]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The distinct words of a name, and the sum of their weights."""

    words: frozenset[str]
    weight: float


class Rarity:
    """Weights of words: the logarithm of the rarity of a word among the *names* of all occupations, a list for each."""

    def __init__(self, names: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        self._total = 0
        for group in names:
            self._total += 1
            counts.update({word for name in group for word in tokens(name)})
        self._weights = {word: self._weigh(count) for word, count in counts.items()}

    def read(self, name: str) -> NameWords:
        """Return the words of *name* with their weight."""
        words = frozenset(tokens(name))
        return NameWords(words, self._sum(words))

    def weight(self, word: str) -> float:
        """Return the weight of *word*; one that no name has weighs most."""
        return self._weights.get(word) or self._weigh(0)

    def share(self, part: NameWords, whole: NameWords) -> float:
        """Return the share of the weight of *part* that *whole* has (0 to 1)."""
        shared = self._sum(part.words & whole.words)
        return shared / part.weight if shared else 0.0

    def _weigh(self, count: int) -> float:
        return math.log(1 + self._total / (1 + count))

    def _sum(self, words: frozenset[str]) -> float:
        # An exact sum is the same in every order of a set, so that equal sources give equal releases.
        return math.fsum(map(self.weight, words))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
