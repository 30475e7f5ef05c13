"""Gives titles as people write them their codes, with how sure each is, why, and what else it may have been."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ..search.index import Indexed, IndexEntry, SearchIndex
from ..search.written_titles import split_title
from .confidence import confidence
from .english import find_english
from .given_codes import find_given
from .matcher import FOLDED, Candidate, Known, Matcher
from .routes import ROUTES, Reached, Routes

TARGETS = tuple(ROUTES)
_EACH_COUNTS = ("title", "esco", "styrk98", "styrk08")
# The way of a title that is a code.
CODE = "code"
CERTAIN, DOUBTFUL, UNMATCHED = "certain", "doubtful", "unmatched"
CERTAIN_SCORE, LEAST_SCORE = 0.9, 0.5
_GROUP_DIGITS = 4
# Names in English are looked for where no Norwegian one is this sure; how often one that is the same is right.
_SURE_ENOUGH, _ENGLISH = 0.75, 0.85
# What is left of how sure the first part of a title is, and any after it, which may be a field or a department.
_FIRST_PART, _LATER_PART = 0.85, 0.65


class Coded(NamedTuple):
    """
    What became of one title.

    ``things`` are all that have the matched name, ``codes`` what they lead to in each system asked for; both are empty
    where the title is unmatched. ``matched`` and ``score`` are those of the best name all the same ('' and 0 for none).
    """

    verdict: str
    matched: str
    score: float
    how: str
    runner_up: str
    things: tuple[Indexed, ...]
    codes: dict[str, list[Reached]]


class Coder:
    """Codes titles by the titles and occupations of *index*; what it needs is read when the first is asked for."""

    def __init__(self, index: SearchIndex, targets: Sequence[str], least: float = LEAST_SCORE) -> None:
        self._index = index
        self.routes = Routes(index)
        self.targets = tuple(targets)
        self.least = least
        self._names: dict[int, str] = {}
        self._codes: dict[tuple[int, ...], dict[str, list[Reached]]] = {}

    def code(self, title: str) -> Coded:
        """Return what *title* is coded as."""
        given, sure = find_given(title, self._index, self.name)
        if given:
            return self._answer(tuple(given), title.strip(), sure, CODE, "")
        candidates, score = self._match(title)
        if score < _SURE_ENOUGH and (entries := find_english(title, self._index)):
            return self._code_english(entries, candidates)
        if not candidates:
            return Coded(UNMATCHED, "", 0.0, "", "", (), {})
        best = candidates[0]
        other = next((one.known.text for one in candidates if one.folded != best.folded), "")
        same = tuple(self.routes.things[one.known.thing] for one in candidates if one.folded == best.folded)
        return self._answer(same, best.known.text, score, best.how, other)

    def _answer(self, things: tuple[Indexed, ...], matched: str, score: float, how: str, other: str) -> Coded:
        """Return what a title is coded as that is *things*; without these where it is less sure than asked for."""
        verdict = self._judge(score)
        shown = () if verdict == UNMATCHED else things
        codes = self._codes_of(tuple(thing.number for thing in shown), shown) if shown else {}
        return Coded(verdict, matched, score, how, other, shown, codes)

    def _code_english(self, entries: Sequence[IndexEntry], others: Sequence[Candidate]) -> Coded:
        """Return what a title is coded as that is one of these *entries*; less sure where several groups have it."""
        things = tuple(self.routes.things[entry.thing] for entry in entries)
        groups = {reached.thing.number for thing in things for reached in self.routes.reach([thing.number], "styrk08")}
        other = others[0].known.text if others else ""
        return self._answer(things, entries[0].text, _ENGLISH / max(1, len(groups)), FOLDED, other)

    def _match(self, title: str) -> tuple[list[Candidate], float]:
        """Return the names that *title* may mean with how sure the first is; part by part where the whole is unsure."""
        candidates, score = self._weigh(self._matcher.match(title))
        if score < _SURE_ENOUGH:
            share = _FIRST_PART
            for part in split_title(title):
                others, sure = self._weigh(self._matcher.match(part))
                if share * sure > score:
                    candidates, score = others, share * sure
                share = _LATER_PART if others else share
        return candidates, score

    def _weigh(self, candidates: list[Candidate]) -> tuple[list[Candidate], float]:
        """Return *candidates* with how sure the first is, which is a title where one is called like the best."""
        if not candidates:
            return candidates, 0.0
        same = [one for one in candidates if one.folded == candidates[0].folded]
        # An occupation is of several groups; what is called the same and is of one goes before it.
        ranked = [*sorted(same, key=self._is_of_no_group), *candidates[len(same) :]] if len(same) > 1 else candidates
        return ranked, confidence(ranked) * self._share([one.known.thing for one in same])

    def _is_of_no_group(self, candidate: Candidate) -> bool:
        return not candidate.known.family

    def _share(self, numbers: Sequence[int]) -> float:
        """Return how sure the group of things is: an occupation that no title is called like may be of several."""
        if any(self.routes.things[number].kind == "title" for number in numbers):
            return 1.0
        return max((reached.confidence for reached in self.routes.reach(numbers, "styrk98")), default=1.0)

    def _judge(self, score: float) -> str:
        return UNMATCHED if score < self.least else CERTAIN if score >= CERTAIN_SCORE else DOUBTFUL

    def name(self, thing: Indexed) -> str:
        """Return the name of *thing* in bokmål, or in any language."""
        if thing.number not in self._names:
            names = self._index.names([thing.number]).get(thing.number, [])
            shown = sorted(names, key=lambda entry: (entry.role != "preferred", entry.language != "nb", entry.number))
            self._names[thing.number] = shown[0].text if shown else ""
        return self._names[thing.number]

    def _codes_of(self, numbers: tuple[int, ...], things: Sequence[Indexed]) -> dict[str, list[Reached]]:
        """Return what *things*, which have these *numbers*, lead to; there are no more of them than names."""
        if numbers not in self._codes:
            self._codes[numbers] = {target: self._reach(things, target) for target in self.targets}
        return self._codes[numbers]

    def _reach(self, things: Sequence[Indexed], target: str) -> list[Reached]:
        """Return the codes of *things*: those of all titles of one name, or else of the occupation of that name."""
        titles = [thing.number for thing in things if thing.kind in _EACH_COUNTS]
        found: dict[int, Reached] = {}
        for title in titles:
            for reached in self.routes.reach([title], target):
                found.setdefault(reached.thing.number, reached)
        return list(found.values()) or self.routes.reach([thing.number for thing in things], target)

    @cached_property
    def _matcher(self) -> Matcher:
        # Titles first, since of equally good names the first is taken.
        names = [*self._index.names_of_kinds(["title"]), *self._index.names_of_kinds(["occupation"])]
        things = self.routes.things
        return Matcher(Known(entry.thing, entry.text, things[entry.thing].code[:_GROUP_DIGITS]) for entry in names)
