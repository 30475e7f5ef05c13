"""
Says how sure a match is: a score of 0.9 is to mean that it is right nine times in ten.

Likeness alone does not say: a name a little like what was written is sure where no other is as like, and the likest of
twenty is not. Each way of finding a name has numbers of its own for that (a logistic regression).

Those of guesses (near, part, spelt) are what ``python -m tests.bench.fitting 250`` finds on the half of the titles set
apart for fitting: listed titles with noise, those written down by hand counted twice and, counted five times, titles
taken out of the index, which are right where their group is. Judged by what was fitted on other occupation groups,
taken-out titles are right as often as is said, but for the surest: 87 of 100 of those near a name where 94 were told.
Listed ones are right more often than is said: what was written does not tell a slip of the pen from a title nobody has
listed. *same*, *folded*, *stems*, *called* and *within* have too few failures to fit on and are rounded by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .matcher import CALLED, FOLDED, NEAR, PART, SAME, SPELT, STEMS, WITHIN, Candidate

# What each way of finding a name has to begin with, and what each feature adds.
Weights = tuple[float, ...]
_FITTED: dict[str, Weights] = {
    SAME: (4.6, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    FOLDED: (5.5, 0.0, 2.8, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    STEMS: (8.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    CALLED: (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.2, 0.0),
    WITHIN: (-6.0, 0.0, 3.0, 4.0, 4.0, 0.5, 0.0, 0.0, 0.0),
    NEAR: (-6.23, 5.30, -4.10, 0.20, 1.90, 2.81, -1.65, 2.66, 0.89),
    PART: (-5.14, 2.54, -6.86, -3.35, -0.66, 3.08, 4.93, 1.97, 1.33),
    SPELT: (-2.83, 1.07, -0.78, 0.00, 0.00, 2.75, 0.08, 0.00, 1.16),
}
# The ways that others as like make less sure.
_GUESSES = (CALLED, NEAR, PART, SPELT)
_WIDEST, _AS_LIKE, _SPELT_LIKE = 0.3, 0.05, 0.85


def features(candidates: Sequence[Candidate]) -> tuple[str, tuple[float, ...]]:
    """
    Return how the best of *candidates* was found, and what tells how sure it is.

    That is how like it is, how much less like the next other name is, both shares of what is the same, how many of
    those that are nearly as like are of its family, how like the letters are, whether they nearly all are the same as
    in no other family, and how far other names speak for its family.
    """
    best = candidates[0]
    others = (one.likeness for one in candidates[1:] if one.folded != best.folded)
    distance = min(_WIDEST, best.likeness - next(others, 0.0))
    rivals = [one.known for one in candidates if one.likeness > best.likeness - _AS_LIKE and one.known.family]
    agreed = sum(one.family == best.known.family for one in rivals) / len(rivals) if rivals else 1.0
    spelt = max(0.0, best.letters - _SPELT_LIKE) / (1 - _SPELT_LIKE)
    if spelt and best.how in _GUESSES and not _is_alone(candidates):
        spelt = 0.0
    asked, named = min(1.0, best.asked), min(1.0, best.named)
    return best.how, (best.likeness, distance, asked, named, agreed, best.letters, spelt, best.backed)


def _is_alone(candidates: Sequence[Candidate]) -> bool:
    """Return whether the names that are spelt as like as the best are of its family."""
    best = candidates[0]
    as_spelt = (one for one in candidates[1:] if one.letters > best.letters - _AS_LIKE and one.folded != best.folded)
    return all(one.known.family == best.known.family != "" for one in as_spelt)


def confidence(candidates: Sequence[Candidate]) -> float:
    """Return the chance that the first of *candidates* is what was meant; 0 where there is none."""
    if not candidates:
        return 0.0
    how, values = features(candidates)
    begin, *weights = _FITTED[how]
    chance = 1 / (1 + math.exp(-begin - sum(map(float.__mul__, weights, values))))
    return min(chance, candidates[0].most)
