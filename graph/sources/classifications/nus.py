"""
Known names of codes in NUS2000, the Norwegian standard classification of education, and their ISCED 97.

The file is gathered from sources that use the codes; names that differ between them stand in ``variant_names``.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from ...casing import even
from ..files.separated_values import Once, TableRow, read_table
from .coded import CodedItem, check_depth

_COLUMNS = ("code", "digits", "name", "isced97", "sources", "variant_names")
_ISCED97 = re.compile(r"[0-9]{4}")


def read_nus(path: Path) -> tuple[list[CodedItem], dict[str, Any]]:
    """
    Return the codes in the file at *path* and a report: by digits, with ISCED 97, named differently, without a name.

    Raises ``SourceFault``, with the line, for another shape or a code that NUS2000 cannot have.
    """
    found: list[CodedItem] = []
    once = Once()
    for row in read_table(path, _COLUMNS, ()):
        once.take(row["code"], row)
        found.append(_item(row))
    levels = Counter(len(item.code) for item in found)
    report = {
        "codes": len(found),
        "by digits": {str(depth): levels[depth] for depth in sorted(levels)},
        "with ISCED 97": sum(bool(item.isced97) for item in found),
        "named differently by another source": [
            f"{item.code}: {item.names.get('nb', '')} | {' | '.join(name for _, name in item.in_use)}"
            for item in found
            if item.in_use
        ],
        "without a name": [item.code for item in found if not item.names],
    }
    return found, report


def _item(row: TableRow) -> CodedItem:
    code, name = row["code"], even(row["name"])
    variants = (even(variant) for variant in row["variant_names"].split("|"))
    try:
        check_depth("nus", code)
        if row["digits"] != str(len(code)):
            raise ValueError(f"the code {code} has {len(code)} digits, not {row['digits']!r}")
        if row["isced97"] and not _ISCED97.fullmatch(row["isced97"]):
            raise ValueError(f"an ISCED 97 code here is four digits, got {row['isced97']!r}")
        return CodedItem(
            code=code,
            names={"nb": name} if name else {},
            in_use=tuple(("nb", variant) for variant in variants if variant and variant != name),
            isced97=row["isced97"],
        )
    except ValueError as error:
        raise row.fault(str(error)) from None
