"""Draws figures as bars: the span from lower to upper quartile with a mark at the median, or a length from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW = 720, 28
# Room for the longest name, at so much a letter, and for the figure after the longest bar.
_LETTER, _LEAST, _MOST = 7.2, 60, 290
_FIGURE = 90


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
class Chart:
    """A drawing: its bars, and where their names end."""

    bars: Sequence[Bar]
    names: float

    @property
    def height(self) -> int:
        """The height of all bars."""
        return len(self.bars) * ROW + 2


@dataclass(frozen=True)
class Row:
    """What a bar is of: its name, the figure as it is written, and the numbers it goes from, to and is marked at."""

    name: str
    words: str
    start: float
    end: float
    mark: float | None = None


def draw(rows: Sequence[Row]) -> Chart:
    """
    Return a chart with a bar for each of *rows*, all by one scale that begins at nothing.

    >>> chart = draw([Row("a", "5", 0, 5), Row("b", "10", 5, 10)])
    >>> chart.names, [(bar.x, bar.length) for bar in chart.bars]
    (60, [(60.0, 285.0), (345.0, 285.0)])
    """
    most = max((row.end for row in rows), default=0) or 1
    names = min(_MOST, max(_LEAST, round(_LETTER * max((len(row.name) for row in rows), default=0) + 12)))
    room = WIDTH - names - _FIGURE

    def place(value: float) -> float:
        return round(names + room * value / most, 1)

    bars = [
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
    return Chart(bars, names)
