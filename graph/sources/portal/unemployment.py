"""
Unemployment by education code from utdanning.no.

The file documents neither its period nor all of its fields. The fields with a number and a share by the time since the
education are read: of all, one to three years after, seven to ten years after.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from ...casing import even
from ...model import Record
from ..files.json_document import JsonDocument

_CODE = re.compile(r"[0-9]{1,4}|[0-9]{6}")
_RENAMED = {"nus_kode": "nus"}  # since 2018
# The time since the education, by the endings of the fields.
SPANS = {"all": "", "1-3": "13", "7-10": "710"}


class Unemployed(Record, frozen=True):
    """
    Unemployed people with an education: their number, and their share (0-1) of the work force; None where not shown.

    Raises ``ValueError`` for a negative number or a share outside 0-1.
    """

    persons: int | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"a share is from 0 to 1, got {self.share}")
        if self.persons is not None and self.persons < 0:
            raise ValueError(f"a number of persons is zero or more, got {self.persons}")


class Unemployment(Record, frozen=True):
    """
    The unemployment of one education code of six digits, or of a group of them: names, and figures by the time since
    the education.

    The keys of ``figures`` are those of ``SPANS``; ``women`` and ``men`` are whole per cents of all its unemployed.
    Raises ``ValueError`` for a malformed code.
    """

    code: str
    name: str
    short_name: str
    figures: dict[str, Unemployed]
    women: int | None = None
    men: int | None = None

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"a NUS2000 code is one to four digits, or six, got {self.code!r}")


class _Raw(Record, frozen=True):
    id: str
    uno_id: str
    nus: str
    nus_navn: str
    nus_kortnavn: str
    arbeidsledige_andel_kvinner: int | None = None
    arbeidsledige_andel_menn: int | None = None


def read_unemployment(path: Path) -> tuple[list[Unemployment], dict[str, Any]]:
    """
    Return the unemployment of each education code in the file at *path*, in the order of the codes, and a report.

    Raises ``SourceFault``, with the line, for another shape and for a code with two sets of figures.
    """
    document = JsonDocument(path)
    found: dict[str, Unemployment] = {}
    rows: Counter[str] = Counter()
    left_out = 0
    users: set[str] = set()
    for fields in document.leaves("nus_navn"):
        near = str(fields.get("id", ""))
        one = _unemployment(document, {_RENAMED.get(name, name): value for name, value in fields.items()}, near)
        if found.setdefault(one.code, one) != one:
            raise document.fault(f"the code {one.code} has other figures here than above", near)
        rows[one.code] += 1
        users.add(str(fields.get("uno_id", "")))
        left_out += "arbeidsledige_andel40" in fields
    if not found:
        raise document.fault("there is no unemployment of any education code, as the service answers it", "")
    report = {
        "rows in the file": rows.total(),
        "occupations and educations": len(users),
        "education codes": len(found),
        "left out, a share at 40 that the source does not explain": left_out,
    }
    return [found[code] for code in sorted(found)], report


def _unemployment(document: JsonDocument, fields: dict[str, Any], near: str) -> Unemployment:
    raw = document.convert({name: fields[name] for name in _Raw.__struct_fields__ if name in fields}, _Raw, near)
    figures = {}
    for span, ending in SPANS.items():
        names = {"persons": f"arbeidsledige_antall{ending}", "share": f"arbeidsledige_andel{ending}"}
        values = {field: fields[name] for field, name in names.items() if fields.get(name) is not None}
        if values:
            figures[span] = document.convert(values, Unemployed, near)
    try:
        return Unemployment(
            code=raw.nus,
            name=even(raw.nus_navn),
            short_name=even(raw.nus_kortnavn),
            figures=figures,
            women=raw.arbeidsledige_andel_kvinner,
            men=raw.arbeidsledige_andel_menn,
        )
    except ValueError as error:
        raise document.fault(str(error), near) from None
