"""
Routes from a title or an occupation to its codes in each classification, with the confidence of the crosswalks used.

A STYRK-98 code is not a STYRK-08 or ISCO-08 code: those are reached by crosswalk mappings only, or by the group an
occupation is itself classified in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from ..search.index import Indexed, LinkStep, SearchIndex

# The routes to each classification, the best first. A step is a relation and the kind it leads to; a relation with a ~
# is followed backwards, and its ends divide the confidence between them.
Route = tuple[tuple[str, str], ...]
_BACKWARDS = "~"
_GROUP, _OF_TITLE, _OF_GROUP = ("group", "styrk98"), ("mapping", "styrk08"), ("mapping", "styrk08")
_ITSELF: Route = ()
_OF_ESCO: Route = (("~mapping", "styrk08"),)
_STYRK08: tuple[Route, ...] = ((_OF_TITLE,), (_GROUP, _OF_GROUP), (("classified", "styrk08"),), _OF_ESCO)
ROUTES: Mapping[str, tuple[Route, ...]] = {
    "title": (_ITSELF,),
    "styrk98": (
        (_GROUP,),
        (("classified", "styrk98"),),
        (("~occupation", "title"), _GROUP),
        (("~mapping", "title"), _GROUP),
        (("classified", "styrk08"), ("~mapping", "styrk98")),
        (*_OF_ESCO, ("~mapping", "styrk98")),
        _ITSELF,
        (("~mapping", "styrk98"),),
    ),
    "styrk08": (_ITSELF, *_STYRK08),
    "isco08": (
        *((*route, ("mapping", "isco08")) for route in _STYRK08),
        (_GROUP, ("mapping", "isco08")),
        (("mapping", "isco08"),),
    ),
    "occupation": ((("occupation", "occupation"),), (("mapping", "occupation"),), _ITSELF),
    "esco": (_ITSELF, *((*route, ("mapping", "esco")) for route in _STYRK08[:-1]), (("mapping", "esco"),)),
    "nus": ((("code", "nus"),), (("occupation", "occupation"), ("code", "nus"))),
    "category": tuple((*route, ("category", "nav-category")) for route in (*_STYRK08, _ITSELF)),
}
TARGETS = tuple(ROUTES)


def kind_of(target: str) -> str:
    """Return the kind of the entities in the classification *target* (a key of ``ROUTES``)."""
    return "nav-category" if target == "category" else target


class Reached(msgspec.Struct, frozen=True, gc=False):
    """
    A code reached from a title.

    ``confidence`` is that of the crosswalks on the route (0 to 1; 1 for none), ``is_mapped`` whether there is any.
    """

    thing: Indexed
    confidence: float
    is_mapped: bool


class Routes:
    """The links between entities in *index*, loaded with the first question."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self._reached: dict[tuple[int, str], list[Reached]] = {}
        self._followed: dict[tuple[int, Route], dict[int, float]] = {}

    def reach(self, things: Iterable[int], target: str) -> list[Reached]:
        """
        Return the codes in the classification *target* (a key of ``ROUTES``), most confident first; [] for none.

        They come from the first of *things* with any, by its best route. Raises ``KeyError`` for an unknown target.
        """
        reached = self._reached
        for thing in things:
            if (found := reached.get((thing, target))) is None:
                found = reached[thing, target] = self._find(thing, target)
            if found:
                return found
        return []

    def _find(self, thing: int, target: str) -> list[Reached]:
        for route in ROUTES[target]:
            if found := self._ends(thing, route, kind_of(target)):
                is_mapped = any(relation == "mapping" or relation[0] == _BACKWARDS for relation, _ in route)
                reached = [Reached(self.things[one], min(1.0, sure), is_mapped) for one, sure in found.items()]
                return sorted(reached, key=lambda one: (-one.confidence, one.thing.number))
        return []

    def leads_to(self, target: str) -> bool:
        """Return whether the index has any entity of the classification *target*."""
        return kind_of(target) in self._kinds

    def _ends(self, thing: int, route: Route, kind: str) -> dict[int, float]:
        """Return the entities of *kind* at the end of *route* with their confidences."""
        return {one: sure for one, sure in self._follow(thing, route).items() if self.things[one].kind == kind}

    def _follow(self, thing: int, route: Route) -> dict[int, float]:
        """Return the entities at the end of *route*; confidences add up where paths meet, and results are cached."""
        if not route:
            return {thing: 1.0}
        found = self._followed.get((thing, route))
        if found is None:
            found = self._followed[thing, route] = {}
            (relation, kind), rest = route[0], route[1:]
            steps = [step for step in self._from(thing, relation) if self.things[step.target].kind == kind]
            whole = sum(step.confidence for step in steps) if relation[0] == _BACKWARDS else 1.0
            for step in steps:
                if not rest:
                    found[step.target] = found.get(step.target, 0.0) + step.confidence / whole
                    continue
                for end, sure in self._follow(step.target, rest).items():
                    found[end] = found.get(end, 0.0) + step.confidence / whole * sure
        return found

    def _from(self, thing: int, relation: str) -> Sequence[LinkStep]:
        steps = self._backwards if relation[0] == _BACKWARDS else self._steps
        return steps.get((thing, relation.removeprefix(_BACKWARDS)), ())

    @cached_property
    def things(self) -> dict[int, Indexed]:
        """Every entity of the index by its number."""
        return self.index.every_thing()

    @cached_property
    def _kinds(self) -> set[str]:
        return {thing.kind for thing in self.things.values()}

    @cached_property
    def _steps(self) -> dict[tuple[int, str], list[LinkStep]]:
        """The links by their source and relation."""
        found: dict[tuple[int, str], list[LinkStep]] = {}
        for steps in self.index.steps().values():
            for step in steps:
                found.setdefault((step.source, step.relation), []).append(step)
        return found

    @cached_property
    def _backwards(self) -> dict[tuple[int, str], list[LinkStep]]:
        """The reversed links, by their target and relation."""
        found: dict[tuple[int, str], list[LinkStep]] = {}
        for steps in self._steps.values():
            for step in steps:
                back = LinkStep(step.target, step.relation, step.source, step.confidence)
                found.setdefault((step.target, step.relation), []).append(back)
        return found
