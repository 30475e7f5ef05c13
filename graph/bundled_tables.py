"""
The tables of facts bundled with the program, and the data package that describes them.

``graph/data/tables/datapackage.json`` follows Frictionless Data: a resource per table with its licence, credit, date,
checksum, and the address and checksum of the document it was made from. ``yrkesgraf sources bundle`` writes both.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import msgspec

from .errors import SourceFault

TABLES = Path(__file__).parent / "data" / "tables"
PACKAGE = "datapackage.json"


class TableLicence(msgspec.Struct, frozen=True):
    """A licence by its address."""

    path: str


class TableOrigin(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document a table was made from: its publisher, its path in the data folder, its address and its SHA-256."""

    title: str
    document: str
    hash: str
    path: str = ""


class BundledTable(msgspec.Struct, frozen=True, omit_defaults=True):
    """One table: its file, size in bytes, number of rows, SHA-256, licence, credit, day and origin."""

    name: str
    path: str
    bytes: int
    rows: int
    hash: str
    licenses: tuple[TableLicence, ...]
    sources: tuple[TableOrigin, ...]
    credit: str = ""
    as_of: datetime.date | None = None
    encoding: str = "utf-8"


class DataPackage(msgspec.Struct, frozen=True):
    """All bundled tables."""

    name: str
    title: str
    resources: tuple[BundledTable, ...]


@cache
def read_package(folder: Path = TABLES) -> dict[str, BundledTable]:
    """Return the tables in *folder* by file name; raises ``SourceFault`` where the package cannot be read."""
    path = folder / PACKAGE
    try:
        package = msgspec.json.decode(path.read_bytes(), type=DataPackage)
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise SourceFault(path, None, f"not a data package of tables ({error}); make it with sources bundle") from None
    return {table.path: table for table in package.resources}
