"""
Names contained in a longer title, as in advertisements: the trade first, then the place, the employer, the hours.

"Elektriker bolig og nybygg" is an electrician and "Sushikokk" a cook. Names are indexed by the stems of the words
before their brackets: the brackets help to sort a list of titles, and few people write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..search.written_titles import WrittenTitle

_MOST_WORDS = 10
_SHORTEST_HEAD, _SHORTEST_BEFORE = 4, 3
# The share of a compound that its known last part makes up.
_HEAD_SHARE = 0.3

# The numbers of the names, the positions (from 0) of the first and last word, and the share of the last word.
Span = tuple[list[int], int, int, float]


class Within:
    """The names of an index by their stems; *names* are parsed without their brackets."""

    def __init__(self, names: Iterable[WrittenTitle]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, reading in enumerate(names):
            if reading.words:
                self._numbers.setdefault(" ".join(found for _, found, _ in reading.words), []).append(number)

    def same(self, reading: WrittenTitle) -> list[int]:
        """Return the numbers of the names equal to a title but for their brackets; [] for none."""
        return self._numbers.get(" ".join(found for _, found, _ in reading.words), [])

    def spans(self, reading: WrittenTitle) -> Iterator[Span]:
        """Yield a span for each run of words that is a name, and for each name that ends an unknown compound."""
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
        """Return the names equal to the longest known ending of a compound; [] for none."""
        for place in range(_SHORTEST_BEFORE, len(word) - _SHORTEST_HEAD + 1):
            if found := self._numbers.get(word[place:]):
                return found
        return []
