"""The axis of a chart: round values that cover its numbers."""

from __future__ import annotations

import math

_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def round_ticks(least: float, most: float, intervals: int = 4) -> list[float]:
    """
    Return evenly spaced round values from at or below *least* to at or above *most*, in about *intervals*.

    >>> round_ticks(0, 105050), round_ticks(39600, 50000), round_ticks(0, 0)
    ([0, 30000, 60000, 90000, 120000], [39000, 42000, 45000, 48000, 51000], [0, 0.25])
    """
    span = (most - least) or 1
    scale = 10 ** math.floor(math.log10(span / intervals))
    step = next(scale * factor for factor in _STEPS if scale * factor * intervals >= span * 0.999)
    first, last = math.floor(least / step), max(math.ceil(most / step), math.floor(least / step) + 1)
    return [_whole(place * step) for place in range(first, last + 1)]


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 6)
