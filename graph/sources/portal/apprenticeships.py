"""
Apprenticeships by county, of utdanning.no's report of indicators and of its list of approved companies by trade.

Both come from Vigo every night and have no date. Figures are of the occupation and trade (the subject area of Grep, six
characters) in a county. One or two apprentices are withheld; companies are no persons.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import msgspec

from ...errors import SourceFault
from ...model import Record, check_key
from ..files.json_document import JsonDocument
from ..statistics.areas import COUNTIES_2024, COUNTRY

WITHHELD = "too-few"
_FEWEST = 3
_COUNTIES = frozenset(COUNTIES_2024.values())
_NUMBER = re.compile(r"(\d+)(?:\.0+)?")
_TRADE = re.compile(r"[A-Z0-9]{6}")
_FIGURES = {"approved": "godkjente_bedr", "training": "bedr_med_larling", "apprentices": "larlinger_faget"}


class ApprenticeshipFigure(Record, frozen=True):
    """
    Approved companies, those with an apprentice, and apprentices (contracts) of a trade in an area; None for not shown.

    ``uno_id`` is the occupation, '' where the source has only the trade; ``area`` is the key of a county or country.
    """

    trade: str
    area: str
    uno_id: str = ""
    approved: int | None = None
    training: int | None = None
    apprentices: int | None = None
    status: str = ""

    def __post_init__(self) -> None:
        if not _TRADE.fullmatch(self.trade):
            raise ValueError(f"a trade has a code of six capitals and digits, got {self.trade!r}")
        if self.uno_id:
            if not self.uno_id.startswith("y_"):
                raise ValueError(f"the uno_id of an occupation begins with y_, got {self.uno_id!r}")
            check_key(self.uno_id[2:])


class _Indicator(msgspec.Struct, frozen=True):
    fylkenr: str
    programomradekode6: str
    kommunenr: str | None = None
    yrke_uno_id: str | None = None
    godkjente_bedr: str | int | None = None
    bedr_med_larling: str | int | None = None
    larlinger_faget: str | int | None = None


class _County(msgspec.Struct, frozen=True):
    forradrfylkenr: str
    bedrifter: int


class _Trade(msgspec.Struct, frozen=True):
    programomradekode6: str
    bedrifter: int
    fylker: list[_County] = []


def read_indicators(path: Path) -> tuple[list[ApprenticeshipFigure], dict[str, Any]]:
    """
    Return the figures of each occupation, trade and county at *path*: those of the county, else of its municipalities.

    Raises ``SourceFault``, with the line, for another shape or a figure that is no whole number.
    """
    document = JsonDocument(path)
    rows = [document.convert(row, _Indicator, str(row.get("programomradekode6", ""))) for row in _members(document)]
    left_out: Counter[str] = Counter()
    whole: dict[tuple[str, str, str], Counter[str]] = {}
    parts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if not row.yrke_uno_id:
            left_out["rows without an occupation"] += 1
        elif row.fylkenr not in _COUNTIES:
            left_out[f"rows of county {row.fylkenr}, not of 2024"] += 1
        else:
            place = (row.yrke_uno_id, row.programomradekode6, row.fylkenr)
            figures = _figures(document, row)
            if row.kommunenr:
                parts[place].update(figures)
            else:
                whole[place] = figures
    try:
        found = [_figure(*place, figures) for place, figures in sorted((parts | whole).items())]
    except ValueError as error:
        raise SourceFault(path, None, str(error)) from None
    report = {
        "figures": len(found),
        "occupations": len({one.uno_id for one in found}),
        "trades": len({one.trade for one in found}),
        "apprentices withheld, one or two": sum(one.status == WITHHELD for one in found),
        "left out": dict(sorted(left_out.items())),
    }
    return found, report


def read_approved_companies(path: Path) -> tuple[list[ApprenticeshipFigure], dict[str, Any]]:
    """Return the approved companies of each trade at *path*, in the country and by county; raises ``SourceFault``."""
    document = JsonDocument(path)
    found, strange = [], Counter[str]()
    for raw in document.convert(document.data, list[dict[str, Any]], ""):
        near = str(raw.get("programomradekode6", ""))
        trade = document.convert(raw, _Trade, near)
        try:
            found.append(ApprenticeshipFigure(trade=near, area=COUNTRY, approved=trade.bedrifter))
        except ValueError as error:
            raise document.fault(str(error), near) from None
        for county in trade.fylker:
            if county.forradrfylkenr in _COUNTIES:
                area = f"county-2024-{county.forradrfylkenr}"
                found.append(ApprenticeshipFigure(trade=near, area=area, approved=county.bedrifter))
            else:
                strange[county.forradrfylkenr] += 1
    trades = len({one.trade for one in found})
    return found, {"trades": trades, "left out, counties not of 2024": dict(sorted(strange.items()))}


def _members(document: JsonDocument) -> list[dict[str, Any]]:
    """Return the members of a Hydra collection, or of a bare list."""
    data = document.data.get("hydra:member") if isinstance(document.data, dict) else document.data
    return document.convert(data, list[dict[str, Any]], "")


def _figures(document: JsonDocument, row: _Indicator) -> Counter[str]:
    figures: Counter[str] = Counter()
    for name, field in _FIGURES.items():
        if (value := getattr(row, field)) in {None, ""}:
            continue
        number = _NUMBER.fullmatch(str(value))
        if number is None:
            raise document.fault(f"{field} is a whole number or empty, got {value!r}", row.programomradekode6)
        figures[name] = int(number[1])
    return figures


def _figure(uno_id: str, trade: str, county: str, figures: Counter[str]) -> ApprenticeshipFigure:
    few = 0 < figures["apprentices"] < _FEWEST
    return ApprenticeshipFigure(
        uno_id=uno_id,
        trade=trade,
        area=f"county-2024-{county}",
        approved=figures.get("approved"),
        training=figures.get("training"),
        apprentices=None if few else figures.get("apprentices"),
        status=WITHHELD if few else "",
    )
