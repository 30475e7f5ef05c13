"""
Says how sure a match is: a score of 0.9 is to mean that it is right nine times in ten.

Likeness alone does not say: a name a little like what was written is sure where no other is as like, and the likest of
twenty is not. The numbers are those that ``python -m tests.bench.coding --fit`` finds on the titles set apart for that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .folding import fold
from .matcher import FOLDED, NEAR, PART, SAME, STEMS, Candidate

# What each way of finding a name has to begin with, what likeness adds, and what the distance to the next name adds.
Weights = tuple[float, float, float]
_FITTED: dict[str, Weights] = {
    SAME: (7.0, 0.0, 0.0),
    FOLDED: (0.7, 0.0, 31.6),
    STEMS: (1.4, 0.0, 25.7),
    NEAR: (-11.7, 15.2, 12.0),
    PART: (-6.2, 5.6, 10.5),
}
_WIDEST = 0.3


def features(candidates: Sequence[Candidate]) -> tuple[str, float, float]:
    """Return how the best of *candidates* was found, how like it is, and how much less like the next other name is."""
    best = candidates[0]
    name = fold(best.known.text)
    others = (one.likeness for one in candidates[1:] if fold(one.known.text) != name)
    return best.how, best.likeness, min(_WIDEST, best.likeness - next(others, 0.0))


def confidence(candidates: Sequence[Candidate]) -> float:
    """Return the chance that the first of *candidates* is what was meant; 0 where there is none."""
    if not candidates:
        return 0.0
    how, likeness, distance = features(candidates)
    begin, of_likeness, of_distance = _FITTED[how]
    return 1 / (1 + math.exp(-(begin + of_likeness * likeness + of_distance * distance)))
