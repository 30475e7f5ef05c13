"""Finds the names that share the most with a title, by the parts both are made of."""

from __future__ import annotations

from collections.abc import Sequence

from .word_senses import Wanted

_COMMON = 150
_WORTH_COMPARING = 0.5


# The number of a name that shares something with a title, how much of both together is the same, the share of the title
# that the name has, and the share of the name that the title has (0 to 1 each).
Shared = tuple[int, float, float, float]


class Sharing:
    """Names by their parts; *weights* are the parts of each name with how much they tell."""

    def __init__(self, weights: Sequence[dict[str, float]]) -> None:
        self._totals = [sum(parts.values()) for parts in weights]
        # By part, then by how much it weighs in the name: of one part there are two or three weights.
        self._holders: dict[str, dict[float, set[int]]] = {}
        for number, parts in enumerate(weights):
            for part, weight in parts.items():
                self._holders.setdefault(part, {}).setdefault(weight, set()).add(number)
        self._counts = {part: sum(map(len, held.values())) for part, held in self._holders.items()}

    def most_alike(self, wanted: Wanted, limit: int) -> list[Shared]:
        """Return up to *limit* names that share the most with what is *wanted*, the likest first."""
        shared = self._gather(wanted)
        if not shared:
            return []
        most, totals = wanted.weight, self._totals
        heaviest = max(shared, key=shared.__getitem__)
        # No name weighs less than what it shares, so that one that shares too little need not be looked at.
        least = _WORTH_COMPARING * 2 * shared[heaviest] / (most + totals[heaviest])
        lightest = most * least / (2 - least)
        ranked = [
            (2 * weight / (most + totals[number]), -number) for number, weight in shared.items() if weight >= lightest
        ]
        ranked.sort(reverse=True)
        least = ranked[0][0] * _WORTH_COMPARING
        return [
            (-number, likeness, shared[-number] / most, shared[-number] / totals[-number])
            for likeness, number in ranked[:limit]
            if likeness >= least
        ]

    def _gather(self, wanted: Wanted) -> dict[int, float]:
        """
        Return how much each name shares with what is *wanted*.

        The rarest parts are taken first. Once half of the weight is, of parts that are sure to be meant, or a part is
        very common, what has none of it so far could not be the best any more and is not looked for.
        """
        shared: dict[int, float] = {}
        taken, counts = 0.0, self._counts
        for count, part in sorted((counts[part], part) for part in wanted.parts if part in counts):
            weight = wanted.parts[part]
            has_enough = bool(shared) and (count > _COMMON or 2 * taken > wanted.weight)
            for held, numbers in self._holders[part].items():
                _add(shared, min(held, weight), shared.keys() & numbers if has_enough else numbers)
            taken += weight if part in wanted.sure else 0.0
        return shared


def _add(shared: dict[int, float], gained: float, numbers: set[int]) -> None:
    if not shared:
        shared.update(dict.fromkeys(numbers, gained))
        return
    get = shared.get
    for number in numbers:
        shared[number] = get(number, 0.0) + gained
