"""
Read Nav's job seekers and advertised vacancies by month, county and group of occupations.

Nav writes no zero and leaves the cell empty: it shows one and two, and where cells of vacancies are empty, the figures
shown add up to the country's. So an empty cell is read as zero wherever they do, and as a missing figure elsewhere.
Municipalities are those of one county and left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
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
MISSING, PARTLY_SHOWN = "none", "partly-shown"

_Place = tuple[str, str]  # a month and the key of Nav's group
_Figures = tuple[int | None, int | None]  # job seekers and vacancies


class JobMarketFigure(Record, frozen=True):
    """
    Job seekers and vacancies of one month, area and field; None where Nav has no figure, which ``status`` says.

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
    counties: defaultdict[_Place, list[_Figures]] = defaultdict(list)
    country: dict[_Place, _Figures] = {}
    for row in read_table(path, _COLUMNS, separator=sniff_header(path)[0]):
        one = _figure(row)
        figures, place = (one.seekers, one.vacancies), (one.period, one.field)
        if row["Nivå"] == _COUNTRY:
            country[place] = figures
        elif row["Nivå"] == _COUNTIES:
            counties[place].append(figures)
        if not one.area:
            left_out[f"{row['Nivå']}: {row['Geografisk enhet']}"] += 1
        elif found.setdefault(one.key, one) is not one:
            raise row.fault(f"the figure {one.key} stands here twice")
    if not found:
        raise SourceFault(path, None, "the table has no figures of counties or of the country")
    whole = {place: _whole(figures, counties[place]) for place, figures in country.items()}
    complete = [_complete(one, whole.get((one.period, one.field), (False, False))) for one in found.values()]
    report = {
        "figures": len(complete),
        "periods": sorted({one.period for one in complete}),
        "areas": len({one.area for one in complete}),
        "fields": sorted({one.field for one in complete}),
        "empty at the source, zero": _empty(found.values()) - _empty(complete),
        "empty at the source, missing": _empty(complete),
        "left out, municipalities and counties of another edition": dict(sorted(left_out.items())),
    }
    return complete, report


def _whole(country: _Figures, counties: Iterable[_Figures]) -> tuple[bool, ...]:
    """Return for each measure whether the figures of *counties* that are shown add up to that of *country*."""
    shown = list(zip(*counties, strict=True)) or [(), ()]
    return tuple(total == sum(filter(None, parts)) for total, parts in zip(country, shown, strict=True))


def _complete(one: JobMarketFigure, whole: Iterable[bool]) -> JobMarketFigure:
    """Return *one* with zero for each empty measure that is *whole*, and with a status where one is still missing."""
    shown = zip((one.seekers, one.vacancies), whole, strict=True)
    figures = [0 if figure is None and adds_up else figure for figure, adds_up in shown]
    missing = figures.count(None)
    status = "" if not missing else MISSING if missing == len(figures) else PARTLY_SHOWN
    return msgspec.structs.replace(one, seekers=figures[0], vacancies=figures[1], status=status)


def _empty(figures: Iterable[JobMarketFigure]) -> int:
    return sum(figure is None for one in figures for figure in (one.seekers, one.vacancies))


def _area(row: TableRow) -> str:
    """Return the key of the row's area, '' for a municipality or a county that the edition of 2024 does not have."""
    if row["Nivå"] == _COUNTRY:
        return COUNTRY
    number = COUNTIES_2024.get(row["Geografisk enhet"]) if row["Nivå"] == _COUNTIES else None
    return f"county-2024-{number}" if number else ""


def _figure(row: TableRow) -> JobMarketFigure:
    month = _MONTH.fullmatch(row["Dato"])
    if month is None:
        raise row.fault(f"Dato is the first day of a month, yyyy-mm-01, got {row['Dato']!r}")
    seekers, vacancies = (_number(row, column) for column in _COLUMNS[4:])
    return JobMarketFigure(
        period=month[1],
        area=_area(row),
        field=slug(row["Yrke"]),
        seekers=seekers,
        vacancies=vacancies,
    )


def _number(row: TableRow, column: str) -> int | None:
    if not row[column]:
        return None
    found = _NUMBER.fullmatch(row[column])
    if found is None:
        raise row.fault(f"{column} is a whole number or empty, got {row[column]!r}")
    return int(found[1])
