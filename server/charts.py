"""Draws figures as bars: the span from lower to upper quartile with a mark at the median, or a length from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, NAMES, ROW = 720, 290, 28
_ROOM = WIDTH - NAMES - 90


@dataclass(frozen=True)
class Bar:
    """A bar, in units of the drawing: where it begins, its length, its mark if any, its name and its figure."""

    name: str
    words: str
    y: float
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
    [(290.0, 170.0), (460.0, 170.0)]
    """
    most = max((row.end for row in rows), default=0) or 1

    def place(value: float) -> float:
        return round(NAMES + _ROOM * value / most, 1)

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
