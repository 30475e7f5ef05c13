"""
Finds things by what someone typed: a name, the beginning of one, a misspelt one, or a code.

What is the same, also in other forms or the other norm, goes before what begins so, and that before what has such
words, in other forms, and near ones. Near ones, and names that have only some of the words, are looked for where little
else is found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .folding import fold_words
from .index import Indexed, IndexEntry, SearchIndex, write_wanted
from .index_writer import HEAD
from .records import CALLED
from .stems import stem
from .words import load_words
from .written_titles import read_title

# Why a thing was found, the best reason first.
WAYS = ("code", "same", "same-words", "code-prefix", "beginning", "words", "forms", "compound", "near", "part")
CODE, SAME, SAME_WORDS, CODE_PREFIX, BEGINNING, WORDS, FORMS, COMPOUND, NEAR, PART = WAYS

LONGEST = 200
_CODE = re.compile(r"\s*(?P<digits>[0-9](?:[0-9. ]*[0-9])?)\s*(?P<more>\*?)\s*")
# Names gathered in each way, and how many make it needless to look for near ones.
_GATHERED = 200
_NEARLY = 8
_MOST_WORDS = 12
_MOST_NEAR = 8
_SHORTEST_NEAR = 4
_SHORTEST_WORD = 3
_LONGEST_BEGINNING, _A_FEW = 15, 4


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found: in which way (one of ``WAYS``), how like what was typed (0 to 1), by which name if by any."""

    thing: Indexed
    way: str
    likeness: float
    entry: IndexEntry | None = None


Way = tuple[str, IndexEntry]
_Row = tuple[str, float, IndexEntry]


