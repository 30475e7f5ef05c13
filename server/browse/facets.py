"""Chooses things by what they have, and counts what each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

# What is chosen: at most one value a facet, by the facet's name.
Choice = Mapping[str, str]


@dataclass
class Index:
    """The values that things have, by facet; things and values are known by their keys."""

    values: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def add(self, facet: str, value: str, thing: str) -> None:
        """Say that *thing* has *value*."""
        self.values.setdefault(facet, {}).setdefault(value, set()).add(thing)

    def has(self, facet: str, value: str) -> bool:
        """Return whether anything has *value*."""
        return value in self.values.get(facet, {})

    def choose(self, things: set[str], choice: Choice) -> set[str]:
        """Return those of *things* that have everything chosen."""
        left = set(things)
        for facet, value in choice.items():
            left &= self.values.get(facet, {}).get(value, set())
        return left

    def count(self, things: set[str], choice: Choice, facet: str) -> Counter[str]:
        """
        Return how many things each value of *facet* would leave, with what is chosen in the other facets.

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
