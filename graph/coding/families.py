"""
Says which families of names the parts of a title speak for, by where else those parts stand.

"Papirmaskinoperatør" is like no listed name, but nearly all names with paper in them are of one group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt


class Families:
    """Names by their *families* ('' for none); *parts* are those of each name."""

    def __init__(self, parts: Sequence[Iterable[str]], families: Sequence[str]) -> None:
        counts: dict[str, dict[str, int]] = {}
        for of_name, family in zip(parts, families, strict=True):
            for part in of_name:
                held = counts.setdefault(part, {})
                held[family] = held.get(family, 0) + 1
        # Where nothing has a family, none is less likely for that.
        self._without = 0.0 if any(families) else 1.0
        # The root lets a family speak that has few of the names with a common part.
        self._shares = {
            part: {family: sqrt(count / whole) for family, count in held.items() if family}
            for part, held in counts.items()
            for whole in [sum(held.values())]
        }

    def speak(self, wanted: Mapping[str, float], families: Collection[str]) -> dict[str, float]:
        """Return how far the parts that are *wanted*, with their weights, speak for each of *families* (0 to 1)."""
        said = dict.fromkeys(families, 0.0)
        whole = 0.0
        for part, weight in wanted.items():
            if (shares := self._shares.get(part)) is not None:
                whole += weight
                for family in families:
                    if family in shares:
                        said[family] += weight * shares[family]
        return {family: one / whole if family and whole else self._without for family, one in said.items()}
