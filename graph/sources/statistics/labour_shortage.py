"""Read Nav's survey of employers: how many persons are missing in an occupation, by county of 2018."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ...casing import slug
from ...errors import SourceFault
from ...model import Record
from ..files.separated_values import TableRow, read_table, sniff_header
from .areas import COUNTIES_2018, COUNTRY
from .periods import period_end

_YEAR, _CODE, _NAME, _WHOLE = "aar", "yrkekode", "yrke", "norge"
_GROUP = re.compile(r"[0-9]{4}")
_AREAS = {slug(name).replace("-", "_"): f"county-2018-{number}" for name, number in COUNTIES_2018.items()}
_AREAS |= {"sogn_fjordane": "county-2018-14", _WHOLE: COUNTRY}


class ShortageFigure(Record, frozen=True):
    """How many persons employers of an area lack in a group of STYRK-08 in a year, rounded to 25 by Nav."""

    period: str
    group: str
    area: str
    shortage: int

    def __post_init__(self) -> None:
        period_end(self.period)
        if not _GROUP.fullmatch(self.group):
            raise ValueError(f"a unit group of STYRK-08 has four digits, got {self.group!r}")
        if self.shortage < 0:
            raise ValueError(f"a shortage is zero or more, got {self.shortage}")

    @property
    def key(self) -> str:
        """The last part of the observation's IRI."""
        return f"{self.period}-{self.group}-{self.area}"


def read_shortage(path: Path) -> tuple[list[ShortageFigure], dict[str, Any]]:
    """Return the figures at *path*, a row's areas together, and a report; raises ``SourceFault`` with the line."""
    separator, header = sniff_header(path)
    areas = [name for name in header if name in _AREAS]
    unknown = [name for name in header if name not in {_YEAR, _CODE, _NAME, *areas}]
    if _WHOLE not in areas:
        raise SourceFault(path, 1, f"there is no column {_WHOLE!r}, the whole country")
    found: dict[str, ShortageFigure] = {}
    for row in read_table(path, (_YEAR, _CODE, *areas), separator=separator):
        for area in areas:
            one = _figure(row, area)
            if found.setdefault(one.key, one) is not one:
                raise row.fault(f"the figure {one.key} stands here twice")
    report = {
        "figures": len(found),
        "STYRK-08 codes": len({one.group for one in found.values()}),
        "areas": len(areas),
        "columns passed over": unknown,
    }
    return list(found.values()), report


def _figure(row: TableRow, area: str) -> ShortageFigure:
    number = row[area].replace("\u00a0", "").replace(" ", "")
    if not number.isdigit():
        raise row.fault(f"{area} is a whole number, got {row[area]!r}")
    try:
        return ShortageFigure(period=row[_YEAR], group=row[_CODE], area=_AREAS[area], shortage=int(number))
    except ValueError as error:
        raise row.fault(str(error)) from None
