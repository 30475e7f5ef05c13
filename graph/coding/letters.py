"""Compares what was written with names letter by letter: the whole names, and what stands before their brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

_WITHOUT_FIELD = 0.97
_LEAST_SPELT, _MOST_SPELT, _SPELT, _SHORTEST_SPELT = 60, 5, 0.8, 5


class Letters:
    """Names as they are compared: *whole* and *bare*, folded, in the order of their numbers."""

    def __init__(self, whole: Sequence[str], bare: Sequence[str]) -> None:
        self._whole = whole
        self._bare = bare
        # Each wording of those that differ from the whole, with the names that have it.
        self._only_bare: dict[str, list[int]] = {}
        for number, (one, other) in enumerate(zip(whole, bare, strict=True)):
            if one != other:
                self._only_bare.setdefault(other, []).append(number)
        self._wordings = list(self._only_bare)

    def likeness(self, written: str, numbers: Sequence[int]) -> list[float]:
        """Return how like each of the names of these *numbers* is to what was *written* (0 to 1)."""
        names, without = [self._whole[number] for number in numbers], [self._bare[number] for number in numbers]
        whole = _compare(written, names)
        if names == without:
            return whole
        bare = _compare(written, without)
        return [max(one, other * _WITHOUT_FIELD) for one, other in zip(whole, bare, strict=True)]

    def spell_out(self, written: str) -> Iterator[tuple[int, float]]:
        """
        Yield the numbers of the names that are like what was *written*, with how like; looks at all of them.

        A few letters are like many names and mean none.
        """
        if len(written) < _SHORTEST_SPELT:
            return
        for _, score, number in _like(written, self._whole):
            yield number, score / 100 * _SPELT
        for wording, score, _ in _like(written, self._wordings):
            for number in self._only_bare[wording][:_MOST_SPELT]:
                yield number, score / 100 * _SPELT


def _like(written: str, names: Sequence[str]) -> list[tuple[str, float, int]]:
    return process.extract(written, names, scorer=fuzz.ratio, score_cutoff=_LEAST_SPELT, limit=_MOST_SPELT)


def _compare(written: str, names: list[str]) -> list[float]:
    found = [0.0] * len(names)
    for _, score, place in process.extract(written, names, scorer=fuzz.ratio, limit=None):
        found[place] = score / 100
    return found
