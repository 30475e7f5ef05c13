"""
The files of the tables: CSV, TSV, Parquet, JSON-stat and descriptions, each as bytes.

They are made on demand, not in the build: all tables of the national release take 25 seconds of processor, a single one
at most four, and few releases have a reader for each. A server keeps the files that it has made, and the command
``yrkesgraf tables`` writes them all to a folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..json_writer import write_ascii_json, write_json
from ..reading.release import Release
from ..table_writer import CSV, TSV, write_records
from .csvw_metadata import CSVW_ENDING, describe_csv
from .data_package import PACKAGE_FILE, describe_package
from .inventory import list_tables
from .json_stat import describe_cube
from .layout import TableDefinition, TableGroup
from .parquet_file import write_parquet, writes_parquet
from .resource_rows import TableRow, read_rows

CSV_METADATA = f"csv{CSVW_ENDING}"
_TEXTS = {"csv": CSV, "tsv": TSV}


def file_suffixes(table: TableDefinition) -> tuple[str, ...]:
    """Return the suffixes of the files of *table*: Parquet where pyarrow is installed, JSON-stat for data cubes."""
    parquet = ("parquet",) if writes_parquet() else ()
    return ("csv", "tsv", *parquet, *(("json",) if table.group is TableGroup.CUBE else ()), CSV_METADATA)


def make_file(release: Release, table: TableDefinition, suffix: str, language: str = "nb", address: str = "") -> bytes:
    """
    Return the file of *table* with this *suffix*, one of ``file_suffixes``.

    *language* is that of the names in JSON-stat, and *address* that of the CSV in its description. Raises
    ``EngineFault`` where a remote engine fails.
    """
    if suffix == CSV_METADATA:
        return write_json(describe_csv(release, table, address or f"{table.key}.csv")).encode()
    return _write_rows(release, table, suffix, read_rows(release, table), language)


def _write_rows(
    release: Release, table: TableDefinition, suffix: str, rows: Sequence[TableRow], language: str
) -> bytes:
    if suffix == "json":
        return write_ascii_json(describe_cube(release, table, rows, language)).encode()
    if suffix == "parquet":
        about = {"table": table.key, "release": release.id, "title": table.titles.get("en", table.key)}
        return write_parquet(rows, table.columns, about)
    return write_records([column.name for column in table.columns], rows, _TEXTS[suffix]).encode()


def make_all_files(release: Release) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of every file but TSV, and at the end the data package with sizes and digests."""
    digested: dict[str, bytes] = {}
    for table in list_tables(release).values():
        rows = read_rows(release, table)
        for suffix in file_suffixes(table):
            if suffix == "tsv":
                continue
            described = suffix == CSV_METADATA
            body = make_file(release, table, suffix) if described else _write_rows(release, table, suffix, rows, "nb")
            if suffix == "csv":
                digested[f"{table.key}.csv"] = body
            yield f"{table.key}.{suffix}", body
    yield PACKAGE_FILE, write_json(describe_package(release, digested)).encode()
