"""
The groups of ISCO-08 and ISCO-88, the ILO's classifications of occupations, in English.

ISCO-88 is read from the table that leads from it to ISCO-08, which has its unit groups only and lost the leading zero
of the armed forces.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from ...casing import even
from ..files.separated_values import Once, TableRow, read_table
from .coded import CodedItem, check_depth

_ISCO08 = ("code", "title_en")
_TABLE = ("isco1988", "isco1988_title", "isco2008", "isco2008_title")
_UNIT = 4
# The unit group of the armed forces in ISCO-88 without its zero; every other code of a unit group has four digits.
_LOST_ZERO = "110"


def read_isco08(path: Path) -> tuple[list[CodedItem], dict[str, Any]]:
    """
    Return the groups of ISCO-08 at *path* and their counts.

    Raises ``SourceFault``, with the line, for a missing column, a malformed code, a repeated code or an empty name.
    """
    found: list[CodedItem] = []
    once = Once()
    for row in read_table(path, _ISCO08, ()):
        once.take(row["code"], row)
        found.append(_item(row, "isco08", row["code"], [even(row["title_en"])]))
    codes = {item.code for item in found}
    levels = Counter(len(code) for code in codes)
    report = {
        "codes": len(found),
        "by digits": {str(depth): levels[depth] for depth in sorted(levels)},
        "without the code above": sorted(code for code in codes if len(code) > 1 and code[:-1] not in codes),
    }
    return found, report


def read_isco88(path: Path) -> tuple[list[CodedItem], dict[str, Any]]:
    """
    Return the unit groups of ISCO-88 in the table at *path*, each once, and a report of the repairs.

    A group with several names keeps the name that most rows have; the others become names in use. Raises
    ``SourceFault``, with the line, for a missing column, a code without four digits or an empty name.
    """
    first: dict[str, TableRow] = {}
    names: dict[str, Counter[str]] = {}
    zeros: list[str] = []
    for row in read_table(path, _TABLE, ()):
        code = row["isco1988"]
        if code == _LOST_ZERO:
            zeros.append(f"line {row.line}: {code} is 0{code}")
            code = f"0{code}"
        if len(code) != _UNIT:
            raise row.fault(f"a unit group of ISCO-88 has four digits, got {code!r}")
        first.setdefault(code, row)
        names.setdefault(code, Counter())[even(row["isco1988_title"])] += 1
    several = {code: [name for name, _ in found.most_common()] for code, found in names.items() if len(found) > 1}
    report = {
        "codes": len(names),
        "leading zeros put back": zeros,
        "named in several ways": [f"{code}: {' | '.join(found)}" for code, found in several.items()],
    }
    items = [_item(row, "isco88", code, [name for name, _ in names[code].most_common()]) for code, row in first.items()]
    return items, report


def _item(row: TableRow, kind: str, code: str, names: list[str]) -> CodedItem:
    try:
        check_depth(kind, code)
        if not names[0]:
            raise ValueError(f"the group {code} has no name")
        return CodedItem(code=code, names={"en": names[0]}, in_use=tuple(("en", name) for name in names[1:]))
    except ValueError as error:
        raise row.fault(str(error)) from None
