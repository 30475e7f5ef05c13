"""
Names contained in a longer title, as in advertisements: the trade first, then the place, the employer, the hours.

"Elektriker bolig og nybygg" is an electrician and "Sushikokk" a cook. Names are indexed by the stems of the words
before their brackets: the brackets help to sort a list of titles, and few people write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..search.written_titles import WrittenTitle, read_title

_MOST_WORDS = 10
_SHORTEST_HEAD, _SHORTEST_BEFORE = 4, 3
# The share of a compound that its known last part makes up.
_HEAD_SHARE = 0.3
_SHORTEST_FIELD = 4

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


class Varied(NamedTuple):
    """
    The titles of a register that differ from a written title in their brackets alone, by the numbers of their things.

    ``own`` are equal to the title, ``named`` is the thing with its very name or everyday name, ``meant`` are the
    variants of that; the last word of those ``ending`` as the title does is longer than the title, which is one word.
    """

    own: Sequence[int] = ()
    named: Sequence[int] = ()
    meant: Sequence[int] = ()
    ending: Sequence[int] = ()


class Variants:
    """The titles of a register by the words before their brackets; *names* are pairs of a thing and its name."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._things: dict[str, list[int]] = {}
        self._fields: dict[int, list[str]] = {}
        self._ending: dict[str, list[int]] = {}
        self._bare: set[str] = set()
        for thing, name in names:
            before, _, field = name.partition("(")
            if key := _key(before):
                self._things.setdefault(key, []).append(thing)
                self._fields[thing] = [stem for _, stem, _ in read_title(field, advertised=False).words]
                if not field:
                    self._bare.add(key)

    def of(self, title: str) -> list[int]:
        """Return the things with brackets whose names are equal to *title* but for these; [] if it is a name itself."""
        key = _key(title)
        return [] if "(" in title or key in self._bare else self._things.get(key, [])

    def ending(self, title: str) -> list[int]:
        """Return the things whose last word before brackets is longer than that of *title*, and ends in it."""
        last = _key(title).rpartition(" ")[2]
        if last not in self._ending:
            found = (key for key in self._things if key.endswith(last) and not f" {key}".endswith(f" {last}"))
            self._ending[last] = [thing for key in found for thing in self._things[key]] if last else []
        return self._ending[last]

    def meant(self, title: str, thing: int, name: str) -> list[int]:
        """
        Return the variants of the *name* of *thing* that an everyday *title* stands for; [] where it says which.

        "Lastebilsjåfør" says which of the "sjåfør (…)", "farmer" does not say which "gårdbruker (…)".
        """
        before, written = name.partition("(")[0], read_title(title)
        has_field = any(len(field) >= _SHORTEST_FIELD and field in written.key for field in self._fields.get(thing, ()))
        if "(" in title or has_field or len(written.words) > 1 or read_title(before).key in written.key:
            return []
        return self.of(before)


def _key(title: str) -> str:
    return " ".join(stem for _, stem, _ in read_title(title).words)
