"""Bars on one axis: from the lower to the upper quartile with the number at the median, or a length from zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..numbers import write_number
from .axes import round_ticks
from .drawing import Drawing, percent

# The heights in pixels of a row: of its name, of the number above a median, of its bar; and of the axis below the rows.
_NAME, _NUMBER, _BAR, _SPACE, _AXIS = 17, 15, 13, 12, 20
# The shares of the width where the axis starts and ends; a length has its number behind the bar.
_FROM, _TO, _TO_LENGTH = 0.0, 0.97, 0.82
# A number at a median nearer than this to an edge would be cut.
_EDGE = 0.09


@dataclass(frozen=True)
class Row:
    """
    The data of a bar: its name, its figure in words, and the numbers where it starts, ends and has its mark.

    A bar that starts and ends at its mark is drawn as the mark alone.
    """

    name: str
    words: str
    start: float
    end: float
    mark: float | None = None

    @property
    def has_range(self) -> bool:
        """Whether the bar has a length of its own beside its mark."""
        return self.mark is None or self.end > self.start


def draw_ranges(rows: Sequence[Row], language: str, title: str = "") -> Drawing:
    """
    Return the bars of *rows* on one axis that has zero, with numbers as *language* writes them.

    A bar below zero ends there, and has its figure behind it like all others.
    """
    least, most = min((row.start for row in rows), default=0.0), max((row.end for row in rows), default=0.0)
    ticks = round_ticks(min(0.0, least), most)
    to = _TO if any(row.mark is not None for row in rows) else _TO_LENGTH
    heights = [_NAME + (_NUMBER if row.mark is not None else 0) + _BAR + _SPACE for row in rows]
    drawing = Drawing(title, sum(heights) + _AXIS)

    def place(value: float) -> float:
        return _FROM + (to - _FROM) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    for tick in ticks:
        drawing.line("grid", percent(place(tick)), 0, percent(place(tick)), sum(heights))
        anchor = "start" if tick == ticks[0] else "end" if place(tick) > 1 - _EDGE else "middle"
        drawing.text("tick", percent(place(tick)), sum(heights) + 15, write_number(tick, language), anchor=anchor)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        _draw_row(drawing, row, top, place)
        top += height
    return drawing


def _draw_row(drawing: Drawing, row: Row, top: float, place: Callable[[float], float]) -> None:
    start, end, mark = place(row.start), place(row.end), None if row.mark is None else place(row.mark)
    drawing.text("name", "0", top + 13, row.name)
    bar = top + _NAME + (0 if mark is None else _NUMBER)
    if row.has_range:
        drawing.rect("bar", percent(start), bar, percent(max(end - start, 0.003)), _BAR)
    if mark is None:
        drawing.text("figure", percent(end), bar + 11, row.words, shift=7)
        return
    drawing.line("median", percent(mark), bar - 3, percent(mark), bar + _BAR + 3)
    anchor = "start" if mark < _EDGE else "end" if mark > 1 - _EDGE else "middle"
    drawing.text("figure", percent(mark), bar - 6, row.words, anchor=anchor)
