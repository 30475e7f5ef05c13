"""
The four-digit groups of STYRK-98, with NAV's names of them in bokmål.

A row without titles of the yrkeskatalog is NAV's own: NAV has codes for jobs that fit no group. The file also has the
English names of ISCO-88, matched by equal digits. They are left out: STYRK-98 gives many of those digits to other
groups (2412 is lawyers in public administration, and personnel professionals in ISCO-88), so a name would mislead.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...casing import cased, even
from ..files.separated_values import Once, TableRow, read_table
from .coded import CodedItem, check_depth

_COLUMNS = ("code", "n_titles", "name_nb_nav", "name_en_isco88")
_NAV = "nav"
_LENGTH = 4


def read_styrk98_groups(path: Path) -> tuple[list[CodedItem], dict[str, Any]]:
    """
    Return the groups in the file at *path* and a report: NAV's own groups, those without a name, and malformed codes.

    Raises ``SourceFault``, with the line, for another shape, or a code with titles that is not four digits.
    """
    groups: list[CodedItem] = []
    no_code: list[str] = []
    foreign = 0
    once = Once()
    for row in read_table(path, _COLUMNS, ()):
        titles = _titles(row)
        once.take(row["code"], row)
        foreign += bool(row["name_en_isco88"])
        if not titles and not (row["code"].isascii() and row["code"].isdigit()):
            no_code.append(f"line {row.line}: {row['code']} {row['name_nb_nav']}")
            continue
        groups.append(_group(row, is_own=not titles))
    own = [group for group in groups if group.added_by]
    report = {
        "groups": len(groups),
        "of them NAV's own": [f"{group.code} {group.names.get('nb', '')}" for group in own],
        "left out, no code of digits": no_code,
        "without a name": [group.code for group in groups if not group.names],
        "left out, names of the groups of ISCO-88 with the same digits": foreign,
    }
    return groups, report


def _titles(row: TableRow) -> int:
    if not (row["n_titles"].isascii() and row["n_titles"].isdigit()):
        raise row.fault(f"n_titles is a number, got {row['n_titles']!r}")
    return int(row["n_titles"])


def _group(row: TableRow, *, is_own: bool) -> CodedItem:
    code, name = row["code"], cased(even(row["name_nb_nav"]))
    try:
        check_depth("styrk98", code)
        if len(code) != _LENGTH:
            raise ValueError(f"a group here has four digits, got {code!r}")
        return CodedItem(code=code, names={"nb": name} if name else {}, added_by=_NAV if is_own else "")
    except ValueError as error:
        raise row.fault(str(error)) from None
