"""Codes for job titles as people write them, each with a score, a reason and the runner-up."""

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
# The value of ``Coded.how`` where the title was itself a code.
CODE = "code"
CERTAIN, DOUBTFUL, UNMATCHED = "certain", "doubtful", "unmatched"
CERTAIN_SCORE, LEAST_SCORE = 0.9, 0.5
_GROUP_DIGITS = 4
# Below the first score, English names are tried as well; the second is the score of an exact English match.
_SURE_ENOUGH, _ENGLISH = 0.75, 0.85
# Factors on the score of a match with part of a title; later parts may be a field or a department.
_FIRST_PART, _LATER_PART = 0.85, 0.65


class Coded(NamedTuple):
    """
    The coding of one title.

    ``things`` lists every entity with the matched name, and ``codes`` maps each requested classification to the codes
    reached from them; both are empty for an unmatched title. ``matched`` and ``score`` (0 to 1) describe the best name
    even then, and are '' and 0 only where no name is similar.
    """

    verdict: str
    matched: str
    score: float
    how: str
    runner_up: str
    things: tuple[Indexed, ...]
    codes: dict[str, list[Reached]]


class Coder:
    """
    Codes titles by the titles and occupations of *index*, into the classifications *targets* (keys of ``ROUTES``).

    A title scoring below *least* (0 to 1) is unmatched. Names and links load with the first title.
    """

    def __init__(self, index: SearchIndex, targets: Sequence[str], least: float = LEAST_SCORE) -> None:
        self._index = index
        self.routes = Routes(index)
        self.targets = tuple(targets)
        self.least = least
        self._names: dict[int, str] = {}
        self._codes: dict[tuple[int, ...], dict[str, list[Reached]]] = {}

    def code(self, title: str) -> Coded:
        """Return the coding of *title*: by the code it contains, else by Norwegian names, else by English ones."""
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
        """Return the coding for *things*; below the least score, without things and codes."""
        verdict = self._judge(score)
        shown = () if verdict == UNMATCHED else things
        codes = self._codes_of(tuple(thing.number for thing in shown), shown) if shown else {}
        return Coded(verdict, matched, score, how, other, shown, codes)

    def _code_english(self, entries: Sequence[IndexEntry], others: Sequence[Candidate]) -> Coded:
        """Return the coding for English names; the score is shared among the STYRK-08 groups they belong to."""
        things = tuple(self.routes.things[entry.thing] for entry in entries)
        groups = {reached.thing.number for thing in things for reached in self.routes.reach([thing.number], "styrk08")}
        other = others[0].known.text if others else ""
        return self._answer(things, entries[0].text, _ENGLISH / max(1, len(groups)), FOLDED, other)

    def _match(self, title: str) -> tuple[list[Candidate], float]:
        """Return the candidates and the score of the first; an unsure title is tried part by part as well."""
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
        """Return *candidates* and the score of the first; among equal names, titles stand before occupations."""
        if not candidates:
            return candidates, 0.0
        same = [one for one in candidates if one.folded == candidates[0].folded]
        # An occupation spans several groups, so a title of the same name, which has one group, goes first.
        ranked = [*sorted(same, key=self._is_of_no_group), *candidates[len(same) :]] if len(same) > 1 else candidates
        return ranked, confidence(ranked) * self._share([one.known.thing for one in same])

    def _is_of_no_group(self, candidate: Candidate) -> bool:
        return not candidate.known.family

    def _share(self, numbers: Sequence[int]) -> float:
        """Return the confidence of the group: 1 for a title, less for an occupation that spans several groups."""
        if any(self.routes.things[number].kind == "title" for number in numbers):
            return 1.0
        return max((reached.confidence for reached in self.routes.reach(numbers, "styrk98")), default=1.0)

    def _judge(self, score: float) -> str:
        return UNMATCHED if score < self.least else CERTAIN if score >= CERTAIN_SCORE else DOUBTFUL

    def name(self, thing: Indexed) -> str:
        """Return the preferred name of *thing*, in bokmål where there is one; '' where it has no name."""
        if thing.number not in self._names:
            names = self._index.names([thing.number]).get(thing.number, [])
            shown = sorted(names, key=lambda entry: (entry.role != "preferred", entry.language != "nb", entry.number))
            self._names[thing.number] = shown[0].text if shown else ""
        return self._names[thing.number]

    def _codes_of(self, numbers: tuple[int, ...], things: Sequence[Indexed]) -> dict[str, list[Reached]]:
        """Return the codes of *things* by classification, cached by their *numbers* (as many entries as names)."""
        if numbers not in self._codes:
            self._codes[numbers] = {target: self._reach(things, target) for target in self.targets}
        return self._codes[numbers]

    def _reach(self, things: Sequence[Indexed], target: str) -> list[Reached]:
        """Return the codes of every title among *things*, else those of the occupation."""
        titles = [thing.number for thing in things if thing.kind in _EACH_COUNTS]
        found: dict[int, Reached] = {}
        for title in titles:
            for reached in self.routes.reach([title], target):
                found.setdefault(reached.thing.number, reached)
        return list(found.values()) or self.routes.reach([thing.number for thing in things], target)

    @cached_property
    def _matcher(self) -> Matcher:
        # Titles first: among equally good names the matcher takes the first.
        names = [*self._index.names_of_kinds(["title"]), *self._index.names_of_kinds(["occupation"])]
        things = self.routes.things
        return Matcher(Known(entry.thing, entry.text, things[entry.thing].code[:_GROUP_DIGITS]) for entry in names)
