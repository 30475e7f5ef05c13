"""Faceted filtering: the items that match a choice, and the number left by each further choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

# The chosen value of each facet, by the name of the facet.
Choice = Mapping[str, str]


@dataclass
class Index:
    """The values of items by facet; items and values are keys."""

    values: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def add(self, facet: str, value: str, thing: str) -> None:
        """Record that *thing* has *value* in *facet*."""
        self.values.setdefault(facet, {}).setdefault(value, set()).add(thing)

    def has(self, facet: str, value: str) -> bool:
        """Return whether any item has *value* in *facet*."""
        return value in self.values.get(facet, {})

    def choose(self, things: set[str], choice: Choice) -> set[str]:
        """Return the *things* that have every value in *choice*."""
        left = set(things)
        for facet, value in choice.items():
            left &= self.values.get(facet, {}).get(value, set())
        return left

    def count(self, things: set[str], choice: Choice, facet: str) -> Counter[str]:
        """
        Return the number of *things* left by each value of *facet*, given the choice in the other facets.

        >>> index = Index()
        >>> index.add("interest", "helse", "lege")
        >>> index.add("interest", "data", "utvikler")
        >>> index.count({"lege", "utvikler"}, {"interest": "helse"}, "interest").most_common()
        [('helse', 1), ('data', 1)]
        """
        others = {name: value for name, value in choice.items() if name != facet}
        left = self.choose(things, others)
        counted = Counter({value: len(holders & left) for value, holders in self.values.get(facet, {}).items()})
        return +counted
