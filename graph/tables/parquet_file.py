"""Rows with typed values as a Parquet file, where the optional pyarrow is installed."""

from __future__ import annotations

import datetime
import importlib.util
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ..reading.query_definitions import ColumnType, OutputColumn


def writes_parquet() -> bool:
    """Return whether the optional pyarrow is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write_parquet(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[OutputColumn], about: Mapping[str, str] | None = None
) -> bytes:
    """
    Return *rows* as a Parquet file: numbers as numbers, dates as dates, lists as lists, and everything else as text.

    The file carries *about* in its metadata, and the label and unit of each column in that of its field. Raises
    ``ValueError`` for a date that is none.
    """
    import pyarrow  # noqa: PLC0415 - an extra that is large
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        ColumnType.INTEGER: pyarrow.int64(),
        ColumnType.NUMBER: pyarrow.float64(),
        ColumnType.BOOLEAN: pyarrow.bool_(),
        ColumnType.DATE: pyarrow.date32(),
        ColumnType.CODES: pyarrow.list_(pyarrow.string()),
        ColumnType.TEXTS: pyarrow.list_(pyarrow.string()),
    }
    fields = [
        pyarrow.field(
            column.name,
            types.get(column.type, pyarrow.string()),
            metadata={"label": column.labels["en"], **({"unit": column.unit} if column.unit else {})},
        )
        for column in columns
    ]
    file = io.BytesIO()
    schema = pyarrow.schema(fields, metadata=dict(about or {}))
    dated = [column.name for column in columns if column.type is ColumnType.DATE]
    records = [{**row, **_read_days(row, dated)} for row in rows] if dated else list(rows)
    parquet.write_table(pyarrow.Table.from_pylist(records, schema=schema), file, compression="zstd")
    return file.getvalue()


def _read_days(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, datetime.date | None]:
    """Return the days in the cells *names* of *row*, None for an empty one; raises ``ValueError`` for another value."""
    return {name: datetime.date.fromisoformat(row[name]) if row.get(name) else None for name in names}
