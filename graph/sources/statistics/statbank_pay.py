"""
Read pay by occupation from Statistics Norway's tables 11418 (yearly) and 11658 (fourth quarters).

A figure's place is a period, a group of STYRK-08, a sector, a working time and a sex; its measures are the mean, the
median and the quartiles of agreed monthly pay. Table 11658 has neither sectors nor working times: all of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from ...errors import SourceFault
from ...model import Record
from .periods import period_end
from .statbank import WITHHELD, StatbankCell, read_statbank

_GROUP = re.compile(r"[0-9]{1,4}")
_MEASURES = {
    "01": "median", "median": "median", "02": "average", "gjennomsnitt": "average",
    "051": "lower", "nedre kvartil": "lower", "061": "upper", "øvre kvartil": "upper",
}  # fmt: skip
_CONTENTS = {
    "avtaltmanedslonn": "", "månedslønn (kr)": "", "manedslonn": "", "medianavtmndlonn": "median",
    "median avtalt månedslønn (kr)": "median", "antarbforhold": "employees", "antall arbeidsforhold": "employees",
}  # fmt: skip
_SECTORS = {
    "alle": "A", "sum alle sektorer": "A", "a+b+d+e": "P", "6500": "K", "6100": "S",
    "privat sektor og offentlige eide foretak": "P", "privat sektor": "P", "kommuneforvaltningen": "K",
    "kommune og fylkeskommune": "K", "statsforvaltningen": "S",
}  # fmt: skip
_TIMES = {"0": "A", "i alt": "A", "5": "H", "heltidsansatte": "H", "6": "D", "deltidsansatte": "D"}
_SEXES = {"0": "A", "begge kjønn": "A", "1": "M", "menn": "M", "2": "K", "kvinner": "K"}
_ALL_AGES = {"999D", "alle aldre", "Alle aldre", "I alt"}

WITHHELD_BY_SOURCE, NONE_AT_SOURCE, PARTLY = "withheld", "none", "partly-shown"


class PayFigure(Record, frozen=True):
    """
    Monthly pay in whole kroner at one place, and how many it is of; None where none is shown, ``status`` says why.

    ``period`` is a year or a quarter (2024K4); ``sector`` is A (all), P, K or S, ``working_time`` A, H or D, ``sex`` A,
    K or M.
    """

    period: str
    group: str
    sector: Literal["A", "P", "K", "S"]
    working_time: Literal["A", "H", "D"]
    sex: Literal["A", "K", "M"]
    average: int | None = None
    median: int | None = None
    lower: int | None = None
    upper: int | None = None
    employees: int | None = None
    status: str = ""

    def __post_init__(self) -> None:
        period_end(self.period)
        if not _GROUP.fullmatch(self.group):
            raise ValueError(f"a STYRK-08 code is one to four digits, got {self.group!r}")

    @property
    def key(self) -> str:
        """The last part of the observation's IRI."""
        return f"{self.period}-{self.group}-{self.sector}-{self.working_time}-{self.sex}"


def read_statbank_pay(path: Path) -> tuple[list[PayFigure], dict[str, Any]]:
    """
    Return the figures of the table at *path*, the measures of one place together, and a report.

    Codes that are no group of STYRK-08 (the sum of all, ``0-9``) are left out and reported. Raises ``SourceFault``
    with the line for a code that is not known here.
    """
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    left_out: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    for cell in read_statbank(path):
        if not _GROUP.fullmatch(cell.at.get("group", "")):
            left_out[cell.at.get("group", "")] += 1
            continue
        measure = _measure(path, cell)
        if measure is None:
            left_out[cell.at["contents"]] += 1
            continue
        if cell.at.get("age", "999D") not in _ALL_AGES:
            left_out[f"age {cell.at['age']}"] += 1
            continue
        place = (
            cell.at.get("period", ""),
            cell.at["group"],
            _code(path, cell, "sector", _SECTORS, "A"),
            _code(path, cell, "working_time", _TIMES, "A"),
            _code(path, cell, "sex", _SEXES, "A"),
        )
        values = found.setdefault(place, {"marks": set()})
        if measure in values:
            raise SourceFault(path, cell.line, f"{measure} of {' '.join(place)} stands here twice")
        # Nobody is paid nothing: table 11658 writes 0 where it has no figure.
        shown = cell.value or None
        values[measure] = None if shown is None else int(shown)
        if shown is None:
            values["marks"].add(cell.mark)
            marks[cell.mark or "0"] += 1
    if not found:
        raise SourceFault(path, None, "the table has no pay of any group of STYRK-08")
    try:
        figures = [_figure(place, values) for place, values in found.items()]
    except ValueError as error:
        raise SourceFault(path, None, str(error)) from None
    report = {
        "figures": len(figures),
        "STYRK-08 codes": len({one.group for one in figures}),
        "periods": sorted({one.period for one in figures}),
        "cells without a figure, by the mark of the source": dict(sorted(marks.items())),
        "left out, no group of STYRK-08 or another measure": dict(sorted(left_out.items())),
    }
    return figures, report


def _figure(place: tuple[str, ...], values: dict[str, Any]) -> PayFigure:
    marks = values.pop("marks")
    there = [value for measure, value in values.items() if value is not None]
    status = "" if not marks else PARTLY if there else WITHHELD_BY_SOURCE if WITHHELD in marks else NONE_AT_SOURCE
    period, group, sector, working_time, sex = place
    return PayFigure(
        period=period,
        group=group,
        sector=sector,  # type: ignore[arg-type]
        working_time=working_time,  # type: ignore[arg-type]
        sex=sex,  # type: ignore[arg-type]
        status=status,
        **values,
    )


def _measure(path: Path, cell: StatbankCell) -> str | None:
    contents = _CONTENTS.get(cell.at.get("contents", "").lower())
    if contents is None:
        return None
    if contents:
        return contents
    return _code(path, cell, "measure", _MEASURES, "")


def _code(path: Path, cell: StatbankCell, variable: str, known: Mapping[str, str], default: str) -> str:
    written = cell.at.get(variable)
    if written is None and default:
        return default
    code = known.get((written or "").lower()) or known.get(cell.names.get(variable, "").lower())
    if code is None:
        words = ", ".join(sorted(known))
        raise SourceFault(path, cell.line, f"unknown {variable} {written!r}; those read here are {words}")
    return code
