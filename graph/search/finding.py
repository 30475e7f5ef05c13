"""
Finds things by what someone typed: a name, the beginning of one, a misspelt one, or a code.

What is the same goes before what begins so, and that before what has such words, in other forms, and near ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .folding import fold_words
from .index import Entry, Indexed, SearchIndex
from .stems import stem
from .words import load_words

# Why a thing was found, the best reason first.
WAYS = ("code", "same", "code-prefix", "beginning", "words", "forms", "near")
CODE, SAME, CODE_PREFIX, BEGINNING, WORDS, FORMS, NEAR = WAYS

LONGEST = 200
_CODE = re.compile(r"\s*(?P<digits>[0-9](?:[0-9. ]*[0-9])?)\s*(?P<more>\*?)\s*")
_GATHERED = 200
_MOST_WORDS = 12
_MOST_NEAR = 8
_SHORTEST_NEAR = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found: in which way (one of ``WAYS``), how like what was typed (0 to 1), by which name if by any."""

    thing: Indexed
    way: str
    likeness: float
    entry: Entry | None = None


@dataclass
class Search:
    """What someone typed, looked for in *index* among things of *kinds* (all where none is given)."""

    index: SearchIndex
    typed: str
    kinds: Collection[str] = ()

    def found(self, limit: int) -> list[Found]:
        """Return the best *limit* things, each once."""
        best: dict[int, tuple[str, float, Entry]] = {}
        coded = [Found(thing, way, 1.0) for thing, way in self._coded(limit)]
        numbers = {one.thing.number for one in coded}
        for way, entries in self._named():
            for entry in entries:
                if entry.thing not in best and entry.thing not in numbers:
                    best[entry.thing] = way, fuzz.ratio(self._folded, entry.folded) / 100, entry
            if len(best) >= limit:
                break
        things = self.index.things(best)
        named = [Found(things[thing], *how) for thing, how in best.items()]
        return sorted([*coded, *named], key=_rank)[:limit]

    @cached_property
    def _words(self) -> list[str]:
        return fold_words(self.typed[:LONGEST])[:_MOST_WORDS]

    @cached_property
    def _folded(self) -> str:
        return " ".join(self._words)

    def _coded(self, limit: int) -> Iterator[tuple[Indexed, str]]:
        """Yield the things whose code is what was typed or begins so."""
        if typed := _CODE.fullmatch(self.typed[:LONGEST]):
            digits = typed["digits"].replace(" ", "")
            for thing in self.index.with_code(digits, self.kinds, limit):
                yield thing, CODE if thing.code == digits and not typed["more"] else CODE_PREFIX

    def _named(self) -> Iterator[tuple[str, list[Entry]]]:
        """Yield the names found in one way after the other, each way only when the ones before did not do."""
        index, words = self.index, self._words
        if not words:
            return
        yield SAME, index.same(self._folded, self.kinds, _GATHERED)
        yield BEGINNING, index.beginning(self._folded, self.kinds, _GATHERED)
        yield WORDS, index.containing([[f"{word}*"] for word in words], self.kinds, _GATHERED)
        known = [[f"{word}*", *self._meant(word)] for word in words]
        yield FORMS, index.containing(known, self.kinds, _GATHERED)
        near = [[*choices, *self._near(word)] for word, choices in zip(words, known, strict=True)]
        entries = index.containing(near, self.kinds, _GATHERED)
        yield NEAR, sorted(entries, key=lambda entry: -fuzz.ratio(self._folded, entry.folded))

    def _meant(self, word: str) -> list[str]:
        """Return the stems of what *word* may be short for or a form of."""
        return [stem(word), *(stem(whole) for whole in load_words().abbreviations.get(word, ())[:1])]

    def _near(self, word: str) -> list[str]:
        if len(word) < _SHORTEST_NEAR:
            return []
        likeness = {
            known: max(OSA.normalized_similarity(word, known), OSA.normalized_similarity(stem(word), known))
            for known in {*self.index.near(word), *self.index.near(stem(word))}
        }
        return sorted(likeness, key=lambda known: (-likeness[known], known))[:_MOST_NEAR]


def _rank(found: Found) -> tuple[int, float, int]:
    """
    Order by the way, then by the order of the index.

    Where what was typed is not the name's beginning, how like it is comes between, in tenths: a letter less counts for
    less than the role of the name and the kind of the thing.
    """
    way = WAYS.index(found.way)
    number = found.entry.number if found.entry else found.thing.number
    return way, -round(found.likeness, 1) if found.way in {WORDS, FORMS, NEAR} else 0.0, number
