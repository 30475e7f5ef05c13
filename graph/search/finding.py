"""
Search for entities by a name, the start of one, a misspelt one, or a code.

Results are ordered by the way they match: equal names (in any inflection or written norm), names that start with the
text, names with the same words, with inflected words, compounds, similar words, and names with some of the words. The
last two are tried only when little else matches.
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

# The ways an entity can match, the best first.
WAYS = ("code", "same", "same-words", "code-prefix", "beginning", "words", "forms", "compound", "near", "part")
CODE, SAME, SAME_WORDS, CODE_PREFIX, BEGINNING, WORDS, FORMS, COMPOUND, NEAR, PART = WAYS

LONGEST = 200
_CODE = re.compile(r"\s*(?P<digits>[0-9](?:[0-9. ]*[0-9])?)\s*(?P<more>\*?)\s*")
# The most names gathered per way, and the number of results that makes similar words unnecessary.
_GATHERED = 200
_NEARLY = 8
_MOST_WORDS = 12
_MOST_NEAR = 8
_SHORTEST_NEAR = 4
_SHORTEST_WORD = 3
_LONGEST_BEGINNING, _A_FEW = 15, 4


@dataclass(frozen=True, slots=True)
class Found:
    """A result: the entity, the way it matched (one of ``WAYS``), the similarity (0 to 1), and the matching name."""

    thing: Indexed
    way: str
    likeness: float
    entry: IndexEntry | None = None


Way = tuple[str, IndexEntry]
_Row = tuple[str, float, IndexEntry]


@dataclass
class Search:
    """
    A search for *typed* in *index*, among entities of *kinds* (all kinds where empty).

    Raises ``ReleaseFault`` from any method where the index cannot be read.
    """

    index: SearchIndex
    typed: str
    kinds: Collection[str] = ()
    _asked: dict[str, list[IndexEntry]] = field(default_factory=dict)

    def found(self, limit: int) -> list[Found]:
        """Return the best *limit* entities, each once, best first."""
        coded = {thing.number: Found(thing, way, 1.0) for thing, way in self._coded(limit)}
        best: dict[int, _Row] = {}
        most = max(limit, _GATHERED)
        # Exact words go before corrected ones. Each step costs a query, so the last run only when little was found.
        for look, enough in (
            (self._in_other_forms, limit), (self._beginning, limit), (self._with_words, limit),
            (self._compounds, limit), (self._nearly, _NEARLY), (self._partly, 1),
        ):  # fmt: skip
            if not self._words or len(best) + len(coded) >= min(limit, enough):
                break
            # Names found by prefix are in display order already, so a few more than the limit are enough.
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
        """Yield the entities whose code equals the text or starts with it."""
        if typed := _CODE.fullmatch(self.typed[:LONGEST]):
            digits = typed["digits"].replace(" ", "")
            for thing in self.index.with_code(digits, self.kinds, limit):
                yield thing, CODE if thing.code == digits and not typed["more"] else CODE_PREFIX

    def _in_other_forms(self, most: int) -> Iterator[Way]:
        """Yield names equal to the text but for inflection: lærar, læreren and lærere are equal."""
        if len(self._words[-1]) < _SHORTEST_WORD:
            return
        stems = self._stems
        for entry in self._containing([[one] for one in stems], most):
            words = entry.folded.split()
            if len(words) == len(stems) and [stem(word) for word in words] == stems:
                yield (SAME if words == self._words else SAME_WORDS), entry

    def _beginning(self, most: int) -> Iterator[Way]:
        """Yield names equal to the text or starting with it, ignoring blanks and hyphens."""
        index, joined = self.index, self._folded.replace(" ", "")
        entries = index.beginning(joined, self.kinds, most)
        # Where the limit is reached, equal names may be beyond it.
        same = index.same(joined, self.kinds, most) if len(entries) == most else ()
        for entry in (*same, *entries):
            rest = WORDS if entry.role == CALLED else BEGINNING
            yield (SAME if entry.folded.replace(" ", "") == joined else rest), entry

    def _with_words(self, most: int) -> Iterator[Way]:
        """Yield names with a word for each one typed: a completion, another inflection or the long form."""
        entries = self._containing(self._known, most)
        if len(entries) == most:
            entries = [*self._containing([[f"{word}*"] for word in self._words], most), *entries]
        for entry in entries:
            has_all = all(f" {word}" in f" {entry.folded}" for word in self._words)
            yield (WORDS if has_all else FORMS), entry

    def _compounds(self, most: int) -> Iterator[Way]:
        """Yield names with compounds whose last part was typed."""
        choices = [[*known, HEAD + stem(word)] for word, known in zip(self._words, self._known, strict=True)]
        for entry in self._containing(choices, most):
            yield COMPOUND, entry

    def _nearly(self, most: int) -> Iterator[Way]:
        """Yield names with a word for each one typed, or one typing error away from it."""
        near = self._near
        choices = [[*choices, *near[word]] for word, choices in zip(self._words, self._known, strict=True)]
        for entry in self._containing(choices, most):
            yield NEAR, entry

    def _partly(self, most: int) -> Iterator[Way]:
        """Yield names with all words that identify the job, else any of them, else a prefix of the longest."""
        telling = [[*self._meant(word), *self._near.get(word, ())] for word in self._telling]
        for choices in (telling, [list(chain.from_iterable(telling))]):
            if any(choices) and (entries := self._containing(choices, most)):
                yield from ((PART, entry) for entry in entries)
                return
        yield from ((PART, entry) for entry in self._begun(most))

    def _begun(self, most: int) -> list[IndexEntry]:
        """Return names with a word that shares a prefix with the longest word: the longest prefix a few names have."""
        longest = max(self._telling, key=len, default="")[:_LONGEST_BEGINNING]
        entries: list[IndexEntry] = []
        for end in range(len(longest) - 1, _SHORTEST_NEAR - 1, -1):
            entries = self._containing([[f"{longest[:end]}*"]], most)
            if len(entries) >= _A_FEW:
                break
        return entries

    def _containing(self, choices: Iterable[Iterable[str]], most: int) -> list[IndexEntry]:
        """Return names with a word from each of *choices*, cached for the length of the search."""
        wanted = write_wanted(choices)
        if wanted not in self._asked:
            self._asked[wanted] = self.index.containing(wanted, self.kinds, most)
        return self._asked[wanted]

    def _sought(self, way: str) -> str:
        """Return the text that names found in this *way* are compared with."""
        return " ".join(self._telling) if way == PART else self._folded

    def _meant(self, word: str) -> list[str]:
        """Return prefixes of *word* in either written norm, its stem, and the stem of its long form."""
        words = load_words()
        begin = dict.fromkeys((f"{word}*", f"{words.respell(word)}*"))
        return [*begin, stem(word), *(stem(whole) for whole in words.abbreviations.get(word, ())[:1])]

    @cached_property
    def _known(self) -> list[list[str]]:
        return [self._meant(word) for word in self._words]

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        """The indexed words most similar to each word typed, most similar first."""
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
    Return a sort key: the way, everyday names last, then display order.

    Where the name does not start with the text, similarity comes in between, rounded to tenths: one letter counts less
    than the role of the name and the kind of the entity.
    """
    way, likeness, entry = row
    alike = -round(likeness, 1) if way in {WORDS, FORMS, COMPOUND, NEAR, PART} else 0.0
    return WAYS.index(way), entry.role == CALLED, alike, entry.number
