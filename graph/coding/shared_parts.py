"""Ranking of names by the word parts they share with a title."""

from __future__ import annotations

from collections.abc import Sequence

from .word_senses import Wanted

_COMMON = 150
_WORTH_COMPARING = 0.5

# The number of a name, its similarity to the title (Dice coefficient), the share of the title in the name and the share
# of the name in the title (0 to 1 each).
Shared = tuple[int, float, float, float]


class Sharing:
    """An inverted index from parts to names; *weights* gives the parts of each name with their weights."""

    def __init__(self, weights: Sequence[dict[str, float]]) -> None:
        self._totals = [sum(parts.values()) for parts in weights]
        # By part, then by its weight in the name: one part has two or three weights.
        self._holders: dict[str, dict[float, set[int]]] = {}
        for number, parts in enumerate(weights):
            for part, weight in parts.items():
                self._holders.setdefault(part, {}).setdefault(weight, set()).add(number)
        self._counts = {part: sum(map(len, held.values())) for part, held in self._holders.items()}

    def most_alike(self, wanted: Wanted, limit: int) -> list[Shared]:
        """Return up to *limit* names that share the most with the title *wanted*, most similar first; [] for none."""
        shared = self._gather(wanted)
        if not shared:
            return []
        most, totals = wanted.weight, self._totals
        heaviest = max(shared, key=shared.__getitem__)
        # A name weighs at least as much as its shared parts, so names below this bound cannot reach the least score.
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
        Return the shared weight of each name.

        Parts are read from the rarest on. Once certain parts make up half of the weight, or a part is very common, new
        names could no longer be the best, and only names found so far are updated.
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
