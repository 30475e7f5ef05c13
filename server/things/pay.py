"""
Headline pay: one rule for the figure that pages, comparisons and search engines show of a STYRK-08 group.

It is the newest median over all sectors, all working hours and both sexes. Where a group has none, it is the figure of
the nearest part, and its label names the sector, the working hours or the sex that it is limited to.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.reading.result_rows import Row
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
# The first letters of a name that distinguish occupations.
_TELLING_LETTERS = 5
# The major group of STYRK-08 that has managers.
_MANAGERS = "1"


@dataclass(frozen=True)
class HeadlinePay:
    """
    Monthly pay in kroner in the group with this ``code``: median, published quartiles, and both as text.

    ``words`` is the median and ``spread`` the quartiles as the reader's language writes them. ``limits`` names the
    sector, working hours and sex to which a figure is limited; empty for the whole group.
    """

    code: str
    href: str
    name: Passage | None
    median: float
    words: str
    quartiles: tuple[float, float] | None
    spread: tuple[str, str] | None
    year: str
    is_old: bool
    limits: tuple[Passage, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the figure covers all sectors, all working hours and both sexes."""
        return not self.limits

    @property
    def is_managers(self) -> bool:
        """Whether the group is of managers."""
        return is_managers(self.code)


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


def is_managers(code: str) -> bool:
    """Return whether the STYRK-08 group with this *code* is of managers."""
    return code.startswith(_MANAGERS)


def choose_headline(
    occupation: Mapping[str, str], found: Iterable[HeadlinePay], size: Callable[[str], int]
) -> HeadlinePay | None:
    """
    Return the one headline for an *occupation* in several groups, None where no group has a figure.

    Its names by language are compared in Norwegian, as groups are named, so that all readers get the same figure.

    Groups of managers come last, then whole groups precede parts, then a group named like the occupation comes first,
    then the group with most employed persons, which *size* returns for a code.
    """
    norwegian = [occupation[tag] for tag in ("nb", "nn") if tag in occupation]

    def place(pay: HeadlinePay) -> tuple[bool, bool, bool, int, str]:
        named_so = pay.name is not None and any(is_named_like(name, pay.name.words) for name in norwegian)
        return pay.is_managers, not pay.is_whole, not named_so, -size(pay.code), pay.code

    return min(found, key=place, default=None)


def is_named_like(occupation: str, group: str) -> bool:
    """
    Return whether the first five letters of an occupation's name begin a group's name.

    >>> is_named_like("Allmennlege", "Allmennpraktiserende leger"), is_named_like("Sykepleier", "Spesialsykepleiere")
    (True, False)
    """
    return group.casefold().startswith(occupation.casefold()[:_TELLING_LETTERS])


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
    return sorted(found, key=lambda pay: (pay.is_managers, pay.code))


def _headline(
    iris: Names, row: Row, names: Callable[[str, str], Passage], language: ReaderLanguage, today: datetime.date
) -> HeadlinePay:
    year = row["period"].value[:4] if "period" in row else ""
    ends = (row["lower"].value, row["upper"].value) if {"lower", "upper"} <= row.keys() else None
    return HeadlinePay(
        row["code"].value,
        address(row["group"].value, iris),
        Passage(row["name"].value, row["name"].language) if "name" in row else None,
        float(row["median"].value),
        write_number(row["median"].value, language.interface),
        (float(ends[0]), float(ends[1])) if ends else None,
        (write_number(ends[0], language.interface), write_number(ends[1], language.interface)) if ends else None,
        year,
        year.isdigit() and today.year - int(year) > _OLD_AFTER,
        tuple(names(list_, row[name].value) for name, list_ in DIMENSIONS.items() if row[name].value != ALL),
    )
