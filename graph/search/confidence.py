"""
Says how sure a match is: a score of 0.9 is to mean that it is right nine times in ten.

Likeness alone does not say: a name a little like what was written is sure where no other is as like, and the likest of
twenty is not. Each way of finding a name has numbers of its own for that (a logistic regression).

Those of guesses (near, part, spelt) are what ``python -m tests.bench.fitting 250`` finds on the half of the titles set
apart for fitting: listed titles with noise, and, counted twice, titles taken out of the index, which are right where
their group is. Judged by what was fitted on other occupation groups, few taken-out titles reach 0.9 (4 guesses, all
right; 17 of 18 found as the same); between 0.8 and 0.9 they are right seven times in ten, and listed ones nearly
always: what was written does not tell a slip of the pen from a title nobody has listed. *same*, *folded*, *stems* and
*within* have too few failures to fit on and are rounded by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .matcher import CALLED, FOLDED, NEAR, PART, SAME, SPELT, STEMS, WITHIN, Candidate

# What each way of finding a name has to begin with, and what each feature adds.
Weights = tuple[float, ...]
_FITTED: dict[str, Weights] = {
    SAME: (4.6, 0.0, 0.0, 0.0, 0.0, 0.0),
    FOLDED: (5.5, 0.0, 2.8, 0.0, 0.0, 0.0),
    STEMS: (8.0, 0.0, 0.5, 0.0, 0.0, 0.0),
    CALLED: (2.2, 0.0, 0.0, 0.0, 0.0, 0.0),
    WITHIN: (-6.0, 0.0, 3.0, 4.0, 4.0, 0.5),
    NEAR: (-8.28, 3.68, 0.40, 1.52, 2.72, 3.14),
    PART: (-3.72, 4.71, -2.81, -1.02, -1.68, 3.00),
    SPELT: (-2.63, 0.72, 0.04, 0.00, 0.00, 2.34),
}
_WIDEST, _AS_LIKE = 0.3, 0.05


def features(candidates: Sequence[Candidate]) -> tuple[str, tuple[float, ...]]:
    """
    Return how the best of *candidates* was found, and what tells how sure it is.

    That is how like it is, how much less like the next other name is, both shares of what is the same, and how many of
    those that are nearly as like are of its family.
    """
    best = candidates[0]
    others = (one.likeness for one in candidates[1:] if one.folded != best.folded)
    distance = min(_WIDEST, best.likeness - next(others, 0.0))
    rivals = [one.known for one in candidates if one.likeness > best.likeness - _AS_LIKE and one.known.family]
    agreed = sum(one.family == best.known.family for one in rivals) / len(rivals) if rivals else 1.0
    return best.how, (best.likeness, distance, min(1.0, best.asked), min(1.0, best.named), agreed)


def confidence(candidates: Sequence[Candidate]) -> float:
    """Return the chance that the first of *candidates* is what was meant; 0 where there is none."""
    if not candidates:
        return 0.0
    how, values = features(candidates)
    begin, *weights = _FITTED[how]
    return 1 / (1 + math.exp(-begin - sum(map(float.__mul__, weights, values))))
