"""Lines to copy that read a table of the API with common tools, codes as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from graph.reading.query_definitions import ColumnType, OutputColumn

_CODED = frozenset((ColumnType.CODE, ColumnType.CODES))


class Snippet(NamedTuple):
    """Lines to copy, with the name of their tool."""

    tool: str
    text: str


def write_snippets(address: str, columns: Sequence[OutputColumn]) -> list[Snippet]:
    """
    Return lines that read the CSV at *address* with curl, pandas, polars, R, DuckDB and Stata.

    Each tool would read a code such as 0110 as a number, unless its column is declared as text.
    """
    codes = [column.name for column in columns if column.type in _CODED]
    url = json.dumps(address)
    return [
        Snippet("curl", f"curl --fail --output {address.rpartition('/')[2].partition('?')[0]} {_shell(address)}"),
        Snippet("pandas", f"import pandas as pd\n\ntable = pd.read_csv({url}{_pandas_types(codes)})"),
        Snippet("polars", f"import polars as pl\n\ntable = pl.read_csv({url}{_polars_types(codes)})"),
        Snippet("R", f"library(readr)\n\ntable <- read_csv({url}{_r_types(codes)})"),
        Snippet("DuckDB", f"FROM read_csv({_sql(address)}{_duckdb_types(codes)});"),
        Snippet("Stata", f"import delimited {url}, clear{_stata_types(columns)}"),
    ]


def _shell(address: str) -> str:
    return "'" + address.replace("'", "'\\''") + "'"


def _sql(address: str) -> str:
    return "'" + address.replace("'", "''") + "'"


def _pandas_types(codes: Sequence[str]) -> str:
    types = ", ".join(f"{json.dumps(code)}: str" for code in codes)
    return f", dtype={{{types}}}" if codes else ""


def _polars_types(codes: Sequence[str]) -> str:
    types = ", ".join(f"{json.dumps(code)}: pl.String" for code in codes)
    return f", schema_overrides={{{types}}}" if codes else ""


def _r_types(codes: Sequence[str]) -> str:
    types = ", ".join(f"{code} = col_character()" for code in codes)
    return f", col_types = cols({types})" if codes else ""


def _duckdb_types(codes: Sequence[str]) -> str:
    types = ", ".join(f"'{code}': 'VARCHAR'" for code in codes)
    return f", types = {{{types}}}" if codes else ""


def _stata_types(columns: Sequence[OutputColumn]) -> str:
    """Return the option of ``import delimited`` that lists the columns with codes, numbered from 1."""
    places = [str(place) for place, column in enumerate(columns, start=1) if column.type in _CODED]
    return f" stringcols({' '.join(places)})" if places else ""
