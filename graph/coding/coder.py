"""Codes for job titles as people write them, each with its probability, a reason and the runner-up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from operator import attrgetter

from ..search.index import Indexed, IndexEntry, SearchIndex
from .coded_titles import (
    BY_GROUP,
    CERTAIN,
    CODE,
    DOUBTFUL,
    LEAST_SCORE,
    UNMATCHED,
    Coded,
    Named,
    find_bound,
    judge,
)
from .evidence.group_chances import GroupChances
from .evidence.group_model import GroupModel, read_model
from .evidence.nearest_names import OWN_CODES
from .evidence.ways import FOLDED, NEAR, OWN_NAME, STEMS
from .given_codes import find_given
from .matcher import Candidate
from .recognition import find_near, recognise
from .routes import Reached, Routes
from .stated_groups import Groups, Stated, bound_variants, find_stated, hold_together, share_halves, state_group
from .title_names import Equal, Read, TitleNames

# The score of an exact English match.
_ENGLISH = 0.85
# Codes less likely than this stand in no answer unless less is asked for, and never more of them than this.
_LEAST_LIKELY, _MOST_CODES = 0.1, 5
_LOOKED_AT, _WORTH_FOLLOWING = 8, 0.01
# Titles weighed in one sum: fewer leave the matrices of their evidence to many small steps, more outgrow the cache.
_TOGETHER = 128
# Classifications of which a title has one code alone.
_ONE_OF = frozenset(("isco08",))
_by_confidence = attrgetter("confidence")


class Coder:
    """
    Codes titles by the names of *index*, into the classifications *targets* (keys of ``ROUTES``).

    A title gets no code of a classification in which the likeliest is less likely than *least* (0 to 1). To fit and to
    measure it, it does *without* some names (folded), as if nobody had listed them, and has another *model* than that
    of the index. Names and links load with the first title. Raises ``ReleaseFault``
    for an index that is missing or of another version.
    """

    def __init__(
        self,
        index: SearchIndex,
        targets: Sequence[str],
        least: float = LEAST_SCORE,
        without: Collection[str] = (),
        model: GroupModel | None = None,
    ) -> None:
        self._index = index
        self._without = frozenset(without)
        self._model = model
        self.routes = Routes(index)
        self.targets = tuple(targets)
        self.least = least
        self._preferred: dict[int, str] = {}

    def code(self, title: str) -> Coded:
        """Return the coding of *title*: by the code it contains, else by Norwegian names, else by English ones."""
        (coded,) = self.code_all([title])
        return coded

    def code_all(self, titles: Sequence[str]) -> list[Coded]:
        """
        Return the coding of each of *titles*, in their order.

        The coding of a title does not depend on the others.
        """
        starts = range(0, len(titles), _TOGETHER)
        return [one for start in starts for one in self._code_few(titles[start : start + _TOGETHER])]

    def _code_few(self, titles: Sequence[str]) -> list[Coded]:
        found = [self._read(title) for title in titles]
        asked = [(title, one) for title, one in zip(titles, found, strict=True) if isinstance(one, Read)]
        recognised = [recognise(self.routes, one.candidates, one.score, one.english) for _, one in asked]
        groups = iter(self.groups.find([title for title, _ in asked], recognised) if asked else ())
        return [
            self._decide(title, one, next(groups)) if isinstance(one, Read) else one
            for title, one in zip(titles, found, strict=True)
        ]

    def _read(self, title: str) -> Coded | Read:
        """Return the coding of *title* by a code or English name in it, else the matching Norwegian names."""
        given, sure = find_given(title, self._index, self.name)
        if given:
            codes = self._follow(given, sure * len(given), self.targets)
            return self._answer(Named(title.strip(), sure, CODE), given, codes)
        found = self.names.find(title)
        return self._code_english(*found) if isinstance(found, Equal) else found

    def _decide(self, title: str, matched: Read, groups: Groups) -> Coded:
        """Return the coding from the *matched* names and the chances of *groups*."""
        candidates, score, english, doubt = matched
        if (near := find_near(self.routes, candidates, english, groups["styrk08"])) is not None:
            other = candidates[0].known.text if candidates else ""
            groups = share_halves(self.routes, groups, doubt)
            named = Named(near.text, groups["styrk08"][0][1], STEMS if near.has_equal_words else NEAR, other)
            return self._answer(named, [self.routes.things[near.thing]], self._by_groups(groups))
        if not candidates:
            return self._answer(Named(), [], self._by_groups(groups))
        best = candidates[0]
        stated: set[str] = set()
        other = next((one.known.text for one in candidates if one.folded != best.folded), "")
        same = [self.routes.things[one.known.thing] for one in candidates if one.folded == best.folded]
        if best.how in OWN_NAME:
            found = {kind: one for kind in groups if (one := find_stated(self.routes, kind, same))}
            groups = {**groups, **{kind: self._state(kind, one, groups[kind]) for kind, one in found.items()}}
            stated.update(found)
        groups = bound_variants(self.routes, groups, self.names.find_variants(title, best), stated)
        groups, score = share_halves(self.routes, groups, doubt), min(score, doubt.share)
        beside = [target for target in self.targets if target not in groups and target not in BY_GROUP]
        codes = {**self._follow(same, score, beside), **self._by_groups(groups)}
        return self._answer(Named(best.known.text, score, best.how, other), same, hold_together(codes), stated)

    def _state(self, kind: str, stated: Stated, chances: list[tuple[str, float]]) -> list[tuple[str, float]]:
        return state_group(stated, chances, self.groups.find_stated(kind, stated.code, stated.other))

    def _answer(
        self, best: Named, things: Sequence[Indexed], codes: Mapping[str, Sequence[Reached]],
        stated: Collection[str] = (),
    ) -> Coded:  # fmt: skip
        """
        Return the coding with the likely ones of *codes*; a classification without a likely code gets none.

        Sources state the group of the classifications *stated* for exactly this name.
        """
        shown: dict[str, list[Reached]] = {}
        chances: dict[str, float] = {}
        verdicts: dict[str, str] = {}
        for target in self.targets:
            ranked = sorted(codes.get(target, ()), key=lambda one: (-one.confidence, one.thing.number))
            chances[target] = ranked[0].confidence if ranked else 0.0
            bound = find_bound(target, stated)
            verdicts[target] = judge(chances[target], self.least, bound)
            likely = [one for one in ranked if one.confidence >= min(self.least, _LEAST_LIKELY)]
            shown[target] = likely[:_MOST_CODES] if verdicts[target] != UNMATCHED else []
            is_behind = verdicts[target] == DOUBTFUL and target in BY_GROUP
            if is_behind and self._is_behind_certain(ranked[0], codes.get("styrk08", ()), target, bound):
                verdicts[target] = CERTAIN
        kept = tuple(things) if any(shown.values()) else ()
        return Coded(*best, kept, shown, chances, verdicts)

    def _is_behind_certain(self, first: Reached, groups: Sequence[Reached], target: str, bound: float) -> bool:
        """Return whether the *first* code has no doubtful step: a certain group, and a link as sure as that."""
        group = max(groups, key=_by_confidence, default=None)
        if group is None or group.confidence < bound:
            return False
        reached = self.routes.reach([group.thing.number], target)
        return any(one.thing == first.thing and one.confidence >= bound for one in reached)

    def _by_groups(self, groups: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, list[Reached]]:
        """Return the codes of *groups*, and those that crosswalks map the groups of STYRK-08 to."""
        codes = {
            kind: [Reached(group, chance, True) for code, chance in found[:_LOOKED_AT]
                   if (group := self._group(kind, code))]
            for kind, found in groups.items()
        }  # fmt: skip
        for target in BY_GROUP.intersection(self.targets):
            chances: dict[int, float] = {}
            for one in takewhile(lambda one: one.confidence >= _WORTH_FOLLOWING, codes["styrk08"]):
                found = self.routes.reach([one.thing.number], target)
                # Of several groups of ISCO-08 that a group may be, one is right.
                whole = max(1.0, sum(reached.confidence for reached in found)) if target in _ONE_OF else 1.0
                for reached in found:
                    number = reached.thing.number
                    chances[number] = chances.get(number, 0.0) + one.confidence * reached.confidence / whole
            codes[target] = [
                Reached(self.routes.things[number], min(1.0, sure), True) for number, sure in chances.items()
            ]
        return codes

    def _follow(self, things: Sequence[Indexed], score: float, targets: Sequence[str]) -> dict[str, list[Reached]]:
        """Return the codes of *things*, one of which is right with the chance *score*, in each of *targets*."""
        titles = [thing for thing in things if thing.kind != "occupation"] or list(things)
        found: dict[str, list[Reached]] = {}
        for target in targets:
            chances: dict[int, Reached] = {}
            for reached in self._reach(titles, things, target):
                before = chances.get(reached.thing.number)
                sure = min(1.0, reached.confidence + (before.confidence if before else 0.0))
                chances[reached.thing.number] = Reached(reached.thing, sure, reached.is_mapped)
            found[target] = [Reached(one.thing, one.confidence * score, one.is_mapped) for one in chances.values()]
        return found

    def _reach(self, titles: Sequence[Indexed], things: Sequence[Indexed], target: str) -> Iterator[Reached]:
        """Yield the codes of each of *titles* with its share, else those of the first of *things* with any."""
        leading = [found for title in titles if (found := self.routes.reach([title.number], target))]
        for found in leading or [self.routes.reach([thing.number for thing in things], target)]:
            for one in found:
                yield Reached(one.thing, one.confidence / max(1, len(leading)), one.is_mapped)

    def _code_english(self, entries: Sequence[IndexEntry], others: Sequence[Candidate]) -> Coded:
        """Return the coding for English names; the score is shared among the STYRK-08 groups they belong to."""
        things = [self.routes.things[entry.thing] for entry in entries]
        groups = {reached.thing.number for thing in things for reached in self.routes.reach([thing.number], "styrk08")}
        other = others[0].known.text if others else ""
        score = _ENGLISH / max(1, len(groups))
        codes = self._follow(things, _ENGLISH, self.targets)
        return self._answer(Named(entries[0].text, score, FOLDED, other), things, codes)

    def name(self, thing: Indexed) -> str:
        """Return the preferred name of *thing*, in bokmål where there is one; '' where it has no name."""
        if thing.number not in self._preferred:
            names = self._index.names([thing.number]).get(thing.number, [])
            shown = sorted(names, key=lambda entry: (entry.role != "preferred", entry.language != "nb", entry.number))
            self._preferred[thing.number] = shown[0].text if shown else ""
        return self._preferred[thing.number]

    def _group(self, kind: str, code: str) -> Indexed | None:
        return self._unit_groups.get((kind, code))

    @cached_property
    def _unit_groups(self) -> dict[tuple[str, str], Indexed]:
        return {(one.kind, one.code): one for one in self.routes.things.values() if one.kind in OWN_CODES}

    @cached_property
    def groups(self) -> GroupChances:
        """The chances of groups by the names of the index."""
        return GroupChances(self._model or read_model(self._index.model()))

    @cached_property
    def names(self) -> TitleNames:
        """The names that titles are compared with."""
        return TitleNames(self._index, self.routes, self._without)
