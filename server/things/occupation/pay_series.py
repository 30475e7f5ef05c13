"""Pay by sex over the years: the medians of a group of STYRK-08 in one sector, over all working hours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from graph.reading.result_rows import Row

from ...charts.drawing import Drawing
from ...charts.ranges import Row as BarRow
from ...charts.series import Series, draw_series
from ...languages import Passage, ReaderLanguage
from ..pay import ALL, HeadlinePay

# Both sexes, women and men, by the codes of Statistics Norway.
SEXES = (ALL, "K", "M")
# A line has at least two points.
_FEWEST_YEARS = 2


def pay_by_sex(
    rows: Iterable[Row], group: str, names: Callable[[str, str], Passage], sector: str = ALL
) -> list[Series]:
    """
    Return the medians of both sexes, women and men by year, in kroner a month, without a sex that has none.

    *rows* are those of the query ``pay``, *group* is the IRI of a group, *names* returns the name of a code, given its
    code list and the code.
    """
    found: dict[str, dict[int, float]] = {sex: {} for sex in SEXES}
    for row in rows:
        sex = row["sex"].value
        is_one = row["group"].value == group and row["sector"].value == sector and row["time"].value == ALL
        if is_one and sex in found and {"median", "period"} <= row.keys():
            found[sex][int(row["period"].value[:4])] = float(row["median"].value)
    return [Series(names("sex", sex).words, values) for sex, values in found.items() if values]


def draw_rows(paid: Iterable[HeadlinePay], names: Iterable[str] = ()) -> list[BarRow]:
    """
    Return a bar for each figure in *paid*: its quartiles with the median, or the median alone where it has none.

    A bar is named by its group and by the limits of its figure; *names*, as many as *paid*, come before these.
    """
    return [
        BarRow(
            ", ".join(filter(None, (name, *_name(pay)))),
            f"{pay.words} kr",
            *(pay.quartiles or (pay.median, pay.median)),
            pay.median,
        )
        for pay, name in zip_longest(paid, names, fillvalue="")
        if isinstance(pay, HeadlinePay)
    ]


def _name(pay: HeadlinePay) -> list[str]:
    return [(pay.name or Passage(pay.code, "")).words, *(limit.words for limit in pay.limits)]


def draw_pay_by_sex(lines: Sequence[Series], language: ReaderLanguage, title: str = "") -> Drawing | None:
    """Return the drawing of *lines*, None where no line has figures of two years."""
    if all(len(line.values) < _FEWEST_YEARS for line in lines):
        return None
    return draw_series(lines, language.interface, title)
