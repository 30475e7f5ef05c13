"""
Read Nav's job seekers and advertised vacancies by month, county and group of occupations.

Nav leaves a small figure empty. Where one county alone is left empty and the country is not, the county could be worked
out from the others; then the smallest of them is withheld too. Municipalities are those of one county and left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import msgspec

from ...casing import slug
from ...errors import SourceFault
from ...model import Record
from ..files.separated_values import TableRow, read_table, sniff_header
from .areas import COUNTIES_2024, COUNTRY
from .periods import period_end

_COLUMNS = ("Dato", "Nivå", "Geografisk enhet", "Yrke", "Antall søkere", "Antall utlyste stillinger")
_COUNTIES, _COUNTRY = "Fylker", "Landet"
_MONTH = re.compile(r"(\d{4}-\d\d)-01")
_NUMBER = re.compile(r"(\d+)(?:\.0+)?")
_MEASURES = ("seekers", "vacancies")
SMALL, PROTECTS_OTHERS, PARTLY_SHOWN = "withheld", "protects-others", "partly-shown"


class JobMarketFigure(Record, frozen=True):
    """
    Job seekers and vacancies of one month, area and field; None where not shown, ``status`` by measure says why.

    ``area`` is the key of a county (``county-2024-42``) or of the country; ``field`` is the key of Nav's group.
    """

    period: str
    area: str
    field: str
    seekers: int | None = None
    vacancies: int | None = None
    status: str = ""

    def __post_init__(self) -> None:
        period_end(self.period)

    @property
    def key(self) -> str:
        """The last part of the observation's IRI."""
        return f"{self.period}-{self.area}-{self.field}"


def read_job_market(path: Path) -> tuple[list[JobMarketFigure], dict[str, Any]]:
    """Return the figures at *path*, in its order, and a report; raises ``SourceFault`` with the line."""
    found: dict[str, JobMarketFigure] = {}
    left_out: Counter[str] = Counter()
    for row in read_table(path, _COLUMNS, separator=sniff_header(path)[0]):
        area = _area(row)
        if area is None:
            left_out[f"{row['Nivå']}: {row['Geografisk enhet']}"] += 1
            continue
        one = _figure(row, area)
        if found.setdefault(one.key, one) is not one:
            raise row.fault(f"the figure {one.key} stands here twice")
    if not found:
        raise SourceFault(path, None, "the table has no figures of counties or of the country")
    empty = sum(getattr(one, measure) is None for one in found.values() for measure in _MEASURES)
    shown = protect(list(found.values()))
    report = {
        "figures": len(shown),
        "periods": sorted({one.period for one in shown}),
        "areas": len({one.area for one in shown}),
        "fields": sorted({one.field for one in shown}),
        "empty at the source": empty,
        "withheld to protect those": sum(getattr(one, m) is None for one in shown for m in _MEASURES) - empty,
        "left out, municipalities and counties of another edition": dict(sorted(left_out.items())),
    }
    return shown, report


def protect(figures: list[JobMarketFigure]) -> list[JobMarketFigure]:
    """Return *figures* without those that would tell a small one: the country less all other counties."""
    hidden: set[tuple[str, str]] = set()
    for measure in _MEASURES:
        parts: dict[tuple[str, str], list[JobMarketFigure]] = defaultdict(list)
        whole: dict[tuple[str, str], int | None] = {}
        for one in figures:
            if one.area == COUNTRY:
                whole[one.period, one.field] = getattr(one, measure)
            else:
                parts[one.period, one.field].append(one)
        for place, counties in parts.items():
            shown = [one for one in counties if getattr(one, measure) is not None]
            if whole.get(place) is not None and shown and len(counties) - len(shown) == 1:
                hidden.add((min(shown, key=lambda one: (getattr(one, measure), one.area)).key, measure))
    result = []
    for one in figures:
        names = [measure for measure in _MEASURES if (one.key, measure) in hidden]
        if names:
            left = [measure for measure in _MEASURES if measure not in names and getattr(one, measure) is not None]
            status = PARTLY_SHOWN if left else PROTECTS_OTHERS
            one = msgspec.structs.replace(one, **dict.fromkeys(names), status=status)  # noqa: PLW2901
        result.append(one)
    return result


def _area(row: TableRow) -> str | None:
    """Return the key of the row's area, None for a municipality or a county that the edition of 2024 has not."""
    if row["Nivå"] == _COUNTRY:
        return COUNTRY
    number = COUNTIES_2024.get(row["Geografisk enhet"]) if row["Nivå"] == _COUNTIES else None
    return number and f"county-2024-{number}"


def _figure(row: TableRow, area: str) -> JobMarketFigure:
    month = _MONTH.fullmatch(row["Dato"])
    if month is None:
        raise row.fault(f"Dato is the first day of a month, yyyy-mm-01, got {row['Dato']!r}")
    seekers, vacancies = (_number(row, column) for column in _COLUMNS[4:])
    return JobMarketFigure(
        period=month[1],
        area=area,
        field=slug(row["Yrke"]),
        seekers=seekers,
        vacancies=vacancies,
        status="" if None not in (seekers, vacancies) else SMALL,
    )


def _number(row: TableRow, column: str) -> int | None:
    if not row[column]:
        return None
    found = _NUMBER.fullmatch(row[column])
    if found is None:
        raise row.fault(f"{column} is a whole number or empty, got {row[column]!r}")
    return int(found[1])
