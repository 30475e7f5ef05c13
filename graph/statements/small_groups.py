"""
Disclosure control of pay figures: none is shown for a group so small that it would reveal persons.

Statistics Norway hides cells of few, "for example fewer than 3", and others from which those could be computed
(https://www.ssb.no/omssb/personvern/personopplysninger-i-statistikken). The table behind our source follows it for
whole cells, of which none has fewer than 101 employees, and for medians and quartiles, shown from 102 of one sex; but
averages of one sex stand there down to a single employee. This module withholds those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..sources.portal.pay import PayCell, PayFigures
from ..sources.statistics.statbank_pay import PayFigure

FEWEST = 3
TOO_FEW, PROTECTS_OTHERS, NOT_SHOWN, PARTLY_SHOWN = "too-few", "protects-others", "not-shown", "partly-shown"

_ALL = "A"
_NOTHING = PayFigures()
_EVERYTHING = ("employees", "average", "median", "lower", "upper")


def is_too_few(count: int | None) -> bool:
    """Return whether a group of *count* persons is too small for its figures to be shown; an empty group is not."""
    return count is not None and 0 < count < FEWEST


def withhold(figures: Mapping[str, PayFigures]) -> dict[str, tuple[PayFigures, str | None]]:
    """
    Return the figures of a cell that may be shown, by sex, each with the status of a missing one, None where complete.

    Where one sex is too few, the other goes too: with everyone's average the first could be computed from it.
    """
    few = {sex for sex, one in figures.items() if is_too_few(one.employees)}
    shown: dict[str, tuple[PayFigures, str | None]] = {}
    for sex, one in figures.items():
        if sex in few or _ALL in few:
            shown[sex] = _NOTHING, TOO_FEW
        elif few and sex != _ALL:
            shown[sex] = _NOTHING, PROTECTS_OTHERS
        else:
            shown[sex] = one, _status(one)
    return shown


def _status(figures: PayFigures) -> str | None:
    there = [getattr(figures, field) is not None for field in _EVERYTHING]
    if all(there):
        return None
    return PARTLY_SHOWN if any(there) else NOT_SHOWN


def pay_figures(cells: Iterable[PayCell]) -> Iterator[PayFigure]:
    """Yield the publishable figures of each of *cells*: all, women and men."""
    for cell in cells:
        for sex, (figures, status) in withhold(cell.figures).items():
            yield PayFigure(
                period=str(cell.date.year),
                group=cell.group,
                sector=cell.sector,
                working_time=cell.working_time,
                sex=sex,  # type: ignore[arg-type]
                average=figures.average,
                median=figures.median,
                lower=figures.lower,
                upper=figures.upper,
                employees=figures.employees,
                status=status or "",
            )
