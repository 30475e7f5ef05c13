"""NAV's two levels of categories for job advertisements, and the category of each group of STYRK-08."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ...casing import even, slug
from ...model import Record
from ..files.json_document import JsonDocument
from .coded import check_depth

_LENGTH = 4


class NavCategory(Record, frozen=True):
    """A category with its key and its name in bokmål; ``above`` is the key of its parent, '' at the top."""

    key: str
    name: str
    above: str = ""


class Categorised(Record, frozen=True):
    """A group of STYRK-08 with NAV's own name of it and the key of its category on the lower level."""

    code: str
    name: str
    category: str


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str = msgspec.field(name="styrkCode")
    name: str = msgspec.field(name="styrkDescription")
    upper: str = msgspec.field(name="categoryLevel1")
    lower: str = msgspec.field(name="categoryLevel2")


def read_nav_categories(path: Path) -> tuple[list[NavCategory], list[Categorised], dict[str, Any]]:
    """
    Return the categories at *path*, the groups of STYRK-08 placed in them, and their counts.

    Raises ``SourceFault``, with the line, for another shape, a malformed code, or a category with two parents.
    """
    document = JsonDocument(path)
    categories: dict[str, NavCategory] = {}
    groups: list[Categorised] = []
    for key, fields in document.convert(document.data, dict[str, dict[str, Any]], "").items():
        entry = document.convert(fields, _Entry, key)
        try:
            check_depth("styrk08", entry.code)
            if entry.code != key or len(key) != _LENGTH:
                raise ValueError(f"a group of STYRK-08 is four digits, the same in both places; got {key!r}")
            upper = NavCategory(key=slug(entry.upper), name=even(entry.upper))
            lower = NavCategory(key=slug(entry.lower), name=even(entry.lower), above=upper.key)
        except ValueError as error:
            raise document.fault(str(error), key) from None
        for one in (upper, lower):
            if categories.setdefault(one.key, one) != one:
                raise document.fault(f"the category {one.name!r} stands in two places or has two spellings", key)
        groups.append(Categorised(code=key, name=even(entry.name), category=lower.key))
    if not groups:
        raise document.fault("the file places no groups", "")
    report = {
        "groups": len(groups),
        "categories": sum(not one.above for one in categories.values()),
        "categories below them": sum(bool(one.above) for one in categories.values()),
    }
    return list(categories.values()), groups, report
