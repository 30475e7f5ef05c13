"""
Support for families of names (occupation groups) from the word parts of a title.

"Papirmaskinoperatør" resembles no listed name, but nearly every name that contains "papir" belongs to one group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt


class Families:
    """The share of each family among the names that contain a part; *families* has '' for a name without one."""

    def __init__(self, parts: Sequence[Iterable[str]], families: Sequence[str]) -> None:
        counts: dict[str, dict[str, int]] = {}
        for of_name, family in zip(parts, families, strict=True):
            for part in of_name:
                held = counts.setdefault(part, {})
                held[family] = held.get(family, 0) + 1
        # Where no name has a family, its absence is no reason to doubt a name.
        self._without = 0.0 if any(families) else 1.0
        # The square root gives weight to a family with few of the names that contain a common part.
        self._shares = {
            part: {family: sqrt(count / whole) for family, count in held.items() if family}
            for part, held in counts.items()
            for whole in [sum(held.values())]
        }

    def speak(self, wanted: Mapping[str, float], families: Collection[str]) -> dict[str, float]:
        """Return the support for each of *families* (0 to 1) from the weighted parts of a title."""
        said = dict.fromkeys(families, 0.0)
        whole = 0.0
        for part, weight in wanted.items():
            if (shares := self._shares.get(part)) is not None:
                whole += weight
                for family in families:
                    if family in shares:
                        said[family] += weight * shares[family]
        return {family: one / whole if family and whole else self._without for family, one in said.items()}
