"""
Codes of a classification, as returned by Klass, the service of Statistics Norway.

The shape is that of ``/classifications/{id}/codesAt`` in the Klass API: a flat list, each code with its level and the
code above it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from ...casing import even
from ..files.json_document import JsonDocument
from .coded import CodedItem, check_depth


class _Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    parent: str | None = msgspec.field(name="parentCode", default=None)
    level: str
    name: str
    notes: str | None = None
    short_name: str | None = msgspec.field(name="shortName", default=None)
    presentation_name: str | None = msgspec.field(name="presentationName", default=None)
    valid_from: str | None = msgspec.field(name="validFrom", default=None)
    valid_to: str | None = msgspec.field(name="validTo", default=None)
    asked_from: str | None = msgspec.field(name="validFromInRequestedRange", default=None)
    asked_to: str | None = msgspec.field(name="validToInRequestedRange", default=None)


def read_klass_codes(path: Path, kind: str) -> tuple[list[CodedItem], dict[str, Any]]:
    """
    Return the codes of the classification *kind* (``styrk08``) at *path*, in the order of the file, and their counts.

    Raises ``SourceFault``, with the line, for another shape, a repeated code, a parent that is not the beginning of its
    code, a code without a name, and a level that does not fit the code's length.
    """
    document = JsonDocument(path)
    content = document.objects()
    if "codes" not in content:
        raise document.fault("the file has no list named codes, as an answer of Klass has", "")
    listed = document.convert(content["codes"], list[dict[str, Any]], "codes")
    found: dict[str, CodedItem] = {}
    parents: dict[str, str | None] = {}
    levels: Counter[int] = Counter()
    for fields in listed:
        near = str(fields.get("code", "codes"))
        one = document.convert(fields, _Code, near)
        try:
            check_depth(kind, one.code)
        except ValueError as error:
            raise document.fault(str(error), near) from None
        if one.code in found:
            raise document.fault(f"the code {one.code} stands twice", near)
        if not even(one.name):
            raise document.fault(f"the code {one.code} has no name", near)
        notes = {"nb": even(one.notes)} if one.notes and even(one.notes) else {}
        found[one.code] = CodedItem(code=one.code, names={"nb": even(one.name)}, notes=notes)
        parents[one.code] = one.parent
        levels[len(one.code)] += 1
    if not found:
        raise document.fault("the list has no codes", "codes")
    for code, parent in parents.items():
        if parent is not None and (parent not in found or not code.startswith(parent) or parent == code):
            raise document.fault(f"the code {code} has the parent {parent!r}, which is not its beginning", code)
    report = {"codes": len(found), "by digits": {str(depth): levels[depth] for depth in sorted(levels)}}
    return list(found.values()), report
