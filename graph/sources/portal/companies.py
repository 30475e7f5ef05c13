"""
Companies with an occupation by county, of utdanning.no's counts of potential companies.

The service counts one occupation in one county at a time, without a date. ``fetching.figure_cells`` puts the answers
into one document, each with the day on which the service first gave it.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import msgspec

from ...fetched import NOT_FETCHED
from ...model import Record, check_key
from ..files.json_document import JsonDocument
from ..statistics.areas import COUNTIES_2024

UNDER_FIVE = "under-five"
# The service gives 1 to 4 full-time equivalents as 2; fewer than five in a county may be one person's.
_FEWEST_FULL_TIME = 5
_COUNTIES = frozenset(COUNTIES_2024.values())
_UNO_ID = re.compile(r"y_\w+")
_PLACED = {"count", "aarsverk"}
_LEFT_OUT = {"id": "identifies the answer, by a rule that the service does not describe"}


class CompanyFigure(Record, frozen=True):
    """
    The companies with an occupation in a county, and the full-time equivalents there, None where not shown.

    ``uno_id`` is the occupation, ``area`` the key of a county; ``received`` is the day of the first such answer.
    ``status`` is ``under-five`` where there are too few full-time equivalents to show, else ''.
    """

    uno_id: str
    area: str
    received: datetime.date
    companies: int
    full_time: float | None = None
    status: str = ""

    def __post_init__(self) -> None:
        if not _UNO_ID.fullmatch(self.uno_id):
            raise ValueError(f"the uno_id of an occupation begins with y_, got {self.uno_id!r}")
        check_key(self.uno_id[2:])


class _Cell(msgspec.Struct, frozen=True, rename={"never_fetched": NOT_FETCHED}):
    uno_id: str
    fylkenr: str
    received: datetime.date | None = None
    answer: list[dict[str, Any]] = []
    never_fetched: bool = False


class _Count(msgspec.Struct, frozen=True):
    count: Annotated[int, msgspec.Meta(ge=0)]
    aarsverk: Annotated[float, msgspec.Meta(ge=0)] | None


def read_companies(path: Path) -> tuple[list[CompanyFigure], dict[str, Any]]:
    """
    Return the figures in the document at *path*, and a report of the cells without one.

    An occupation without companies in any county is left out: the service may lack its codes. One without companies in
    those fetched so far is left out as well, and reported apart. Raises ``SourceFault``, with the line, for another
    shape, a county that is none, or two sets of companies for one cell.
    """
    document = JsonDocument(path)
    found: dict[tuple[str, str], CompanyFigure] = {}
    unread: Counter[str] = Counter()
    never, unanswered = Counter[str](), Counter[str]()
    for raw in document.convert(document.data, list[dict[str, Any]], ""):
        near = str(raw.get("uno_id", ""))
        cell = document.convert(raw, _Cell, near)
        if cell.fylkenr not in _COUNTIES:
            raise document.fault(f"a cell is about a county of 2024, got {cell.fylkenr!r}", near)
        if cell.never_fetched:
            never[cell.uno_id] += 1
            continue
        if len(cell.answer) > 1:
            words = f"{near} in county {cell.fylkenr} has one set of companies, got {len(cell.answer)}"
            raise document.fault(words, near)
        if not cell.answer:
            unanswered[cell.uno_id] += 1
            continue
        unread.update(cell.answer[0].keys() - _PLACED - _LEFT_OUT.keys())
        figure = _figure(document, cell)
        if found.setdefault((cell.uno_id, cell.fylkenr), figure) is not figure:
            raise document.fault(f"{near} in county {cell.fylkenr} stands twice", near)
    some = {one.uno_id for one in found.values() if one.companies}
    none = {uno_id for uno_id, _ in found} - some
    partly = none & (never.keys() | unanswered.keys())
    figures = [one for _, one in sorted(found.items()) if one.uno_id in some]
    report = {
        "figures": len(figures),
        "occupations": len(some),
        "full-time equivalents not shown, fewer than five": sum(one.status == UNDER_FIVE for one in figures),
        "left out, occupations without companies in any county": sorted(none - partly),
        "left out, occupations without companies so far, not fetched or not answered in every county": sorted(partly),
        "cells without an answer": dict(sorted(unanswered.items())),
        "cells not fetched yet": never.total(),
        "fields left out": dict(_LEFT_OUT),
        "fields not read": dict(sorted(unread.items())),
    }
    return figures, report


def _figure(document: JsonDocument, cell: _Cell) -> CompanyFigure:
    count = document.convert(cell.answer[0], _Count, cell.uno_id)
    few = count.aarsverk is not None and 0 < count.aarsverk < _FEWEST_FULL_TIME
    try:
        if cell.received is None:
            raise ValueError("a cell with an answer has the day it was received")
        return CompanyFigure(
            uno_id=cell.uno_id,
            area=f"county-2024-{cell.fylkenr}",
            received=cell.received,
            companies=count.count,
            full_time=None if few else count.aarsverk,
            status=UNDER_FIVE if few else "",
        )
    except ValueError as error:
        raise document.fault(str(error), cell.uno_id) from None
