"""Lines to copy that read a table or a document with common tools, codes as text."""

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
    Return lines that read the CSV at *address* with curl, pandas, polars, R, DuckDB, Stata and Excel.

    Each tool would read a code such as 0110 as a number, unless its column is declared as text.
    """
    codes = [column.name for column in columns if column.type in _CODED]
    url = json.dumps(address)
    return [
        Snippet("curl", f"curl --fail --output {_file_name(address)} {_shell(address)}"),
        Snippet("pandas", f"import pandas as pd\n\ntable = pd.read_csv({url}{_pandas_types(codes)})"),
        Snippet("polars", f"import polars as pl\n\ntable = pl.read_csv({url}{_polars_types(codes)})"),
        Snippet("R", f"library(readr)\n\ntable <- read_csv({url}{_r_types(codes)})"),
        Snippet("DuckDB", f"FROM read_csv({_sql(address)}{_duckdb_types(codes)});"),
        Snippet("Stata", f"import delimited {url}, clear{_stata_types(columns)}"),
        _excel(address),
    ]


def write_document_snippets(iri: str, address: str, endpoint: str, query: str) -> list[Snippet]:
    """
    Return lines that read the document about *iri* with nine tools, as RDF and as a table of its statements.

    *address* is that of the document without its suffix, and *endpoint* that of the SPARQL endpoint, for *query*.
    """
    csv = f"{address}.csv"
    url = json.dumps(csv)
    return [
        Snippet("curl", f"curl --fail --location --header 'Accept: text/turtle' {_shell(iri)}"),
        Snippet("rdflib", f"from rdflib import Graph\n\ngraph = Graph().parse({json.dumps(f'{address}.ttl')})"),
        Snippet(
            "SPARQLWrapper",
            "from SPARQLWrapper import JSON, SPARQLWrapper\n\n"
            f"endpoint = SPARQLWrapper({json.dumps(endpoint)}, returnFormat=JSON)\n"
            f'endpoint.setQuery("""\n{query}""")\n'
            'rows = endpoint.queryAndConvert()["results"]["bindings"]',
        ),
        Snippet("pandas", f"import pandas as pd\n\ntable = pd.read_csv({url}, dtype=str)"),
        Snippet("polars", f"import polars as pl\n\ntable = pl.read_csv({url}, infer_schema=False)"),
        Snippet("R", f'library(readr)\n\ntable <- read_csv({url}, col_types = cols(.default = "c"))'),
        Snippet("DuckDB", f"FROM read_csv({_sql(csv)}, all_varchar = true);"),
        Snippet("Stata", f"import delimited {url}, clear stringcols(_all)"),
        _excel(csv),
    ]


def _excel(address: str) -> Snippet:
    """Return the address of the CSV that Norwegian Excel opens as it is."""
    return Snippet("Excel", f"{address}{'&' if '?' in address else '?'}excel")


def _file_name(address: str) -> str:
    return address.rpartition("/")[2].partition("?")[0]


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
