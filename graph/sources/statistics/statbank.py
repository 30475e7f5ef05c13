"""
Read a table of Statistics Norway's StatBank: JSON-stat 2, or CSV with codes or with the names of the codes.

CSV with names begins a code's name with the code where there is one (``2221 Spesialsykepleiere``), and has the contents
and the period in the header of its last columns (``Månedslønn (kr) 2019``). A figure that is not there has a mark
instead: ``:`` withheld to protect persons, ``.`` or ``..`` none, ``-`` zero.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ...errors import SourceFault
from ..files.json_document import JsonDocument
from ..files.separated_values import TableRow, read_table, sniff_header

WITHHELD, MISSING = ":", "."
_MARKS = frozenset({":", ".", "..", "..."})
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_HEADER = re.compile(r"(?P<contents>.*\S)\s+(?P<period>\d{4}(?:K[1-4]|M\d\d)?)")
# The variables read here, by their code in the StatBank and by their name in its CSV, in lower case.
VARIABLES: Mapping[str, str] = {
    "maalemetode": "measure", "statistikkmål": "measure",
    "yrke": "group",
    "sektor": "sector",
    "kjonn": "sex", "kjønn": "sex",
    "avtaltvanlig": "working_time", "avtalt/vanlig arbeidstid per uke": "working_time",
    "alder": "age",
    "ansettelsesforhold": "contract",
    "region": "region",
    "contentscode": "contents", "statistikkvariabel": "contents",
    "tid": "period", "år": "period", "kvartal": "period", "måned": "period",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatbankCell:
    """
    One figure: its place by variable (``group`` → ``2221``), its value or the mark that stands instead of one.

    ``names`` has the names of the codes by variable where the file has them. ``line`` is None for JSON.
    """

    at: Mapping[str, str]
    names: Mapping[str, str]
    value: float | None
    mark: str
    line: int | None = None


class _JsonStat(msgspec.Struct):
    id: list[str]
    size: list[int]
    dimension: dict[str, Any]
    value: list[float | int | None] | dict[str, float | int | None]
    status: dict[str, str] | list[str | None] | str | None = None


class _Category(msgspec.Struct):
    index: dict[str, int] | list[str] | None = None
    label: dict[str, str] = {}


def read_statbank(path: Path) -> Iterator[StatbankCell]:
    """
    Yield every figure of the table at *path*, in its order.

    Raises ``SourceFault`` with the line for another shape, a variable that is not known here, or a value that is
    neither a number nor a mark.
    """
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from _json_cells(path) if start.startswith(b"{") else _csv_cells(path)


def _json_cells(path: Path) -> Iterator[StatbankCell]:
    document = JsonDocument(path)
    table = document.convert(document.data, _JsonStat, "")
    variables = [_variable(path, name, None) for name in table.id]
    codes, names = [], []
    for name, size in zip(table.id, table.size, strict=True):
        body = document.convert(table.dimension.get(name, {}).get("category", {}), _Category, name)
        index = body.index if body.index is not None else list(body.label)
        listed = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)
        if len(listed) != size:
            raise document.fault(f"the dimension {name} has {len(listed)} codes and says that it has {size}", name)
        codes.append(listed)
        names.append(body.label)
    count = len(list(itertools.product(*codes)))
    if isinstance(table.value, list) and len(table.value) != count:
        raise document.fault(f"the dimensions make {count} figures, and there are {len(table.value)}", "value")
    for number, place in enumerate(itertools.product(*codes)):
        value = table.value[number] if isinstance(table.value, list) else table.value.get(str(number))
        mark = _status(table.status, number) or ("" if value is not None else MISSING)
        yield StatbankCell(
            dict(zip(variables, place, strict=True)),
            {variable: labels.get(code, "") for variable, labels, code in zip(variables, names, place, strict=True)},
            None if mark in _MARKS else value,
            mark if mark in _MARKS else "",
        )


def _status(status: Mapping[str, str] | Sequence[str | None] | str | None, number: int) -> str:
    if isinstance(status, Mapping):
        return status.get(str(number), "")
    if isinstance(status, str):
        return status
    return (status[number] or "") if status else ""


def _csv_cells(path: Path) -> Iterator[StatbankCell]:
    separator, header = sniff_header(path)
    columns = [name.strip().lower() for name in header]
    has_codes = "value" in columns
    for row in read_table(path, header, separator=separator):
        yield from _coded(row, header) if has_codes else _named(row, header)


def _coded(row: TableRow, header: Sequence[str]) -> Iterator[StatbankCell]:
    at = {_variable(row.path, name, row.line): row[name] for name in header if name.lower() not in {"value", "status"}}
    value, mark = _figure(row, row["value"] or (row["status"] if "status" in header else ""))
    yield StatbankCell(at, {}, value, mark, row.line)


def _named(row: TableRow, header: Sequence[str]) -> Iterator[StatbankCell]:
    at, names = {}, {}
    figures = []
    for name in header:
        if found := _HEADER.fullmatch(name):
            figures.append((name, found))
            continue
        variable = _variable(row.path, name, row.line)
        code, _, rest = row[name].partition(" ")
        is_coded = variable == "group" and code[:1].isdigit()
        at[variable] = code if is_coded else row[name]
        names[variable] = rest if is_coded else row[name]
    if not figures:
        raise SourceFault(row.path, 1, "no column of the header ends in a period, such as 2025 or 2024K4")
    for name, found in figures:
        value, mark = _figure(row, row[name])
        yield StatbankCell(
            at | {"contents": found["contents"], "period": found["period"]}, names, value, mark, row.line
        )


def _variable(path: Path, name: str, line: int | None) -> str:
    variable = VARIABLES.get(name.strip().lower())
    if variable is None:
        known = ", ".join(sorted(VARIABLES))
        raise SourceFault(path, 1 if line else None, f"unknown variable {name!r}; those read here are {known}")
    return variable


def _figure(row: TableRow, written: str) -> tuple[float | None, str]:
    text = written.replace("\u00a0", "").replace(" ", "")
    if text in _MARKS:
        return None, text
    if text in {"", "-"}:
        return (0, "") if text else (None, MISSING)
    if not _NUMBER.fullmatch(text):
        raise row.fault(f"a figure is a number or one of {' '.join(sorted(_MARKS))}, got {written!r}")
    number = float(text.replace(",", "."))
    return (int(number) if number.is_integer() else number), ""
