"""Similarity of spelling between a title and names, with and without the brackets at the end of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from .evidence.spelling import MOST_SPELT, Finder

_WITHOUT_FIELD = 0.97
_SPELT, _SHORTEST_SPELT = 0.8, 5


class Letters:
    """
    Folded names by number: *whole*, and *bare* without the brackets at the end.

    *find_among* makes the function by which a text is compared with all of them.
    """

    def __init__(
        self, whole: Sequence[str], bare: Sequence[str], find_among: Callable[[Sequence[str]], Finder]
    ) -> None:
        self._find_among = find_among
        self._whole = whole
        self._bare = bare
        # Each bare wording that differs from its whole name, with the numbers of the names it stands in.
        self._only_bare: dict[str, list[int]] = {}
        for number, (one, other) in enumerate(zip(whole, bare, strict=True)):
            if one != other:
                self._only_bare.setdefault(other, []).append(number)
        self._wordings = list(self._only_bare)

    def likeness(self, written: str, numbers: Sequence[int]) -> list[float]:
        """Return the similarity (0 to 1) of *written* to each of the names with these *numbers*."""
        names, without = [self._whole[number] for number in numbers], [self._bare[number] for number in numbers]
        whole = _compare(written, names)
        if names == without:
            return whole
        bare = _compare(written, without)
        return [max(one, other * _WITHOUT_FIELD) for one, other in zip(whole, bare, strict=True)]

    def spell_out(self, written: str) -> Iterator[tuple[int, float]]:
        """
        Yield the numbers of the most similar names with their similarity (0 to 1), comparing with every name.

        Text shorter than five letters yields nothing: it resembles too many names.
        """
        if len(written) < _SHORTEST_SPELT:
            return
        find_whole, find_bare = self._finders
        for score, number in find_whole(written):
            yield number, score / 100 * _SPELT
        for score, place in find_bare(written):
            for number in self._only_bare[self._wordings[place]][:MOST_SPELT]:
                yield number, score / 100 * _SPELT

    @cached_property
    def _finders(self) -> tuple[Finder, Finder]:
        """Find among all names, and among the bare wordings; made when the first title needs them."""
        return self._find_among(self._whole), self._find_among(self._wordings)


def _compare(written: str, names: list[str]) -> list[float]:
    found = [0.0] * len(names)
    for _, score, place in process.extract(written, names, scorer=fuzz.ratio, limit=None):
        found[place] = score / 100
    return found
