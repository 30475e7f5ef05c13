"""
Calibrated confidence of a match: of matches scored 0.9, nine in ten are right.

Similarity alone is not enough: a fairly similar name is a safe match when it has no rival, and an unsafe one among
twenty. So each way of matching has a logistic regression over the features of the candidates.

The weights of the guesses (*near*, *part*, *spelt*) come from ``python -m tests.bench.fitting 250``, fitted on the
half of the titles reserved for fitting: listed titles with noise (weight 1), titles written by hand (weight 2) and
titles held out of the index (weight 5), which count as right when their group is. In cross-validation over occupation
groups the scores of held-out titles are calibrated except at the top: 87 of 100 *near* matches are right where 94 are
predicted. Scores of listed titles are too low, because the text cannot distinguish a misspelling from an unlisted
title. *same*, *folded*, *stems*, *called* and *within* fail too rarely to be fitted; their weights are set by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .evidence.ways import CALLED, FOLDED, GUESSES, NEAR, PART, SAME, SPELT, STEMS, WITHIN
from .matcher import Candidate

# The intercept of each way of matching, then one weight per feature in the order of ``features``.
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
NO_FEATURES = (0.0,) * 8
# The ways in which equally similar rivals lower the confidence.
_RIVALLED = (CALLED, *GUESSES)
_WIDEST, _AS_LIKE, _SPELT_LIKE = 0.3, 0.05, 0.85


def features(candidates: Sequence[Candidate]) -> tuple[str, tuple[float, ...]]:
    """
    Return the way the best of *candidates* was found and its features, each from 0 to 1.

    The features, in order: similarity; lead over the next different name; share of the title in the name; share of the
    name in the title; share of close rivals in the same family; similarity of letters; the same again where no other
    family is spelt as similarly; and support for the family from other names. Raises ``IndexError`` where *candidates*
    is empty.
    """
    best = candidates[0]
    others = (one.likeness for one in candidates[1:] if one.folded != best.folded)
    distance = min(_WIDEST, best.likeness - next(others, 0.0))
    rivals = [one.known for one in candidates if one.likeness > best.likeness - _AS_LIKE and one.known.family]
    agreed = sum(one.family == best.known.family for one in rivals) / len(rivals) if rivals else 1.0
    spelt = max(0.0, best.letters - _SPELT_LIKE) / (1 - _SPELT_LIKE)
    if spelt and best.how in _RIVALLED and not _is_alone(candidates):
        spelt = 0.0
    asked, named = min(1.0, best.asked), min(1.0, best.named)
    return best.how, (best.likeness, distance, asked, named, agreed, best.letters, spelt, best.backed)


def _is_alone(candidates: Sequence[Candidate]) -> bool:
    """Return whether every name spelt as similarly as the best belongs to its family."""
    best = candidates[0]
    as_spelt = (one for one in candidates[1:] if one.letters > best.letters - _AS_LIKE and one.folded != best.folded)
    return all(one.known.family == best.known.family != "" for one in as_spelt)


def confidence(candidates: Sequence[Candidate]) -> float:
    """Return the probability that the first of *candidates* is the intended name; 0 for no candidates."""
    if not candidates:
        return 0.0
    how, values = features(candidates)
    begin, *weights = _FITTED[how]
    chance = 1 / (1 + math.exp(-begin - sum(map(float.__mul__, weights, values))))
    return min(chance, candidates[0].most)
