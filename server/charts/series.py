"""Lines over years: a figure of several groups, named at the ends of their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..numbers import write_number
from .axes import round_ticks
from .drawing import Drawing, percent

_HEIGHT, _TOP, _BOTTOM = 260, 22, 24
# The shares of the width of the first and the last year; the names stand behind the last.
_FROM, _TO = 0.20, 0.70
# A name and its number take two lines.
_APART, _LINE = 32, 14
MOST_SERIES = 3
# Dashes distinguish the lines without colour, and marks their points; names have the same marks.
_DASHES = (None, "7 4", "2 4")
_MARKS = "●■○"
_RADIUS = 4
# The pixels from the last year to the names, with room for their marks.
_INDENT = 22


@dataclass(frozen=True)
class Series:
    """A line: its name, and its number in each year."""

    name: str
    values: Mapping[int, float]


def draw_series(lines: Sequence[Series], language: str, title: str = "") -> Drawing:
    """
    Return the drawing of at most ``MOST_SERIES`` *lines* with numbers as *language* writes them.

    A line joins the points of consecutive years only: between others nothing was measured. The axis need not start at
    zero, so each of its lines has its number.
    """
    lines = [line for line in lines if line.values][:MOST_SERIES]
    numbers = [value for line in lines for value in line.values.values()] or [0.0]
    ticks = round_ticks(min(numbers), max(numbers))
    years = sorted({year for line in lines for year in line.values})
    drawing = Drawing(title, _HEIGHT)

    def height(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (ticks[-1] - value) / (ticks[-1] - ticks[0])

    def place(year: int) -> float:
        return _FROM if len(years) < 2 else _FROM + (_TO - _FROM) * (year - years[0]) / (years[-1] - years[0])

    for tick in ticks:
        drawing.line("grid", "0", height(tick), percent(_TO), height(tick))
        drawing.text("tick", "0", height(tick) - 4, write_number(tick, language))
    for year in years:
        drawing.text("tick", percent(place(year)), _HEIGHT - 5, str(year), anchor="middle")
    for number, line in enumerate(lines):
        points = [(year, percent(place(year)), height(value)) for year, value in sorted(line.values.items())]
        for (year, x1, y1), (following, x2, y2) in pairwise(points):
            if following == year + 1:
                drawing.line(f"series-{number + 1}", x1, y1, x2, y2, stroke_dasharray=_DASHES[number])
        for _, x, y in points:
            _draw_mark(drawing, number, x, y, 0)
    _name_ends(drawing, lines, [height(line.values[max(line.values)]) for line in lines], language)
    return drawing


def _draw_mark(drawing: Drawing, number: int, x: str, y: float, shift: int) -> None:
    """Draw the mark of the line with this *number*, *shift* pixels to the right of *x*."""
    kind, side = f"series-{number + 1}", 2 * _RADIUS
    if _MARKS[number] == "■":
        drawing.rect(kind, x, y - _RADIUS, side, side, transform=f"translate({shift - _RADIUS} 0)")
    else:
        moved = f"translate({shift} 0)" if shift else None
        drawing.circle(kind, x, y, _RADIUS, fill_opacity="0" if _MARKS[number] == "○" else None, transform=moved)


def _name_ends(drawing: Drawing, lines: Sequence[Series], ends: Sequence[float], language: str) -> None:
    """
    Write the name and the newest number of each line behind its end, moved apart where they would overlap.

    A number of an earlier year than the last of the axis has its year behind it.
    """
    last = max((year for line in lines for year in line.values), default=0)
    order = sorted(range(len(lines)), key=lambda number: ends[number])
    placed = {number: ends[number] for number in order}
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + _APART)
    beyond = max(0.0, max(placed.values(), default=0) + _LINE - (_HEIGHT - 2))
    for number in order:
        y = placed[number] - beyond
        _draw_mark(drawing, number, percent(_TO), y - _RADIUS, _INDENT - 2 * _RADIUS)
        drawing.text("name", percent(_TO), y, lines[number].name, shift=_INDENT)
        year, newest = max(lines[number].values.items())
        words = write_number(newest, language) + (f" ({year})" if year < last else "")
        drawing.text("figure", percent(_TO), y + _LINE, words, shift=_INDENT)
