"""Search for the names that are spelt most like a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

LEAST_SPELT, MOST_SPELT = 60, 5
# Finds the five names most similar to a text that are at least 60 (of 100) like it: their similarity and their places.
Finder = Callable[[str], list[tuple[float, int]]]


def compare_each(names: Sequence[str]) -> Finder:
    """Return a function that compares a text with each of *names*."""

    def find(written: str) -> list[tuple[float, int]]:
        found = process.extract(written, names, scorer=fuzz.ratio, score_cutoff=LEAST_SPELT, limit=MOST_SPELT)
        return [(score, place) for _, score, place in found]

    return find
