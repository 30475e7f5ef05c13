"""
The yrkeskatalog, the catalogue of job titles, as exported by Klass (classification 145), with semicolons or commas.

The stored file has lost the leading zero of the codes in major group 0, as happens in spreadsheets; the reader restores
and reports it. ``level`` and ``parentCode`` are empty of information there: the group of a title is the first four
digits of its code.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from ...casing import even
from ...model import TitleLine
from ..files.separated_values import Once, TableRow, read_table, sniff_header

_COLUMNS = ("code", "name", "validFrom", "validTo")
_NOT_READ = (
    "parentCode", "level", "shortName", "notes", "presentationName", "validFromInRequestedRange",
    "validToInRequestedRange",
)  # fmt: skip
# Major group 0, the armed forces, has the one minor group 011; any other code of six digits has lost another digit.
_LOST_ZERO = re.compile(r"11[0-9]{4}")
_NORWEGIAN_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


class CatalogueTitle(TitleLine, frozen=True):
    """
    A job title with its code of seven digits (STYRK-98), its name in capitals, and its first and last day of validity.

    Raises ``ValueError`` for a malformed code and for an empty name.
    """

    valid_from: datetime.date | None = None
    valid_through: datetime.date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.name:
            raise ValueError(f"the title {self.code} has no name")


def read_titles(path: Path) -> tuple[list[CatalogueTitle], dict[str, Any]]:
    """
    Return the titles in the file at *path*, in its order, and a report of the repairs.

    Raises ``SourceFault``, with the line, for a code beyond repair, a repeated code, or a malformed date.
    """
    titles: list[CatalogueTitle] = []
    zeros: list[str] = []
    blanks: list[str] = []
    once = Once()
    separator, header = sniff_header(path)
    for row in read_table(path, _COLUMNS, separator=separator):
        code, name = row["code"], even(row["name"])
        if _LOST_ZERO.fullmatch(code):
            zeros.append(f"line {row.line}: {code} is 0{code}")
            code = f"0{code}"
        if name != row["name"]:
            blanks.append(f"line {row.line}: {code} {name}")
        once.take(code, row)
        try:
            titles.append(
                CatalogueTitle(
                    code=code,
                    name=name,
                    valid_from=_date(row, "validFrom"),
                    valid_through=_date(row, "validTo"),
                )
            )
        except ValueError as error:
            raise row.fault(str(error)) from None
    report = {
        "titles": len(titles),
        "groups": len({title.group for title in titles}),
        "leading zeros put back": zeros,
        "names with more blanks than they need": blanks,
        "names of several titles": _shared_names(titles),
        "columns not read": [column for column in header if column not in {*_COLUMNS, *_NOT_READ}],
    }
    return titles, report


def _date(row: TableRow, column: str) -> datetime.date | None:
    written = row[column]
    if not written:
        return None
    norwegian = _NORWEGIAN_DATE.fullmatch(written)
    try:
        return datetime.date.fromisoformat("-".join(reversed(norwegian.groups())) if norwegian else written)
    except ValueError:
        raise row.fault(f"{column} is a date, dd.mm.yyyy or yyyy-mm-dd, got {written!r}") from None


def _shared_names(titles: list[CatalogueTitle]) -> list[str]:
    codes: dict[str, list[str]] = {}
    for title in titles:
        codes.setdefault(title.name, []).append(title.code)
    return [f"{name}: {', '.join(found)}" for name, found in codes.items() if len(found) > 1]
