"""
Codes of a classification, as returned by Klass, the service of Statistics Norway.

The shapes are those of the Klass API: the codes of a date or period (``/classifications/{id}/codesAt``, ``/codes``) and
a version (``/versions/{id}``), as JSON, or as CSV with semicolons or commas. Each is a flat list, each code with its
level and the code above it. Names are in the language that the service was called with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ...casing import even
from ...errors import SourceFault
from ..files.json_document import JsonDocument
from ..files.separated_values import read_table, sniff_header
from .coded import CodedItem, check_depth

# The list of codes in an answer, by the name of its field: codes at a date, codes of a version.
_LISTS = ("codes", "classificationItems")
_COLUMNS = ("code", "parentCode", "level", "name")
_NOT_READ = {
    "shortName", "presentationName", "validFrom", "validTo", "validFromInRequestedRange", "validToInRequestedRange",
}  # fmt: skip


class _Code(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    parent: str | None = msgspec.field(name="parentCode", default=None)
    level: str
    name: str
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class _Listed:
    """A code as listed: its values, the names of its fields, and the making of a fault with its line."""

    code: _Code
    fields: frozenset[str]
    fault: Callable[[str], SourceFault]


def read_klass_codes(path: Path, kind: str, language: str = "nb") -> tuple[list[CodedItem], dict[str, Any]]:
    """
    Return the codes of the classification *kind* (``styrk08``) at *path*, in the order of the file, and a report.

    Their names are in *language*. The report has the number of codes, also by digits, and the fields that nobody reads.
    Raises ``SourceFault``, with the line, for another shape, a repeated code, a parent that is not the beginning of its
    code, a code without a name, and a level that does not fit the code's length.
    """
    found: dict[str, CodedItem] = {}
    parents: list[_Listed] = []
    levels: Counter[int] = Counter()
    unread: Counter[str] = Counter()
    for listed in _listed(path):
        one = listed.code
        try:
            check_depth(kind, one.code)
        except ValueError as error:
            raise listed.fault(str(error)) from None
        if one.code in found:
            raise listed.fault(f"the code {one.code} stands twice")
        if not even(one.name):
            raise listed.fault(f"the code {one.code} has no name")
        notes = {language: even(one.notes)} if one.notes and even(one.notes) else {}
        found[one.code] = CodedItem(code=one.code, names={language: even(one.name)}, notes=notes)
        parents.append(listed)
        levels[len(one.code)] += 1
        unread.update(listed.fields - {*_COLUMNS, "notes"} - _NOT_READ)
    if not found:
        raise SourceFault(path, None, "the list has no codes")
    for listed in parents:
        code, parent = listed.code.code, listed.code.parent
        if parent and (parent not in found or not code.startswith(parent) or parent == code):
            raise listed.fault(f"the code {code} has the parent {parent!r}, which is not its beginning")
    report = {"codes": len(found), "by digits": {str(depth): levels[depth] for depth in sorted(levels)}}
    return list(found.values()), report | ({"fields not read": dict(unread)} if unread else {})


def _listed(path: Path) -> Iterator[_Listed]:
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from _of_json(path) if start[:1] in {b"{", b"["} else _of_csv(path)


def _of_json(path: Path) -> Iterator[_Listed]:
    document = JsonDocument(path)
    content: Mapping[str, Any] = document.objects()
    name = next((name for name in _LISTS if name in content), None)
    if name is None:
        raise document.fault(f"the file has no list named {' or '.join(_LISTS)}, as an answer of Klass has", "")
    for fields in document.convert(content[name], list[dict[str, Any]], name):
        near = str(fields.get("code", name))
        one = document.convert(fields, _Code, near)
        yield _Listed(one, frozenset(fields), lambda words, near=near: document.fault(words, near))  # type: ignore[misc]


def _of_csv(path: Path) -> Iterator[_Listed]:
    separator, header = sniff_header(path)
    for row in read_table(path, _COLUMNS, separator=separator):
        one = _Code(
            code=row["code"],
            parent=row["parentCode"],
            level=row["level"],
            name=row["name"],
            notes=row.cells.get("notes"),
        )
        yield _Listed(one, frozenset(header), row.fault)
