"""
Bar charts of figures: from lower to upper quartile with a mark at the median, or a length from zero.

Lengths are per cent of the available width and each name stands above its bar, so a chart scales with its page while
text keeps its size on a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 44
# Per cent of the width; the rest, beside the longest bar, holds its figure.
_ROOM = 76.0


@dataclass(frozen=True)
class Bar:
    """A bar with its name and figure: ``y`` in pixels; ``x``, ``length`` and ``mark`` in per cent of the width."""

    name: str
    words: str
    y: int
    x: float
    length: float
    mark: float | None


@dataclass(frozen=True)
class Row:
    """The data of a bar: its name, its figure in words, and the numbers where it starts, ends and has its mark."""

    name: str
    words: str
    start: float
    end: float
    mark: float | None = None


def draw(rows: Sequence[Row]) -> list[Bar]:
    """
    Return one bar per row, all on one scale that starts at zero.

    >>> [(bar.x, bar.length) for bar in draw([Row("a", "5", 0, 5), Row("b", "10", 5, 10)])]
    [(0.0, 38.0), (38.0, 38.0)]
    """
    most = max((row.end for row in rows), default=0) or 1

    def place(value: float) -> float:
        return round(_ROOM * value / most, 1)

    return [
        Bar(
            row.name,
            row.words,
            order * ROW,
            place(row.start),
            round(place(row.end) - place(row.start), 1),
            None if row.mark is None else place(row.mark),
        )
        for order, row in enumerate(rows)
    ]
