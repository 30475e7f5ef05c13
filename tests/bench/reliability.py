"""
How far probabilities can be trusted: shares with intervals, calibration errors, and coverage at thresholds.

An answer is here the probability that it was given (0 to 1), and whether it was right. Shares have Wilson intervals,
calibration errors those of samples drawn with return, all of 95 %.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt

import numpy as np
import numpy.typing as npt

Answers = Sequence[tuple[float, bool]]
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BOUNDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
_BINS, _WIDE, _DRAWN, _TAILS = 10, 1.96, 1000, (0.025, 0.975)
_Floats = npt.NDArray[np.float64]


def interval(right: int, whole: int) -> tuple[float, float]:
    """
    Return the Wilson interval of a share at 95 %.

    >>> [round(end, 2) for end in interval(95, 100)]
    [0.89, 0.98]
    """
    if not whole:
        return 0.0, 1.0
    share, square = right / whole, _WIDE * _WIDE
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    width = _WIDE * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - width), min(1.0, middle + width)


def write_share(flags: Sequence[bool]) -> str:
    """
    Return the share of true *flags* in per cent with its interval; a dash for none.

    >>> write_share([True] * 95 + [False] * 5)
    '95.0 (89–98)'
    """
    low, high = interval(sum(flags), len(flags))
    return f"{100 * sum(flags) / len(flags):.1f} ({100 * low:.0f}–{100 * high:.0f})" if flags else "–"


def calibration_error(answers: Answers) -> float:
    """
    Return the mean distance of told and found shares over ten bins of probability, each by its number of answers.

    >>> round(calibration_error([(0.9, True), (0.9, False)]), 3)
    0.4
    """
    chances, right = _columns(answers)
    return _error(chances, right) if len(answers) else 0.0


def error_interval(answers: Answers) -> tuple[float, float]:
    """Return the ends of 95 % of the calibration errors in samples of as many *answers*, drawn with return."""
    chances, right = _columns(answers)
    draws = np.random.default_rng(0).integers(len(answers), size=(_DRAWN, len(answers)))
    low, high = np.quantile([_error(chances[draw], right[draw]) for draw in draws], _TAILS).tolist()
    return low, high


def error_by_chance(answers: Answers) -> tuple[float, float, float]:
    """Return the mean calibration error of perfect probabilities in as many answers, and the ends of 95 % of them."""
    chances, _ = _columns(answers)
    draws = np.random.default_rng(0).random((_DRAWN, len(answers))) < chances
    errors = [_error(chances, draw.astype(float)) for draw in draws]
    low, high = np.quantile(errors, _TAILS).tolist()
    return float(np.mean(errors)), low, high


def coverage(answers: Answers) -> Iterator[tuple[float, float, list[bool]]]:
    """Yield each threshold with the share of *answers* that reach it, and whether each of those is right."""
    for threshold in THRESHOLDS:
        reached = [right for chance, right in answers if chance >= threshold]
        yield threshold, len(reached) / max(1, len(answers)), reached


def by_bins(answers: Answers) -> Iterator[tuple[float, float, Answers]]:
    """Yield the least and the greatest probability of each bin with its answers."""
    for low, high in pairwise(BOUNDS):
        is_last = high == BOUNDS[-1]
        yield low, high, [one for one in answers if low <= one[0] and (is_last or one[0] < high)]


def _columns(answers: Answers) -> tuple[_Floats, _Floats]:
    return np.array([chance for chance, _ in answers], float), np.array([right for _, right in answers], float)


def _error(chances: _Floats, right: _Floats) -> float:
    bins = np.minimum(_BINS - 1, (chances * _BINS).astype(int))
    return float(np.abs(np.bincount(bins, chances - right)).sum() / len(chances))
