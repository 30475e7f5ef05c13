"""
Draws figures as bars: the span from lower to upper quartile with a mark at the median, or a length from nothing.

Lengths are per cent of the width there is, and a name stands above its bar, so that a chart is as wide as its page
while its letters keep their size on a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 44
# What is left beside the longest bar holds its figure.
_ROOM = 76.0


@dataclass(frozen=True)
class Bar:
    """A bar: its name and figure, how far down it is (pixels), and where it begins, its length and mark (per cent)."""

    name: str
    words: str
    y: int
    x: float
    length: float
    mark: float | None


@dataclass(frozen=True)
class Row:
    """What a bar is of: its name, the figure as it is written, and the numbers it goes from, to and is marked at."""

    name: str
    words: str
    start: float
    end: float
    mark: float | None = None


def draw(rows: Sequence[Row]) -> list[Bar]:
    """
    Return a bar for each of *rows*, all by one scale that begins at nothing.

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
