"""Gives titles as people write them their codes, with how sure each is, why, and what else it may have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .confidence import confidence
from .folding import fold
from .index import Indexed, SearchIndex
from .matcher import Known, Matcher
from .routes import ROUTES, Reached, Routes

TARGETS = tuple(ROUTES)
CERTAIN, DOUBTFUL, UNMATCHED = "certain", "doubtful", "unmatched"
CERTAIN_SCORE, LEAST_SCORE = 0.9, 0.5
_REMEMBERED = 100_000
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Coded:
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
        self._done: dict[str, Coded] = {}

    def code(self, title: str) -> Coded:
        """Return what *title* is coded as; a title that was asked for lately is not looked for again."""
        title = title[:_LONGEST].strip()
        found = self._done.get(title)
        if found is None:
            if len(self._done) >= _REMEMBERED:
                self._done.clear()
            found = self._done[title] = self._code(title)
        return found

    def _code(self, title: str) -> Coded:
        candidates = self._matcher.match(title)
        if not candidates:
            return Coded(UNMATCHED, "", 0.0, "", "", (), {})
        best = candidates[0]
        name = fold(best.known.text)
        score = confidence(candidates)
        others = (one.known.text for one in candidates if fold(one.known.text) != name)
        verdict = UNMATCHED if score < self.least else CERTAIN if score >= CERTAIN_SCORE else DOUBTFUL
        same = [one.known.thing for one in candidates if fold(one.known.text) == name]
        things = () if verdict == UNMATCHED else tuple(self._index.things(same)[one] for one in same)
        codes = {target: self._reach(things, target) for target in self.targets} if things else {}
        return Coded(verdict, best.known.text, score, best.how, next(others, ""), things, codes)

    def _reach(self, things: Sequence[Indexed], target: str) -> list[Reached]:
        """Return the codes of *things*: those of all titles of one name, or else of the occupation of that name."""
        titles = [thing.number for thing in things if thing.kind == "title"]
        found: dict[int, Reached] = {}
        for title in titles:
            for reached in self.routes.reach([title], target):
                found.setdefault(reached.thing.number, reached)
        return list(found.values()) or self.routes.reach([thing.number for thing in things], target)

    @cached_property
    def _matcher(self) -> Matcher:
        # Titles first, since of equally good names the first is taken.
        names = [*self._index.names_of_kinds(["title"]), *self._index.names_of_kinds(["occupation"])]
        return Matcher(Known(entry.thing, entry.text) for entry in names)

