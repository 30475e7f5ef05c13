"""
Read a correspondence table as Klass, Statistics Norway's service, answers it: codes of one edition and of another.

The shape is that of ``/correspondencetables/{id}`` in the Klass API; a code without a partner has null for it. Table
426 is STYRK-98 to STYRK-08.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ..errors import SourceFault
from .json_document import JsonDocument


class _Map(msgspec.Struct, frozen=True):
    source: str | None = msgspec.field(name="sourceCode")
    target: str | None = msgspec.field(name="targetCode")


class _Table(msgspec.Struct, frozen=True):
    name: str
    source: str
    target: str
    maps: tuple[_Map, ...] = msgspec.field(name="correspondenceMaps")
    modified: datetime.datetime | None = msgspec.field(name="lastModified", default=None)


@dataclass(frozen=True, slots=True)
class CorrespondenceTable:
    """
    A published table between two editions, by the names Klass gives them.

    ``pairs`` are (source code, target code), each once and in the order of the table. Codes without a partner stand in
    ``without_target`` and ``without_source``; ``repeated`` are the pairs that the table lists more than once.
    """

    name: str
    source: str
    target: str
    modified: datetime.date | None
    pairs: tuple[tuple[str, str], ...]
    without_target: tuple[str, ...]
    without_source: tuple[str, ...]
    repeated: tuple[tuple[str, str], ...]


def read_correspondence(path: Path, source: str, target: str) -> CorrespondenceTable:
    """
    Return the table at *path*, from an edition whose name holds *source* to one whose name holds *target*.

    Raises ``SourceFault`` for another shape, another direction, an empty table or a code that is not digits.
    """
    document = JsonDocument(path)
    table = document.convert(document.data, _Table, "correspondenceMaps")
    for field, found, wanted in (("source", table.source, source), ("target", table.target, target)):
        if wanted.casefold() not in found.casefold():
            raise SourceFault(path, None, f"the table's {field} is {found!r}, and {wanted} is expected")
    if not table.maps:
        raise SourceFault(path, None, "the table has no correspondences")
    for code in (code for one in table.maps for code in (one.source, one.target) if code is not None):
        if not (code.isascii() and code.isdigit()):
            raise SourceFault(path, None, f"a code is digits, got {code!r}")
    both = Counter((one.source, one.target) for one in table.maps if one.source and one.target)
    sources, targets = {source for source, _ in both}, {target for _, target in both}
    return CorrespondenceTable(
        table.name,
        table.source,
        table.target,
        table.modified.date() if table.modified else None,
        tuple(both),
        tuple(dict.fromkeys(one.source for one in table.maps if one.source and one.source not in sources)),
        tuple(dict.fromkeys(one.target for one in table.maps if one.target and one.target not in targets)),
        tuple(pair for pair, times in both.items() if times > 1),
    )
