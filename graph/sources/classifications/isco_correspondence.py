"""
The International Labour Organization's table from ISCO-88 to ISCO-08.

The file has lost the leading zero of the armed forces' groups (110 for 0110). It also lacks the marks by which the
printed table shows partial correspondences, so a group with several partners is taken to be divided among them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..files.separated_values import read_table

_OLD, _NEW = "isco1988", "isco2008"
_CODE = re.compile("[0-9]{3,4}")


def read_isco_table(path: Path) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """
    Return the pairs (ISCO-88, ISCO-08) of unit groups, each once and with its zeros restored, and a report.

    Raises ``SourceFault``, with the line, for a code without four digits.
    """
    pairs: dict[tuple[str, str], None] = {}
    mended: set[str] = set()
    repeated = []
    for row in read_table(path, (_OLD, _NEW)):
        for code in (row[_OLD], row[_NEW]):
            if not _CODE.fullmatch(code):
                raise row.fault(f"a unit group of ISCO has four digits, got {code!r}")
            if len(code) == 3:
                mended.add(code.zfill(4))
        pair = row[_OLD].zfill(4), row[_NEW].zfill(4)
        if pair in pairs:
            repeated.append(" ".join(pair))
        pairs[pair] = None
    report = {
        "pairs": len(pairs),
        "codes that had lost their leading zero": sorted(mended),
        "listed twice": repeated,
    }
    return list(pairs), report
