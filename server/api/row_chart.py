"""A bar chart of rows: bars from the first column with a unit, labels from columns before it that vary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.reading.query_definitions import ColumnType, OutputColumn

from ..charts.ranges import Row as BarRow
from ..languages import ReaderLanguage
from ..numbers import write_number
from .typed_rows import TypedRow, Value

MOST_BARS = 40
_NAMING = (ColumnType.TEXT, ColumnType.DATE)


@dataclass(frozen=True)
class RowChart:
    """The bars, the meaning of their length, and whether rows beyond the maximum were left out."""

    bars: Sequence[BarRow]
    caption: str
    is_cut: bool


def draw_rows(rows: Sequence[TypedRow], columns: Sequence[OutputColumn], language: ReaderLanguage) -> RowChart | None:
    """Return the chart of the first ``MOST_BARS`` figures, or None for fewer than two or for columns without a unit."""
    measure = next((column for column in columns if column.unit), None)
    if measure is None:
        return None
    figures = [(row, value) for row in rows if (value := _number(row[measure.name])) is not None]
    if len(figures) < 2:
        return None
    naming = [
        column.name
        for column in columns[: columns.index(measure)]
        if column.type in _NAMING and len({str(row[column.name]) for row, _ in figures}) > 1
    ]
    bars = [
        BarRow(
            ", ".join(str(row[name]) for name in naming if row[name]), write_number(value, language.interface), 0, value
        )
        for row, value in figures[:MOST_BARS]
    ]
    return RowChart(bars, f"{measure.labels[language.interface]} ({measure.unit})", len(figures) > MOST_BARS)


def _number(value: Value | None) -> float | None:
    """Return the length of a bar, None for a value that is not a number."""
    return value if isinstance(value, int | float) and value >= 0 else None
