"""
Read employed persons by occupation from Statistics Norway's tables 14437 (age, contract) and 12542 (sex).

A figure belongs to a period, a group of STYRK-08, an age, a kind of contract and a sex; a dimension that its table
lacks has the value for all.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from ...errors import SourceFault
from ...model import Record
from .periods import period_end
from .statbank import WITHHELD, StatbankCell, read_statbank

_GROUP = re.compile(r"[0-9]{1,4}")
_CONTENTS = {"sysselsatte", "sysselsatte personer", "sysselsatte etter arbeidssted", "sysselsatte etter bosted"}
_CONTRACTS = {
    "0": "all", "alle": "all", "i alt": "all", "f": "permanent", "fast": "permanent", "fast ansatt": "permanent",
    "m": "temporary", "midlertidig": "temporary", "midlertidig ansatt": "temporary", "09": "unknown",
    "uoppgitt": "unknown",
}  # fmt: skip
_AGES = {"15-74": "15-74", "15-74 år": "15-74", "20-66": "20-66", "20-66 år": "20-66"}
_SEXES = {"0": "A", "begge kjønn": "A", "1": "M", "menn": "M", "2": "K", "kvinner": "K"}
_COUNTRY = {"0", "hele landet"}


class EmploymentFigure(Record, frozen=True):
    """
    Employed persons at one place, None where none is shown and ``status`` says why.

    ``contract`` is all, permanent, temporary or unknown; ``sex`` is A (all), K or M; ``age`` is 15-74 or 20-66.
    """

    period: str
    group: str
    age: Literal["15-74", "20-66"] = "15-74"
    contract: Literal["all", "permanent", "temporary", "unknown"] = "all"
    sex: Literal["A", "K", "M"] = "A"
    employed: int | None = None
    status: str = ""

    def __post_init__(self) -> None:
        period_end(self.period)
        if not _GROUP.fullmatch(self.group):
            raise ValueError(f"a STYRK-08 code is one to four digits, got {self.group!r}")
        if self.employed is not None and self.employed < 0:
            raise ValueError(f"a number of persons is zero or more, got {self.employed}")

    @property
    def key(self) -> str:
        """The last part of the observation's IRI."""
        return f"{self.period}-{self.group}-{self.age}-{self.contract}-{self.sex}"


def read_employment(path: Path) -> tuple[list[EmploymentFigure], dict[str, Any]]:
    """
    Return the figures of the whole country in the table at *path*, in its order, and a report.

    Raises ``SourceFault`` with the line for a code that is not known here, or a place that stands twice.
    """
    found: dict[str, EmploymentFigure] = {}
    left_out: Counter[str] = Counter()
    for cell in read_statbank(path):
        group, region = cell.at.get("group", ""), cell.at.get("region", "0")
        if not _GROUP.fullmatch(group):
            left_out[f"group {group}"] += 1
        elif region.lower() not in _COUNTRY:
            left_out[f"region {region}"] += 1
        elif cell.at.get("contents", "").lower() not in _CONTENTS:
            left_out[f"contents {cell.at.get('contents', '')}"] += 1
        else:
            one = _figure(path, cell)
            if found.setdefault(one.key, one) is not one:
                raise SourceFault(path, cell.line, f"the figure {one.key} stands here twice")
    if not found:
        raise SourceFault(path, None, "the table has no employed persons of any group of STYRK-08")
    figures = list(found.values())
    report = {
        "figures": len(figures),
        "STYRK-08 codes": len({one.group for one in figures}),
        "periods": sorted({one.period for one in figures}),
        "without a figure": sum(one.employed is None for one in figures),
        "left out": dict(sorted(left_out.items())),
    }
    return figures, report


def _figure(path: Path, cell: StatbankCell) -> EmploymentFigure:
    values = {
        name: _code(path, cell, name, known, default)
        for name, known, default in (
            ("age", _AGES, "15-74"),
            ("contract", _CONTRACTS, "all"),
            ("sex", _SEXES, "A"),
        )
    }
    status = "" if cell.value is not None else "withheld" if cell.mark == WITHHELD else "none"
    try:
        return EmploymentFigure(
            period=cell.at.get("period", ""),
            group=cell.at["group"],
            employed=None if cell.value is None else int(cell.value),
            status=status,
            **values,  # type: ignore[arg-type]
        )
    except ValueError as error:
        raise SourceFault(path, cell.line, str(error)) from None


def _code(path: Path, cell: StatbankCell, variable: str, known: dict[str, str], default: str) -> str:
    written = cell.at.get(variable)
    if written is None:
        return default
    code = known.get(written.lower()) or known.get(cell.names.get(variable, "").lower())
    if code is None:
        raise SourceFault(path, cell.line, f"unknown {variable} {written!r}; those read here are {', '.join(known)}")
    return code
