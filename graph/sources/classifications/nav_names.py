"""NAV's names of occupations, each with its group of STYRK-98 or STYRK-08 and the years it was in use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...casing import even
from ...model import Record
from ..files.separated_values import TableRow, read_table, sniff_header
from .coded import check_depth

_COLUMNS = ("isco_versjon", "yrkeskode", "yrkesbetegnelse", "forste_aar", "siste_aar", "antall_aar")
# NAV writes the international edition that each Norwegian one is made from; the codes are those of the Norwegian.
_KINDS = {"ISCO-88": "styrk98", "ISCO-08": "styrk08"}
_LENGTH = 4
# Groups of names that NAV could not place.
_NO_GROUP = frozenset(("0000", "0009"))


class NavName(Record, frozen=True):
    """A name of an occupation in bokmål; ``kind`` (``styrk98`` or ``styrk08``) and ``code`` are its group."""

    kind: str
    code: str
    name: str


def read_nav_names(path: Path) -> tuple[list[NavName], dict[str, Any]]:
    """
    Return the names in the file at *path*, once for each group, and their counts.

    Raises ``SourceFault``, with the line, for other columns, another edition, a malformed code or an empty name.
    """
    found: dict[NavName, None] = {}
    unplaced = 0
    separator, header = sniff_header(path)
    for row in read_table(path, _COLUMNS, separator=separator):
        one = _name(row)
        if one.code in _NO_GROUP:
            unplaced += 1
        else:
            found[one] = None
    names = list(found)
    report = {
        "names": len({one.name for one in names}),
        **{f"names with a group of {kind}": sum(one.kind == kind for one in names) for kind in _KINDS.values()},
        "left out, in no group": unplaced,
        "columns not read": [column for column in header if column not in _COLUMNS],
    }
    return names, report


def _name(row: TableRow) -> NavName:
    kind, code, name = _KINDS.get(row["isco_versjon"]), row["yrkeskode"], even(row["yrkesbetegnelse"])
    if kind is None:
        raise row.fault(f"isco_versjon is one of {', '.join(_KINDS)}, got {row['isco_versjon']!r}")
    if not name:
        raise row.fault("yrkesbetegnelse is empty; a name is needed")
    try:
        check_depth(kind, code)
        if len(code) != _LENGTH:
            raise ValueError(f"a group here has four digits, got {code!r}")
    except ValueError as error:
        raise row.fault(str(error)) from None
    return NavName(kind=kind, code=code, name=name)
