"""
Words within a few typing errors of another: letters omitted, inserted, replaced or transposed.

One error removes at most one letter from a word and adds at most one. So only words that have most of the requested
letters and few others are compared; they are found by counting bits for all words at once in one long integer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_SLIPS = 3
_HAS = ord("1")


class Slips:
    """Words indexed by their letters; at equal distance, shorter words come first, then those given first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._lengths = [len(word) for word in self._words]
        places: dict[str, bytearray] = {}
        for place, word in enumerate(self._words):
            for letter in _letters(word):
                if letter not in places:
                    places[letter] = bytearray(b"0" * len(self._words))
                # The first word is the lowest digit, the last one written.
                places[letter][-1 - place] = _HAS
        self._having = {letter: int(digits, 2) for letter, digits in places.items()}
        self._ranges: dict[tuple[int, int], tuple[list[str], dict[str, int]]] = {}

    def within(self, word: str, slips: int, limit: int) -> dict[str, int]:
        """Return up to *limit* words at most *slips* (2 or 3) errors from *word*, with their distances."""
        near = [*self._likely(word, slips)]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=limit)
        return {known: distance for known, distance, _ in found}

    def _likely(self, word: str, slips: int) -> Iterator[str]:
        """Yield the words of similar length that lack at most *slips* letters of *word* and add at most as many."""
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
        """Return the words within *slips* of *length*, and for each letter a bit set of those that have it."""
        if (length, slips) not in self._ranges:
            first = bisect_left(self._lengths, length - slips)
            words = self._words[first : bisect_right(self._lengths, length + slips)]
            every = (1 << len(words)) - 1
            having = {letter: held >> first & every for letter, held in self._having.items()}
            self._ranges[length, slips] = words, {letter: held for letter, held in having.items() if held}
        return self._ranges[length, slips]


def _letters(word: str) -> set[str]:
    """Return the letters of *word*; the second occurrence of a letter is it doubled, the third tripled."""
    return {letter * (word.count(letter, 0, place) + 1) for place, letter in enumerate(word)}


def _more_than(slips: int, sets: Iterable[int]) -> int:
    """Return the bits set in more than *slips* (2 or 3) of *sets*."""
    # A two-bit counter per position, and an overflow bit.
    ones = twos = more = 0
    for one in sets:
        carried = ones & one
        ones ^= one
        more |= twos & carried
        twos ^= carried
    return more if slips == MOST_SLIPS else more | (ones & twos)