@dataclass
class Search:
    """What someone typed, looked for in *index* among things of *kinds* (all where none is given)."""

    index: SearchIndex
    typed: str
    kinds: Collection[str] = ()
    _asked: dict[str, list[IndexEntry]] = field(default_factory=dict)

    def found(self, limit: int) -> list[Found]:
        """Return the best *limit* things, each once."""
        coded = {thing.number: Found(thing, way, 1.0) for thing, way in self._coded(limit)}
        best: dict[int, _Row] = {}
        most = max(limit, _GATHERED)
        # Words as typed go before words as meant; each look costs a query, so the last are taken for little found only.
        for look, enough in (
            (self._in_other_forms, limit), (self._beginning, limit), (self._with_words, limit),
            (self._compounds, limit), (self._nearly, _NEARLY), (self._partly, 1),
        ):  # fmt: skip
            if not self._words or len(best) + len(coded) >= min(limit, enough):
                break
            # Those that begin so are in order already: a few more than are shown will do.
            for way, entry in look(5 * limit if look == self._beginning else most):
                if entry.thing not in best and entry.thing not in coded:
                    best[entry.thing] = way, fuzz.ratio(self._sought(way), entry.folded) / 100, entry
        kept = sorted(best.values(), key=_rank)[:limit]
        things = self.index.things(entry.thing for _, _, entry in kept)
        named = [Found(things[entry.thing], way, likeness, entry) for way, likeness, entry in kept]
        return sorted([*coded.values(), *named], key=lambda one: WAYS.index(one.way))[:limit]

    @cached_property
    def _words(self) -> list[str]:
        return fold_words(self.typed[:LONGEST])[:_MOST_WORDS]

    @cached_property
    def _stems(self) -> list[str]:
        return [stem(word) for word in self._words]

    @cached_property
    def _folded(self) -> str:
        return " ".join(self._words)

    @cached_property
    def _telling(self) -> list[str]:
        return read_title(self.typed).telling[:_MOST_WORDS]

    def _coded(self, limit: int) -> Iterator[tuple[Indexed, str]]:
        """Yield the things whose code is what was typed or begins so."""
        if typed := _CODE.fullmatch(self.typed[:LONGEST]):
            digits = typed["digits"].replace(" ", "")
            for thing in self.index.with_code(digits, self.kinds, limit):
                yield thing, CODE if thing.code == digits and not typed["more"] else CODE_PREFIX

    def _in_other_forms(self, most: int) -> Iterator[Way]:
        """Yield names that are what was typed but for the forms of their words: lærar, læreren and lærere are one."""
        if len(self._words[-1]) < _SHORTEST_WORD:
            return
        stems = self._stems
        for entry in self._containing([[one] for one in stems], most):
            words = entry.folded.split()
            if len(words) == len(stems) and [stem(word) for word in words] == stems:
                yield (SAME if words == self._words else SAME_WORDS), entry

    def _beginning(self, most: int) -> Iterator[Way]:
        """Yield names that are what was typed, or begin so; blanks and hyphens make no difference."""
        index, joined = self.index, self._folded.replace(" ", "")
        entries = index.beginning(joined, self.kinds, most)
        # Where so many begin so, what is the same may be beyond them.
        same = index.same(joined, self.kinds, most) if len(entries) == most else ()
        for entry in (*same, *entries):
            rest = WORDS if entry.role == CALLED else BEGINNING
            yield (SAME if entry.folded.replace(" ", "") == joined else rest), entry

    def _with_words(self, most: int) -> Iterator[Way]:
        """Yield names that have words which begin as those typed, or are what these are forms of or short for."""
        entries = self._containing(self._known, most)
        if len(entries) == most:
            entries = [*self._containing([[f"{word}*"] for word in self._words], most), *entries]
        for entry in entries:
            has_all = all(f" {word}" in f" {entry.folded}" for word in self._words)
            yield (WORDS if has_all else FORMS), entry

    def _compounds(self, most: int) -> Iterator[Way]:
        """Yield names with compounds that are a kind of what was typed."""
        choices = [[*known, HEAD + stem(word)] for word, known in zip(self._words, self._known, strict=True)]
        for entry in self._containing(choices, most):
            yield COMPOUND, entry

    def _nearly(self, most: int) -> Iterator[Way]:
        """Yield names that have the words, or words a slip away from them."""
        near = self._near
        choices = [[*choices, *near[word]] for word, choices in zip(self._words, self._known, strict=True)]
        for entry in self._containing(choices, most):
            yield NEAR, entry

    def _partly(self, most: int) -> Iterator[Way]:
        """Yield names that have the words that tell what a job is, or else any of these, or how one begins."""
        telling = [[*self._meant(word), *self._near.get(word, ())] for word in self._telling]
        for choices in (telling, [list(chain.from_iterable(telling))]):
            if any(choices) and (entries := self._containing(choices, most)):
                yield from ((PART, entry) for entry in entries)
                return
        yield from ((PART, entry) for entry in self._begun(most))

    def _begun(self, most: int) -> list[IndexEntry]:
        """Return names with words that begin as the longest word does, with as much of it as a few names have."""
        longest = max(self._telling, key=len, default="")[:_LONGEST_BEGINNING]
        entries: list[IndexEntry] = []
        for end in range(len(longest) - 1, _SHORTEST_NEAR - 1, -1):
            entries = self._containing([[f"{longest[:end]}*"]], most)
            if len(entries) >= _A_FEW:
                break
        return entries

    def _containing(self, choices: Iterable[Iterable[str]], most: int) -> list[IndexEntry]:
        """Return names that have a word of each of *choices*; what was looked for in another way is not asked again."""
        wanted = write_wanted(choices)
        if wanted not in self._asked:
            self._asked[wanted] = self.index.containing(wanted, self.kinds, most)
        return self._asked[wanted]

    def _sought(self, way: str) -> str:
        """Return what names found in this *way* should be like."""
        return " ".join(self._telling) if way == PART else self._folded

    def _meant(self, word: str) -> list[str]:
        """Return how words begin that are *word* in either norm, and the stems it may be a form of or short for."""
        words = load_words()
        begin = dict.fromkeys((f"{word}*", f"{words.respell(word)}*"))
        return [*begin, stem(word), *(stem(whole) for whole in words.abbreviations.get(word, ())[:1])]

    @cached_property
    def _known(self) -> list[list[str]]:
        return [self._meant(word) for word in self._words]

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        """The words of the index that are near each word typed, the likest few."""
        asked = {word: {word, stem(word)} for word in self._words if len(word) >= _SHORTEST_NEAR}
        found = self.index.near({form for forms in asked.values() for form in forms})
        near: dict[str, list[str]] = {word: [] for word in self._words}
        for word, forms in asked.items():
            likeness: dict[str, float] = {}
            for form in forms:
                for known in found[form]:
                    likeness[known] = max(likeness.get(known, 0.0), OSA.normalized_similarity(form, known))
            near[word] = sorted(likeness, key=lambda known: (-likeness[known], known))[:_MOST_NEAR]
        return near


def _rank(row: _Row) -> tuple[int, bool, float, int]:
    """
    Order by the way, then by the order of the index; what a thing is only called besides goes after names.

    Where what was typed is not the name's beginning, how like it is comes between, in tenths: a letter less counts for
    less than the role of the name and the kind of the thing.
    """
    way, likeness, entry = row
    alike = -round(likeness, 1) if way in {WORDS, FORMS, COMPOUND, NEAR, PART} else 0.0
    return WAYS.index(way), entry.role == CALLED, alike, entry.number
