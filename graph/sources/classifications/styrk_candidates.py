"""
Candidate STYRK-08 and ISCO-08 codes of the titles of STYRK-98, from a table without a responsible publisher.

It has two kinds of evidence: the STYRK-08 group under which NAV lists an equal title, and the groups of ISCO-08 that
the International Labour Organization's table gives for the group of ISCO-88 with the code of the STYRK-98 group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..files.separated_values import Once, TableRow, read_table

_TITLE, _NAV, _ISCO = "styrk98_7", "styrk08_by_nav_title", "isco08_candidates_by_isco88"
_TITLE_CODE, _GROUP_CODE = re.compile("[0-9]{7}"), re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class TitleCandidates:
    """
    The candidates of one title (its seven digits in STYRK-98).

    ``by_title`` is a STYRK-08 group or '' for none; ``by_isco`` are groups of ISCO-08, none or several.
    """

    code: str
    by_title: str
    by_isco: tuple[str, ...]

    @property
    def group(self) -> str:
        """The STYRK-98 group of the title."""
        return self.code[:4]

    @property
    def is_compared(self) -> bool:
        """Whether there are both kinds of evidence."""
        return bool(self.by_title and self.by_isco)

    @property
    def is_agreed(self) -> bool:
        """Whether both kinds of evidence give one and the same code."""
        return bool(self.by_title) and self.by_title in self.by_isco


def read_candidates(path: Path) -> tuple[list[TitleCandidates], dict[str, Any]]:
    """
    Return every title with its candidates and a report.

    Raises ``SourceFault``, with the line, for a missing column, a malformed code, or a candidate listed twice.
    """
    titles = []
    once = Once()
    for row in read_table(path, (_TITLE, _NAV, _ISCO)):
        once.take(row[_TITLE], row)
        titles.append(_candidates(row))
    return titles, _report(titles)


def _candidates(row: TableRow) -> TitleCandidates:
    by_isco = tuple(row[_ISCO].split("|")) if row[_ISCO] else ()
    if not _TITLE_CODE.fullmatch(row[_TITLE]):
        raise row.fault(f"a title of STYRK-98 has seven digits, got {row[_TITLE]!r}")
    for code in (*([row[_NAV]] if row[_NAV] else []), *by_isco):
        if not _GROUP_CODE.fullmatch(code):
            raise row.fault(f"a group of STYRK-08 or ISCO-08 has four digits, got {code!r}")
    if len(set(by_isco)) != len(by_isco):
        raise row.fault(f"a candidate is listed twice in {row[_ISCO]!r}")
    return TitleCandidates(row[_TITLE], row[_NAV], by_isco)


def _report(titles: Iterable[TitleCandidates]) -> dict[str, Any]:
    found = list(titles)
    compared = sum(one.is_compared for one in found)
    agreed = sum(one.is_agreed for one in found)
    return {
        "titles": len(found),
        "with an equal title in NAV's list": sum(bool(one.by_title) for one in found),
        "with candidates by ISCO-88": sum(bool(one.by_isco) for one in found),
        "with neither": sum(not one.by_title and not one.by_isco for one in found),
        "with both": compared,
        "of which agree": agreed,
        "agreement": round(agreed / compared, 3) if compared else None,
    }
