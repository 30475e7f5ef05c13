"""
Finds names that stand within a longer title, as advertisements have them: the trade first, then where, for whom, when.

"Elektriker bolig og nybygg" is an electrician whatever the rest means, and "Sushikokk" a cook. Names are known by the
stems of what stands before their brackets, since the brackets are for those who sort titles and not for those who write
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..search.written_titles import WrittenTitle

_MOST_WORDS = 10
_SHORTEST_HEAD, _SHORTEST_BEFORE = 4, 3
# What a compound's unknown first part takes from it.
_HEAD_SHARE = 0.3

# The numbers of the names found, the places of the first and the last word (from 0), and the share of the last one.
Span = tuple[list[int], int, int, float]


class Within:
    """The names of an index by their stems; *names* are the readings of what stands before the brackets."""

    def __init__(self, names: Iterable[WrittenTitle]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, reading in enumerate(names):
            if reading.words:
                self._numbers.setdefault(" ".join(found for _, found, _ in reading.words), []).append(number)

    def same(self, reading: WrittenTitle) -> list[int]:
        """Return the numbers of the names that are all of a title but for their brackets."""
        return self._numbers.get(" ".join(found for _, found, _ in reading.words), [])

    def spans(self, reading: WrittenTitle) -> Iterator[Span]:
        """Yield every run of words that is a name, and the names at the end of compounds that nobody knows."""
        stems = [found for _, found, _ in reading.words[:_MOST_WORDS]]
        known = self._numbers
        for first in range(len(stems)):
            key = ""
            for last in range(first, len(stems)):
                key = f"{key} {stems[last]}" if key else stems[last]
                if key in known:
                    yield known[key], first, last, 1.0
            if stems[first] not in known and (found := self._head(stems[first])):
                yield found, first, first, _HEAD_SHARE

    def _head(self, word: str) -> list[int]:
        """Return the names that the stem of a compound ends in, the longest."""
        for place in range(_SHORTEST_BEFORE, len(word) - _SHORTEST_HEAD + 1):
            if found := self._numbers.get(word[place:]):
                return found
        return []
