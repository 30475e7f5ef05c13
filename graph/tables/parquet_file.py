"""Rows with typed values as a Parquet file, where the optional pyarrow is installed."""

from __future__ import annotations

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
    Return *rows* as a Parquet file: numbers as numbers, lists as lists, dates and everything else as text.

    The file carries *about* in its metadata, and the label and unit of each column in that of its field.
    """
    import pyarrow  # noqa: PLC0415 - an extra that is large
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        ColumnType.INTEGER: pyarrow.int64(),
        ColumnType.NUMBER: pyarrow.float64(),
        ColumnType.BOOLEAN: pyarrow.bool_(),
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
    parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), file, compression="zstd")
    return file.getvalue()
