"""
Properties of entities in the search index: their groups, codes and occupations.

Reconciliation compares them with the user's records, and data extension returns them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from functools import cached_property

from ..search.index import Indexed, LinkStep, SearchIndex
from .routes import ROUTES, Reached, Route, Routes

# The kind of the values of each property.
PROPERTIES: Mapping[str, str] = {
    "styrk98": "styrk98",
    "styrk08": "styrk08",
    "isco08": "isco08",
    "esco": "esco",
    "nus": "nus",
    "occupation": "occupation",
    "title": "title",
    "category": "nav-category",
}
# A property of the user's records alone: no entity in the graph has a value of it.
TRADE = "trade"
_BACK = "-of"
_IN_STYRK08: tuple[Route, ...] = (
    (("mapping", "styrk08"),),
    (("group", "styrk98"), ("mapping", "styrk08")),
    (("classified", "styrk08"),),
)
# Routes in addition to those for coding titles: from groups and codes, and in the reverse direction.
_MORE: Mapping[str, tuple[Route, ...]] = {
    "isco08": ((("mapping", "isco08"),),),
    "esco": ((("mapping", "esco"),),),
    "styrk08": ((("mapping-of", "styrk08"),),),
    "occupation": (
        (("classified-of", "occupation"),),
        (("code-of", "occupation"),),
        (("mapping-of", "styrk08"), ("classified-of", "occupation")),
    ),
    "title": ((("occupation-of", "title"),), (("group-of", "title"),)),
    "category": (
        (("category", "nav-category"),),
        *((*route, ("category", "nav-category")) for route in _IN_STYRK08),
    ),
}


class Properties(Routes):
    """The properties of the entities in *index*; links load with the first question."""

    def __init__(self, index: SearchIndex) -> None:
        super().__init__(index)
        self._values: dict[tuple[int, str], tuple[Reached, ...]] = {}
        self._holders: dict[tuple[str, str], dict[int, list[tuple[int, float]]]] = {}
        self._known: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    def values(self, thing: Indexed, property_: str) -> tuple[Reached, ...]:
        """
        Return the values of a property of *thing*, most confident first; () for none.

        An entity of the property's kind is its own value. Raises ``KeyError`` where *property_* is not in
        ``PROPERTIES``.
        """
        key = thing.number, property_
        if key not in self._values:
            self._values[key] = tuple(self._find_values(thing, property_))
        return self._values[key]

    def holders(self, value: int, kind: str, property_: str) -> list[tuple[int, float]]:
        """
        Return the numbers of the entities of *kind* with this value of a property, each with a confidence (0 to 1).

        Raises ``KeyError`` where *property_* is not in ``PROPERTIES``.
        """
        with self._lock:
            if (kind, property_) not in self._holders:
                found: dict[int, list[tuple[int, float]]] = {}
                for thing in self.of_kind(kind):
                    for reached in self.values(thing, property_):
                        found.setdefault(reached.thing.number, []).append((thing.number, reached.confidence))
                self._holders[kind, property_] = found
            return self._holders[kind, property_].get(value, [])

    def of_kind(self, kind: str) -> list[Indexed]:
        """Return the entities of one kind in display order; [] for an unknown kind."""
        return self._by_kind.get(kind, [])

    def known_of(self, kind: str) -> list[str]:
        """Return the properties for which at least one entity of *kind* has a value."""
        if kind not in self._known:
            things = self.of_kind(kind)
            self._known[kind] = [name for name in PROPERTIES if any(self.values(thing, name) for thing in things)]
        return self._known[kind]

    def _find_values(self, thing: Indexed, property_: str) -> Iterable[Reached]:
        kind = PROPERTIES[property_]
        if thing.kind == kind:
            return [Reached(thing, 1.0, False)]
        for route in (*ROUTES.get(property_, ()), *_MORE.get(property_, ())):
            if found := self._ends(thing.number, route, kind):
                is_mapped = any(relation.startswith("mapping") for relation, _ in route)
                reached = [Reached(self.things[one], min(1.0, sure), is_mapped) for one, sure in found.items()]
                return sorted(reached, key=lambda one: (-one.confidence, one.thing.number))
        return ()

    @property
    def kinds(self) -> list[str]:
        """The kinds of entities in the index, in display order."""
        return list(self._by_kind)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Indexed]:
        """The entities by kind and key."""
        return {(thing.kind, thing.key): thing for thing in self.things.values()}

    @cached_property
    def _by_kind(self) -> dict[str, list[Indexed]]:
        found: dict[str, list[Indexed]] = {}
        for thing in self.things.values():
            found.setdefault(thing.kind, []).append(thing)
        return found

    @cached_property
    def _steps(self) -> dict[tuple[int, str], list[LinkStep]]:
        """The links by source and relation, each in both directions."""
        found: dict[tuple[int, str], list[LinkStep]] = {}
        for step in [one for links in self.index.steps().values() for one in links]:
            found.setdefault((step.source, step.relation), []).append(step)
            if not step.relation.endswith(_BACK):
                back = LinkStep(step.target, step.relation + _BACK, step.source, step.confidence)
                found.setdefault((back.source, back.relation), []).append(back)
        return found
