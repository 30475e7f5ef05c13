"""The names that a title may mean: those of titles and occupations, and English ones where it is not sure of these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

from ..search.index import IndexEntry, SearchIndex
from ..search.written_titles import split_title
from .confidence import confidence
from .english import ENGLISH, EnglishGroups, find_english
from .evidence.counted_letters import count_letters
from .evidence.recognised import NOT_ENGLISH, English
from .evidence.ways import CALLED
from .matcher import Candidate, Known, Matcher
from .routes import Routes

# Below this score, the parts of a title and English names are tried as well.
SURE_ENOUGH = 0.75
# Factors on the score of a match with part of a title; later parts may be a field or a department.
_FIRST_PART, _LATER_PART = 0.85, 0.65
_GROUP_DIGITS = 4


class Read(NamedTuple):
    """The names that a title may mean, the best first; the chance that the first is right; and English evidence."""

    candidates: list[Candidate]
    score: float
    english: English


class Equal(NamedTuple):
    """The English names equal to a title, and the Norwegian names that it may mean instead."""

    entries: list[IndexEntry]
    candidates: list[Candidate]


class TitleNames:
    """The names of *index*, by *routes* in their groups, *without* some (folded); loaded with the first title."""

    def __init__(self, index: SearchIndex, routes: Routes, without: Collection[str]) -> None:
        self._index, self._routes, self._without = index, routes, without

    def find(self, title: str) -> Read | Equal:
        """Return the English names equal to *title* where it surely means no Norwegian one, else what ``read`` does."""
        candidates, score = self._match(title)
        may_be_equal = score < SURE_ENOUGH and self._english.is_english(title)
        if may_be_equal and (entries := find_english(title, self._index)):
            return Equal(entries, candidates)
        return self._add_english(title, candidates, score)

    def read(self, title: str) -> Read:
        """Return the names that *title* may mean; one that is not sure of them is read in English as well."""
        return self._add_english(title, *self._match(title))

    def _add_english(self, title: str, candidates: list[Candidate], score: float) -> Read:
        is_sure = score >= SURE_ENOUGH and candidates[0].how != CALLED
        return Read(candidates, score, NOT_ENGLISH if is_sure else self._english.find(title))

    def _match(self, title: str) -> tuple[list[Candidate], float]:
        """Return the candidates and the score of the first; an unsure title is tried part by part as well."""
        candidates, score = self._weigh(self._matcher.match(title))
        if score < SURE_ENOUGH:
            share = _FIRST_PART
            for part in split_title(title):
                others, sure = self._weigh(self._matcher.match(part))
                if share * sure > score:
                    candidates, score = others, share * sure
                share = _LATER_PART if others else share
        return candidates, score

    def _weigh(self, candidates: list[Candidate]) -> tuple[list[Candidate], float]:
        """Return *candidates* and the score of the first; among equal names, titles stand before occupations."""
        if not candidates:
            return candidates, 0.0
        same = [one for one in candidates if one.folded == candidates[0].folded]
        # An occupation spans several groups, so a title of the same name, which has one group, goes first.
        ranked = [*sorted(same, key=_is_of_no_group), *candidates[len(same) :]] if len(same) > 1 else candidates
        return ranked, confidence(ranked) * self._share([one.known.thing for one in same])

    def _share(self, numbers: Sequence[int]) -> float:
        """Return the confidence of the group: 1 for a title, less for an occupation that spans several groups."""
        if any(self._routes.things[number].kind == "title" for number in numbers):
            return 1.0
        return max((reached.confidence for reached in self._routes.reach(numbers, "styrk98")), default=1.0)

    @cached_property
    def _names(self) -> list[IndexEntry]:
        # Titles first: among equally good names the matcher takes the first.
        return [*self._index.names_of_kinds(["title"]), *self._index.names_of_kinds(["occupation"])]

    @cached_property
    def _matcher(self) -> Matcher:
        things = self._routes.things
        known = (
            Known(entry.thing, entry.text, things[entry.thing].code[:_GROUP_DIGITS])
            for entry in self._names
            if entry.folded not in self._without
        )
        return Matcher(known, count_letters)

    @cached_property
    def _english(self) -> EnglishGroups:
        norwegian = [entry.folded for entry in self._names if entry.language != ENGLISH]
        return EnglishGroups(self._index, self._routes, norwegian)


def _is_of_no_group(candidate: Candidate) -> bool:
    return not candidate.known.family
