"""
The vocabulary of all names: known stems, corrections for misspelt words, and the parts of compounds.

Corrections are found by deletion: the word and the known words are indexed with each single letter removed, which costs
one look-up per letter instead of one comparison per known word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from .slips import MOST_SLIPS, Slips
from .stems import stem
from .words import load_words

_SHORTEST_NEAR = 4
_SHORTEST_FAR, _LONG = 5, 11
_NEAR_CUTOFF = 0.7
_MOST_NEAR, _MOST_COMPLETIONS = 4, 40
_COMPLETED = 0.85
_SHORTEST_LEFT, _SHORTEST_RIGHT = 3, 3
_REMEMBERED = 200_000

# Words similar to another, with their similarity (0 to 1), most similar first.
Near = tuple[tuple[str, float], ...]


class Lexicon:
    """
    The vocabulary of *names*, each a sequence of (word, stem, share).

    A misspelt word is compared with words as well as stems, since an error in the ending hides the stem.
    """

    def __init__(self, names: Sequence[Sequence[tuple[str, str, float]]]) -> None:
        self._counts = Counter(stem for name in names for stem in {stem for _, stem, _ in name})
        self._stems: dict[str, str] = {stem: stem for stem in self._counts}
        for name in names:
            for word, word_stem, _ in name:
                self._stems.setdefault(word, word_stem)
        self._sorted = sorted(self._stems)
        self._near: dict[str, Near] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._lefts = self._count_lefts()

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._sorted)

    @cached_property
    def _thinned(self) -> dict[str, str]:
        """The words by each form with one letter removed, separated by blanks; computed at the first unknown word."""
        found: dict[str, str] = {}
        for word in self._sorted:
            if len(word) >= _SHORTEST_NEAR:
                for thin in thin_out(word):
                    # Text in place of lists, of which there would be a hundred thousand for the garbage collector.
                    found[thin] = f"{found[thin]} {word}" if thin in found else word
        return found

    def __contains__(self, stem: str) -> bool:
        return stem in self._counts

    def near(self, word: str, word_stem: str) -> Near:
        """Return the known stems that an unknown *word* may abbreviate or misspell, most similar first; () for none."""
        found = self._near.get(word)
        if found is None:
            if len(self._near) > _REMEMBERED:
                self._near.clear()
            found = self._near[word] = self._find_near(word, word_stem)
        return found

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the stems that the compound *word* consists of; any other word is its own only part."""
        found = self._parts.get(word)
        if found is None:
            if len(self._parts) > _REMEMBERED:
                self._parts.clear()
            found = self._parts[word] = tuple(self._split(word)) or (word,)
        return found

    def whole(self, word: str) -> str:
        """
        Return the stem of *word* with its abbreviated end expanded ("kantineass").

        Returns '' where the long form is neither a word of the vocabulary nor a compound of such words.
        """
        heads = load_words().heads
        if not word.endswith(tuple(heads)):
            return ""
        for short, meant in heads.items():
            if word.endswith(short) and len(word) >= _SHORTEST_LEFT + len(short):
                found = stem(word.removesuffix(short) + meant)
                if found in self._counts or len(self.parts(found)) > 1:
                    return found
        return ""

    def _find_near(self, word: str, word_stem: str) -> Near:
        if len(word) < _SHORTEST_NEAR or word.isdigit():
            return ()
        liked: dict[str, float] = {}
        for asked in {word, word_stem}:
            if len(asked) >= _SHORTEST_NEAR:
                for known in {known for thin in thin_out(asked) for known in self._thinned.get(thin, "").split()}:
                    likeness = OSA.normalized_similarity(asked, known)
                    if likeness > max(_NEAR_CUTOFF, liked.get(known, 0.0)):
                        liked[known] = likeness
        liked = liked or self._completions(word) or self._far(word)
        stems: dict[str, float] = {}
        for known, likeness in liked.items():
            stems[self._stems[known]] = max(likeness, stems.get(self._stems[known], 0.0))
        return tuple(sorted(stems.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_NEAR])

    def _completions(self, word: str) -> dict[str, float]:
        """Return the words that start with *word*; {} where there are too many."""
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, word + "\uffff", first)
        if last - first > _MOST_COMPLETIONS:
            return {}
        return dict.fromkeys(self._sorted[first:last], _COMPLETED)

    def _far(self, word: str) -> dict[str, float]:
        """Return the words within two errors of *word*, or three for a long one."""
        if len(word) < _SHORTEST_FAR:
            return {}
        slips = MOST_SLIPS - 1 if len(word) < _LONG else MOST_SLIPS
        found = self._slips.within(word, slips, _MOST_NEAR)
        return {known: 1 - distance / max(len(word), len(known)) for known, distance in found.items()}

    def _count_lefts(self) -> frozenset[str]:
        """Return the stems that are words, or the first part of more than one compound of known words."""
        lefts: Counter[str] = Counter()
        for word in self._counts:
            for left, _ in self._cuts(word):
                lefts[left] += 1
        return frozenset(self._counts) | frozenset(left for left, count in lefts.items() if count > 1)

    def _cuts(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield both parts of *word* for each split whose right part is a known word, the longest right part first."""
        for place in range(_SHORTEST_LEFT, len(word) - _SHORTEST_RIGHT + 1):
            right = word[place:]
            if right in self._counts:
                # An s may join the parts; an e is an ending, absent from the stem.
                for left in dict.fromkeys((word[:place], word[:place].removesuffix("s"))):
                    if len(left) >= _SHORTEST_LEFT:
                        yield stem(left), right

    def _split(self, word: str) -> Iterator[str]:
        for left, right in self._cuts(word):
            if left in self._lefts and left != word:
                yield from self.parts(left)
                yield from self.parts(right)
                return


def thin_out(word: str) -> set[str]:
    """Return *word* and every form of it with one letter removed."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
