"""
The register's titles and the search words of occupations, from the service for occupation descriptions of utdanning.no.

The file is JSON: by uno_id, a record with ``styrk98``, the codes of seven digits, and ``sokeord``, words in no
language of their own, most in bokmål. A list may repeat a code; an empty
list means that the occupation has no title. ``not_seen`` names the fields that were not seen, which are unknown.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from ...model import Record
from ..files.json_document import JsonDocument

_UNO_ID = re.compile("y_[a-z0-9_]+")
_TITLE_CODE = re.compile("[0-9]{7}")


class TitleList(Record, frozen=True):
    """The titles of an occupation (its uno_id), codes of seven digits, and its search words; each once, in order."""

    uno_id: str
    codes: tuple[str, ...]
    words: tuple[str, ...] = ()


class _Raw(msgspec.Struct, frozen=True):
    styrk98: list[str] | None = None
    sokeord: list[str] | None = None
    not_seen: list[str] = []


def read_title_lists(path: Path) -> tuple[list[TitleList], dict[str, Any]]:
    """
    Return the lists in the file at *path*, and a report of repeated codes and of occupations whose list was not seen.

    Raises ``SourceFault``, with the line, for another shape, an uno_id or a code that is none.
    """
    document = JsonDocument(path)
    lists, repeated, unseen = [], [], []
    for uno_id, record in document.objects().items():
        raw = document.convert(record, _Raw, f'"{uno_id}"')
        if not _UNO_ID.fullmatch(uno_id):
            raise document.fault(f"an occupation is named by its uno_id, such as y_kokk, got {uno_id!r}", uno_id)
        if raw.styrk98 is None or "styrk98" in raw.not_seen:
            unseen.append(uno_id)
            continue
        if wrong := next((code for code in raw.styrk98 if not _TITLE_CODE.fullmatch(code)), None):
            raise document.fault(f"a title of the register has seven digits, got {wrong!r}", f'"{wrong}"')
        codes = tuple(dict.fromkeys(raw.styrk98))
        repeated += [f"{uno_id} {code}" for code in codes if raw.styrk98.count(code) > 1]
        words = tuple(dict.fromkeys(filter(None, (word.strip() for word in raw.sokeord or ()))))
        lists.append(TitleList(uno_id=uno_id, codes=codes, words=words))
    report = {
        "occupations": len(lists),
        "links": sum(len(one.codes) for one in lists),
        "search words": sum(len(one.words) for one in lists),
        "listed more than once": repeated,
        "without a list": unseen,
    }
    return lists, report
