"""
Headline pay: one rule for the figure that pages, comparisons and search engines show of a STYRK-08 group.

It is the newest median over all sectors, all working hours and both sexes. Where a group has none, it is the figure of
the nearest part, and its label names the sector, the working hours or the sex that it is limited to.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from graph.reading.store import Row
from graph.vocab import Names

from ..languages import Passage, ReaderLanguage
from ..numbers import write_number
from .values import address

# Statistics Norway's code for all sectors, for all working hours and for both sexes.
ALL = "A"
# The dimensions of pay, each with its code list, in the order of its tables.
DIMENSIONS = {"sector": "sector", "time": "working-time", "sex": "sex"}
# Years after which pay has changed too much to be shown without a warning.
_OLD_AFTER = 3
# The major group of STYRK-08 that has managers.
_MANAGERS = "1"


@dataclass(frozen=True)
class HeadlinePay:
    """
    Monthly pay in kroner in the group with this ``code``: the median, also in words, and the quartiles if published.

    ``limits`` names the sector, working hours and sex of a figure that is not of all; it is empty for all of the group.
    """

    code: str
    href: str
    name: Passage | None
    median: float
    words: str
    quartiles: tuple[float, float] | None
    year: str
    is_old: bool
    limits: tuple[Passage, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the figure covers all sectors, all working hours and both sexes."""
        return not self.limits


Rank = tuple[int, bool, bool, bool, str, float]


def rank_pay(row: Row) -> Rank:
    """
    Return the sort key of a row of the query ``pay``; the headline of a group is the row with the highest one.

    A row with more dimensions in total ranks higher; among equals both sexes, then all sectors, then all hours; then
    the newest period and the largest number of employees.
    """
    sex, sector, time = (row[name].value == ALL for name in ("sex", "sector", "time"))
    period = row["period"].value if "period" in row else ""
    employees = float(row["employees"].value) if "employees" in row else 0.0
    return sex + sector + time, sex, sector, time, period, employees


def read_headlines(
    iris: Names,
    rows: list[Row],
    names: Callable[[str, str], Passage],
    language: ReaderLanguage,
    today: datetime.date,
) -> list[HeadlinePay]:
    """
    Return the headline pay of each group in *rows* of the query ``pay`` that has a median, managers' groups last.

    *names* returns the name of a code, given its code list and the code.
    """
    best: dict[str, Row] = {}
    for row in rows:
        group = row["group"].value
        if "median" in row and (group not in best or rank_pay(row) > rank_pay(best[group])):
            best[group] = row
    found = [_headline(iris, row, names, language, today) for row in best.values()]
    return sorted(found, key=lambda pay: (pay.code.startswith(_MANAGERS), pay.code))


def _headline(
    iris: Names, row: Row, names: Callable[[str, str], Passage], language: ReaderLanguage, today: datetime.date
) -> HeadlinePay:
    year = row["period"].value[:4] if "period" in row else ""
    return HeadlinePay(
        row["code"].value,
        address(row["group"].value, iris),
        Passage(row["name"].value, row["name"].language) if "name" in row else None,
        float(row["median"].value),
        write_number(row["median"].value, language.interface),
        (float(row["lower"].value), float(row["upper"].value)) if {"lower", "upper"} <= row.keys() else None,
        year,
        year.isdigit() and today.year - int(year) > _OLD_AFTER,
        tuple(names(list_, row[name].value) for name, list_ in DIMENSIONS.items() if row[name].value != ALL),
    )
