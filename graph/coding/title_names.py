"""The names that a title may mean: those of titles and occupations, and English ones where it is not sure of these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

from ..search.index import IndexEntry, SearchIndex
from ..search.written_titles import Part, part_title, read_title
from .confidence import confidence
from .english import ENGLISH, EnglishGroups, find_english
from .evidence.counted_letters import count_letters
from .evidence.doubts import NO_DOUBT, Doubt
from .evidence.recognised import NOT_ENGLISH, English
from .evidence.ways import CALLED, OWN_NAME, STEMS, WITHIN
from .matcher import Candidate, Known, Matcher
from .names_within import Variants, Varied
from .routes import Routes

# Below this score, the parts of a title and English names are tried as well.
SURE_ENOUGH = 0.75
# Factors on the score of a match with part of a title; later parts may be a field or a department.
_FIRST_PART, _LATER_PART = 0.85, 0.65
_GROUP_DIGITS = 4
_EQUAL = (*OWN_NAME, STEMS, CALLED)
_STAND_IN, _CUT, _FOR, _TWO = "vikar", "-", ("for", "til", "hos"), 2


class Read(NamedTuple):
    """
    The names that a title may mean, the best first; the chance that the first is right; English evidence.

    ``doubt`` is the doubt that the rest of the title casts on the first.
    """

    candidates: list[Candidate]
    score: float
    english: English
    doubt: Doubt = NO_DOUBT


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
        candidates, score, doubt = self._match(title)
        may_be_equal = score < SURE_ENOUGH and self._english.is_english(title)
        if may_be_equal and (entries := find_english(title, self._index)):
            return Equal(entries, candidates)
        return self._add_english(title, candidates, score, doubt)

    def read(self, title: str) -> Read:
        """Return the names that *title* may mean; one that is not sure of them is read in English as well."""
        return self._add_english(title, *self._match(title))

    def find_variants(self, title: str, best: Candidate) -> Varied:
        """Return the titles of a register that differ from *title*, or its *best* name, in their brackets alone."""
        known = best.known
        own = self._variants.of(title)
        named = (known.thing,) if best.how in _EQUAL else ()
        meant = self._variants.meant(title, known.thing, known.text) if best.how == CALLED else ()
        ending = self._variants.ending(title) if own and len(read_title(title).words) == 1 else ()
        return Varied(own, named, meant, ending)

    def _add_english(self, title: str, candidates: list[Candidate], score: float, doubt: Doubt) -> Read:
        is_sure = score >= SURE_ENOUGH and candidates[0].how != CALLED
        return Read(candidates, score, NOT_ENGLISH if is_sure else self._english.find(title), doubt)

    def _match(self, title: str) -> tuple[list[Candidate], float, Doubt]:
        """Return the candidates, the score of the first and the doubt; an unsure title is tried by its parts, too."""
        candidates, score = self._weigh(self._matcher.match(title))
        parts = part_title(title)
        if not parts or (candidates and candidates[0].how in _EQUAL and score >= SURE_ENOUGH):
            return candidates, score, _doubt_stand_in(parts)
        matched = [self._weigh(self._matcher.match(part.text)) for part in parts]
        best, share = None, _FIRST_PART
        if score < SURE_ENOUGH:
            compound, sure = self._weigh(self._matcher.match(_compound(parts)))
            if share * sure > score and compound[0].how in OWN_NAME:
                return compound, share * sure, NO_DOUBT
            for place, (others, sure) in enumerate(matched):
                if share * sure > score:
                    candidates, score, best = others, share * sure, place
                share = _LATER_PART if others else share
        return candidates, score, self._doubt(parts, candidates, [others for others, _ in matched], best)

    def _doubt(
        self, parts: Sequence[Part], candidates: Sequence[Candidate], matched: Sequence[list[Candidate]],
        best: int | None,
    ) -> Doubt:  # fmt: skip
        """Return the doubt about *candidates* of the *best* part (None for the whole), where each part *matched* so."""
        if not candidates or (best is None and (candidates[0].how in _EQUAL or part_title(candidates[0].known.text))):
            return _doubt_stand_in(parts)
        if best is None:
            is_of = candidates[0].folded == "".join(read_title(part.text).key for part in parts)
        else:
            is_of = parts[best].is_of and any(read_title(part.text).tells for part in parts[:best])
        halves = tuple(
            half
            for place, (part, others) in enumerate(zip(parts, matched, strict=True))
            if place != best and not part.is_of and (half := self._find_half(part.text, others))
        )
        if not is_of and not halves:
            return _doubt_stand_in(parts)
        is_first = not is_of and (best is None or not any(matched[:best]))
        return Doubt(_FIRST_PART if is_first else _LATER_PART, halves, is_of=is_of)

    def _find_half(self, text: str, candidates: Sequence[Candidate]) -> tuple[int, ...]:
        """Return the things named by a half of a title as it stands, or but for brackets; () for none."""
        if text.endswith(_CUT):
            return ()
        if candidates and ((best := candidates[0]).how in _EQUAL or (best.how == WITHIN and best.asked >= 1)):
            return tuple(one.known.thing for one in candidates if one.folded == best.folded)
        return tuple(self._variants.of(text))

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
    def _variants(self) -> Variants:
        """The titles by their names before brackets."""
        things = self._routes.things
        listed = (one for one in self._names if one.folded not in self._without)
        return Variants((one.thing, one.text) for one in listed if things[one.thing].kind == "title")

    @cached_property
    def _english(self) -> EnglishGroups:
        norwegian = [entry.folded for entry in self._names if entry.language != ENGLISH]
        return EnglishGroups(self._index, self._routes, norwegian)


def _compound(parts: Sequence[Part]) -> str:
    """Return "tannlegeassistent" for "assistent for tannlege"; '' for other parts."""
    if parts[1].joint not in _FOR or any(" " in part.text for part in parts[:_TWO]):
        return ""
    return f"{parts[1].text}{parts[0].text}"


def _doubt_stand_in(parts: Sequence[Part]) -> Doubt:
    """Return the doubt about the name of a job that the title is a stand-in for."""
    is_stand_in = len(parts) > 1 and parts[1].joint == "for" and parts[0].text.lower().endswith(_STAND_IN)
    return Doubt(_LATER_PART, is_of=True) if is_stand_in else NO_DOUBT


def _is_of_no_group(candidate: Candidate) -> bool:
    return not candidate.known.family
