"""
Finds the words that are a few slips of the pen from another: letters left out, put in, exchanged or turned around.

A slip takes at most one letter out of a word altogether, and brings at most one. So only words that have all but a few
of the letters asked for, and few others, are compared; which these are is counted for all words at once, a bit for each
in one long number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_SLIPS = 3
_HAS = ord("1")


class Slips:
    """Words to be found, by their letters; of those as far away the shortest come first, then as they were given."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._lengths = [len(word) for word in self._words]
        places: dict[str, bytearray] = {}
        for place, word in enumerate(self._words):
            for letter in _letters(word):
                # The first word is the lowest digit, which stands last.
                places.setdefault(letter, bytearray(b"0" * len(self._words)))[-1 - place] = _HAS
        self._having = {letter: int(digits, 2) for letter, digits in places.items()}
        self._ranges: dict[tuple[int, int], tuple[list[str], dict[str, int]]] = {}

    def within(self, word: str, slips: int, limit: int) -> dict[str, int]:
        """Return up to *limit* words at most *slips* (2 or 3) from *word*, with how many."""
        near = [*self._likely(word, slips)]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=limit)
        return {known: distance for known, distance, _ in found}

    def _likely(self, word: str, slips: int) -> Iterator[str]:
        """Yield the words about as long as *word* whose letters are the same but for *slips* here and there."""
        asked = _letters(word)
        words, having = self._about_as_long(len(word), slips)
        every = (1 << len(words)) - 1
        lacking = _more_than(slips, [every ^ having.get(letter, 0) for letter in asked])
        strange = _more_than(slips, [held for letter, held in having.items() if letter not in asked])
        digits = f"{every & ~(lacking | strange):b}"[::-1]
        place = digits.find("1")
        while place >= 0:
            yield words[place]
            place = digits.find("1", place + 1)

    def _about_as_long(self, length: int, slips: int) -> tuple[list[str], dict[str, int]]:
        """Return the words up to *slips* longer or shorter than *length*, and which of them have each letter."""
        if (length, slips) not in self._ranges:
            first = bisect_left(self._lengths, length - slips)
            words = self._words[first : bisect_right(self._lengths, length + slips)]
            every = (1 << len(words)) - 1
            having = {letter: held >> first & every for letter, held in self._having.items()}
            self._ranges[length, slips] = words, {letter: held for letter, held in having.items() if held}
        return self._ranges[length, slips]


def _letters(word: str) -> set[str]:
    """Return the letters of *word*, each time that one comes apart from the times before."""
    return {letter * (word.count(letter, 0, place) + 1) for place, letter in enumerate(word)}


def _more_than(slips: int, sets: Iterable[int]) -> int:
    """Return the places that are in more than *slips* (2 or 3) of *sets*, each a bit for each place."""
    # A number of two digits for each place, and whether there are more than that.
    ones = twos = more = 0
    for one in sets:
        carried = ones & one
        ones ^= one
        more |= twos & carried
        twos ^= carried
    return more if slips == MOST_SLIPS else more | (ones & twos)
