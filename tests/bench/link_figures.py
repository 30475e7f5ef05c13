"""Figures of links with probabilities: F1, precision and calibration, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

_BINS, _LEAST = 10, 0.05
# The probability of a link, and whether it is right.
Link = tuple[float, bool]


@dataclass(frozen=True)
class Figures:
    """How good links are: F1 at best and at 0.5, precision at recall 0.5, and calibration error (0 to 1 each)."""

    best: float
    at_half: float
    precision: float
    error: float

    def __str__(self) -> str:
        """Return the figures as one line."""
        return (
            f"F1 at best {self.best:.3f}, at 0.5 {self.at_half:.3f}; "
            f"precision at recall 0.5 {self.precision:.3f}; calibration error {self.error:.3f}"
        )


def figures(found: Sequence[Link], total: int) -> Figures:
    """Return the figures of links (probability, whether it is right), of *total* that are right."""
    ranked = sorted(found, key=lambda one: -one[0])
    right, best, precision = 0, 0.0, 0.0
    for count, (_, is_right) in enumerate(ranked, start=1):
        right += is_right
        best = max(best, 2 * right / (count + total))
        if right * 2 >= total and not precision:
            precision = right / count
    likely = [is_right for probability, is_right in ranked if probability >= 0.5]
    at_half = 2 * sum(likely) / (len(likely) + total)
    return Figures(best, at_half, precision, calibration_error(found))


def calibration_error(found: Sequence[Link]) -> float:
    """Return the mean gap of probability and truth over ten bins, of probabilities of at least 0.05."""
    bins: dict[int, list[Link]] = {}
    for one in found:
        if one[0] >= _LEAST:
            bins.setdefault(min(_BINS - 1, int(one[0] * _BINS)), []).append(one)
    gaps = [abs(sum(p for p, _ in held) - sum(right for _, right in held)) for held in bins.values()]
    return sum(gaps) / max(1, sum(map(len, bins.values())))


def interval(
    found: Mapping[str, Sequence[Link]], totals: Mapping[str, int], rounds: int = 1000
) -> tuple[Figures, Figures]:
    """
    Return the least and the greatest of each figure in 95 of 100 samples of as many occupations, drawn with return.

    *found* has the links of each occupation, as ``figures`` takes them, and *totals* the number that is right.
    """
    import numpy as np  # noqa: PLC0415 - comes with scikit-learn

    random, keys = np.random.RandomState(0), sorted(found)
    drawn = []
    for _ in range(rounds):
        sample = [keys[place] for place in random.randint(len(keys), size=len(keys))]
        sampled = figures([one for key in sample for one in found[key]], sum(totals[key] for key in sample))
        drawn.append(astuple(sampled))
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0).tolist()
    return Figures(*low), Figures(*high)


def known_lengths(found: Mapping[str, Sequence[Link]], totals: Mapping[str, int]) -> float:
    """Return the F1 of the most likely links of each occupation, as many as its list has titles."""
    chosen = [link for key, held in found.items() for link in sorted(held, key=lambda one: -one[0])[: totals[key]]]
    return 2 * sum(is_right for _, is_right in chosen) / (len(chosen) + sum(totals.values()))
