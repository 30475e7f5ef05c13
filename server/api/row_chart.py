"""A bar chart of rows: bars from the first column with a unit, labels from columns before it that tell rows apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.reading.query_definitions import ColumnType, OutputColumn

from ..charts.ranges import Row as BarRow
from ..dates import write_date
from ..languages import ReaderLanguage
from ..messages import name_unit
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
    naming = _tell_apart([row for row, _ in figures], columns[: columns.index(measure)])
    bars = [
        BarRow(
            ", ".join(write_date(str(row[name]), language.interface) for name in naming if row[name]),
            write_number(value, language.interface),
            0,
            value,
        )
        for row, value in figures[:MOST_BARS]
    ]
    unit = name_unit(measure.unit, language.interface)
    return RowChart(bars, f"{measure.labels[language.interface]} ({unit})", len(figures) > MOST_BARS)


def _tell_apart(rows: Sequence[TypedRow], columns: Sequence[OutputColumn]) -> list[str]:
    """Return the first of the naming *columns* that together differ between all *rows*; each divides them further."""
    chosen: list[str] = []
    parts = 1
    for column in columns:
        if column.type in _NAMING and parts < len(rows):
            divided = len({tuple(str(row[name]) for name in (*chosen, column.name)) for row in rows})
            if divided > parts:
                chosen.append(column.name)
                parts = divided
    return chosen


def _number(value: Value | None) -> float | None:
    """Return the length of a bar, None for a value that is not a number."""
    return value if isinstance(value, int | float) and value >= 0 else None
