"""Search among names by spelling: those that cannot be among the most similar are left out by their letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from .spelling import LEAST_SPELT, MOST_SPELT, Finder

# Names compared first: the worst of the best among them bounds the search among the others.
_TRIED, _ROUNDED = 64, 0.01
_MOST_COUNTED = 255


def count_letters(names: Sequence[str]) -> Finder:
    """
    Return a function that finds the most similar of *names* as ``compare_each`` does, in a third of the time.

    *names* are folded: of ASCII letters alone, and none has more than 255 times the same.
    """
    return _CountedNames(names).most_alike


class _CountedNames:
    """
    Folded *names* with the numbers of their letters.

    The letters that two texts share, in whatever order, bound their similarity. Counting those for all names at once
    takes a twentieth of the time of comparing them, and leaves few to compare.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        lengths = [len(name) for name in names]
        letters = np.frombuffer("".join(names).encode("ascii"), np.uint8)
        owners = np.repeat(np.arange(len(names)), lengths)
        self._lengths = np.array(lengths, np.float32)
        self._counts = {
            chr(letter): np.bincount(owners[letters == letter], minlength=len(names)).astype(np.uint8)
            for letter in np.flatnonzero(np.bincount(letters)).tolist()
        }

    def most_alike(self, written: str) -> list[tuple[float, int]]:
        """Return the similarity (0 to 100) and the places of the names most similar to *written*, at most five."""
        # Small numbers, of which the processor adds many at once; longer texts have no names nearly as long.
        asked = written[:_MOST_COUNTED]
        shared = np.zeros(len(self._names), np.uint8)
        for letter in set(asked).intersection(self._counts):
            shared += np.minimum(self._counts[letter], np.uint8(asked.count(letter)))
        bounds = shared * np.float32(200) / (self._lengths + np.float32(len(written))) + np.float32(_ROUNDED)
        likely = np.flatnonzero(bounds >= LEAST_SPELT)
        least = float(LEAST_SPELT)
        if len(likely) > 2 * _TRIED:
            first = np.argpartition(-bounds[likely], _TRIED)[:_TRIED]
            found = self._compare(written, likely[first].tolist(), least)
            if len(found) == MOST_SPELT:
                least = found[-1][0] - _ROUNDED
                likely = likely[bounds[likely] >= least]
        return self._compare(written, likely.tolist(), least)

    def _compare(self, written: str, places: Sequence[int], least: float) -> list[tuple[float, int]]:
        names = [self._names[place] for place in places]
        found = process.extract(written, names, scorer=fuzz.ratio, score_cutoff=least, limit=MOST_SPELT)
        return [(score, places[at]) for _, score, at in found]
