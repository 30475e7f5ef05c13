"""
Pay by occupation from utdanning.no: Statistics Norway's table 11418, a cell a group, sector and working time.

The file has the cells under every occupation that uses them, so one cell may occur several times. Groups are those of
STYRK-08. The service nested cells by occupation, name, sector and working time in 2018, and answers a flat list with
other field names (``styrk08``, ``styrk08_navn``) today; the reader takes both shapes.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from ...casing import even
from ...model import Record
from ..files.json_document import JsonDocument

SEXES: tuple[str, ...] = ("A", "K", "M")
_GROUP = re.compile(r"[0-9]{1,4}")
_MEASURES = ("average", "median", "lower", "upper")
# The service writes "asnatte" for "ansatte" in its flat list.
_FIELDS = {"antall_ansatte": "employees", "antall_asnatte": "employees", "wage_avg": "average", "wage_median": "median"}
_FIELDS |= {"wage_q1": "lower", "wage_q3": "upper"}
_DATE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00Z")


class PayFigures(Record, frozen=True):
    """
    Monthly pay of one sex in a cell, in whole kroner, and the number of employees; None where not shown.

    Raises ``ValueError`` for pay without a number of employees.
    """

    employees: int | None = None
    average: int | None = None
    median: int | None = None
    lower: int | None = None
    upper: int | None = None

    def __post_init__(self) -> None:
        if self.employees is None and any(getattr(self, measure) is not None for measure in _MEASURES):
            raise ValueError("pay is shown with the number of employees it is of")


class PayCell(Record, frozen=True):
    """
    A cell of the table: a group of STYRK-08, a sector (A all, P private, K municipal, S state), a working time.

    Working time is A (all), H (full time) or D (part time); ``figures`` are by sex, A (all), K (women) or M (men).
    Raises ``ValueError`` for a malformed code.
    """

    group: str
    group_name: str
    sector: Literal["A", "P", "K", "S"]
    working_time: Literal["A", "H", "D"]
    date: datetime.date
    table: str
    figures: dict[str, PayFigures]

    def __post_init__(self) -> None:
        if not _GROUP.fullmatch(self.group):
            raise ValueError(f"a STYRK-08 code is one to four digits, got {self.group!r}")

    @property
    def key(self) -> str:
        """The identity of the cell among those of one date: group, sector and working time."""
        return f"{self.group}-{self.sector}-{self.working_time}"


class _Raw(Record, frozen=True):
    id: str
    uno_id: str
    styrk08: str
    styrk08_navn: str
    sektor: Literal["A", "P", "K", "S"]
    arbeidstid: Literal["A", "H", "D"]
    dato: str
    kilde: str
    kodeverk: Literal["styrk08"] = "styrk08"


_RENAMED = {"kode": "styrk08", "kodeverksnavn": "styrk08_navn"}


def read_pay(path: Path) -> tuple[list[PayCell], dict[str, Any]]:
    """
    Return the distinct cells of the file at *path* in the order of their keys, and a report.

    Raises ``SourceFault``, with the line, for another shape and for a cell with two sets of figures.
    """
    document = JsonDocument(path)
    cells: dict[str, PayCell] = {}
    times: Counter[str] = Counter()
    occupations: set[str] = set()
    left_out: Counter[str] = Counter()
    for fields in document.leaves("arbeidstid"):
        cell = _cell(document, {_RENAMED.get(name, name): value for name, value in fields.items()})
        occupations.add(str(fields["uno_id"]))
        if cells.setdefault(cell.key, cell) != cell:
            raise document.fault(f"the cell {cell.key} has other figures here than above", str(fields["id"]))
        times[cell.key] += 1
        left_out.update(name.partition("_")[2] for name in fields if "_wage_overtime_" in name)
    if not cells:
        raise document.fault("there is no cell of pay, as the service answers them", "")
    report = {
        "cells in the file": times.total(),
        "occupations": len(occupations),
        "cells": len(cells),
        "STYRK-08 codes": len({cell.group for cell in cells.values()}),
        "left out, not pay but overtime": dict(sorted(left_out.items())),
    }
    return [cells[key] for key in sorted(cells)], report


def _cell(document: JsonDocument, fields: dict[str, Any]) -> PayCell:
    near = str(fields.get("id", fields.get("uno_id", "")))
    raw = document.convert({name: fields[name] for name in _Raw.__struct_fields__ if name in fields}, _Raw, near)
    date = _DATE.fullmatch(raw.dato)
    if date is None or not raw.uno_id.startswith("y_"):
        raise document.fault(f"a cell has its occupation and its date, got {raw.uno_id!r} and {raw.dato!r}", near)
    figures = {
        sex: document.convert(
            {
                name: fields[f"{sex}_{field}"]
                for field, name in _FIELDS.items()
                if fields.get(f"{sex}_{field}") is not None
            },
            PayFigures,
            near,
        )
        for sex in SEXES
    }
    try:
        return PayCell(
            group=raw.styrk08,
            group_name=even(raw.styrk08_navn),
            sector=raw.sektor,
            working_time=raw.arbeidstid,
            date=datetime.date.fromisoformat(date["day"]),
            table=raw.kilde,
            figures=figures,
        )
    except ValueError as error:
        raise document.fault(str(error), near) from None
