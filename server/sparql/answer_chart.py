"""
A chart of the rows on the query page: bars, or lines over years, of the columns that the reader chooses.

The choices stand in the address, so that a link shares the chart and a page without scripts has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph.reading.result_rows import Cell

from ..charts.ranges import Row as BarRow
from ..charts.ranges import draw_ranges
from ..charts.series import MOST_SERIES, Series, draw_series
from ..languages import ReaderLanguage
from ..numbers import write_number
from ..refusals import BadRequest
from ..things.beginnings import FoundRows
from ..things.values import NUMBERS

BARS, LINES = "bars", "lines"
KINDS = (BARS, LINES)
MOST_BARS = 40
NO_COLUMN = ""
_YEAR = re.compile(r"(1[89]|20)\d\d")


@dataclass(frozen=True)
class AnswerChart:
    """
    A drawn chart, with the columns and the kind that it has and those that there are to choose from.

    ``drawn`` of its ``figures`` and, for lines, ``lines_drawn`` of its ``lines`` are in the drawing.
    """

    markup: Markup
    chosen: Mapping[str, str]
    options: Mapping[str, Sequence[str]]
    drawn: int
    figures: int
    lines_drawn: int = 0
    lines: int = 0


def draw_answer(found: FoundRows, asked: Mapping[str, str], language: ReaderLanguage) -> AnswerChart | None:
    """
    Return the chart of the rows *found* by the columns *asked* for, None where there is nothing to draw.

    *asked* may have ``x``, ``y`` and ``series`` (names of columns, '' for no series) and ``kind``. Raises
    ``BadRequest`` for a column that the answer lacks, a ``y`` without numbers, and lines over an ``x`` without years.
    """
    cells = {name: [row[place] for row in found.rows] for place, name in enumerate(found.columns)}
    numbers = [name for name in cells if _all(cells[name], _is_number)]
    years = [name for name in cells if _all(cells[name], _is_year)]
    # A year is a number to few readers.
    measures = [name for name in numbers if name not in years] or numbers
    if not measures or len(found.rows) < 2 or len(cells) < 2:
        return None
    y = _choose("y", asked, numbers, measures[0])
    others = [name for name in cells if name != y]
    x = _choose("x", asked, others, next((name for name in years if name != y), others[0]))
    rest = [name for name in others if name != x]
    naming = (name for name in rest if name not in numbers and len(set(map(_words, cells[name]))) > 1)
    series = _choose("series", asked, [NO_COLUMN, *rest], next(naming, NO_COLUMN))
    points = [
        (_words(where), _words(group) if series else "", float(number.value))
        for where, group, number in zip(cells[x], cells[series or x], cells[y], strict=True)
        if number is not None
    ]
    kinds = KINDS if x in years else (BARS,)
    kind = _choose("kind", asked, kinds, LINES if x in years and _are_lines(points) else BARS)
    chosen = {"x": x, "y": y, "series": series, "kind": kind}
    options = {"x": others, "y": numbers, "series": [NO_COLUMN, *rest], "kind": kinds}
    return _draw(points, chosen, options, language)


def _are_lines(points: Sequence[tuple[str, str, float]]) -> bool:
    """Return whether some *points* are of consecutive years, which a line joins, and no group has two in a year."""
    years = {int(where) for where, _, _ in points}
    return any(year + 1 in years for year in years) and len({point[:2] for point in points}) == len(points)


def _draw(
    points: Sequence[tuple[str, str, float]],
    chosen: Mapping[str, str],
    options: Mapping[str, Sequence[str]],
    language: ReaderLanguage,
) -> AnswerChart:
    if chosen["kind"] == LINES:
        lines: dict[str, dict[int, float]] = {}
        for where, group, value in points:
            lines.setdefault(group or chosen["y"], {})[int(where)] = value
        shown = [Series(name, values) for name, values in lines.items()][:MOST_SERIES]
        markup = draw_series(shown, language.interface, chosen["y"]).markup
        drawn = sum(len(line.values) for line in shown)
        return AnswerChart(markup, chosen, options, drawn, len(points), len(shown), len(lines))
    bars = [
        BarRow(
            ", ".join(filter(None, (where, group))),
            write_number(value, language.interface),
            min(0.0, value),
            max(0.0, value),
        )
        for where, group, value in points[:MOST_BARS]
    ]
    markup = draw_ranges(bars, language.interface, chosen["y"]).markup
    return AnswerChart(markup, chosen, options, len(bars), len(points))


def _choose(name: str, asked: Mapping[str, str], options: Sequence[str], default: str) -> str:
    chosen = asked.get(name, default)
    if chosen not in options:
        offered = ", ".join(option or "''" for option in options)
        raise BadRequest(f"{name} is one of {offered} in a chart of this answer, not {chosen[:50]!r}.")
    return chosen


def _all(column: Sequence[Cell | None], holds: Callable[[Cell], bool]) -> bool:
    """Return whether some cells of *column* have a value, and *holds* is true of all of these."""
    values = [cell for cell in column if cell is not None]
    return bool(values) and all(map(holds, values))


def _is_number(cell: Cell) -> bool:
    return cell.datatype in NUMBERS


def _is_year(cell: Cell) -> bool:
    return cell.kind == "literal" and _YEAR.fullmatch(cell.value) is not None


def _words(cell: Cell | None) -> str:
    """Return the words for a cell: its text, or the last part of its IRI."""
    if cell is None:
        return ""
    return re.split(r"[/#]", cell.value)[-1] if cell.kind == "uri" else cell.value
