"""
The correspondence of STYRK-98 and STYRK-08, as returned by Klass, the service of Statistics Norway (table 426).

The shape is that of ``/correspondencetables/{id}`` in the Klass API; a code without a partner has null for it. A table
may start from groups (four digits), from the titles of the yrkeskatalog (seven), or from both, and lead either way: its
names identify the editions, and the number of digits identifies the kind of a code.

Klass also exports the table as CSV, with semicolons or commas, and answers ``/classifications/{id}/corresponds``. These
name no editions: their source codes must be titles of seven digits, which only STYRK-98 has, their targets groups.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ...casing import even
from ...errors import SourceFault
from ...text_files import read_text
from ..files.json_document import JsonDocument
from ..files.separated_values import read_table, sniff_header

OLD, NEW = "STYRK-98", "STYRK-08"
_BY_NAME = {
    OLD: re.compile(r"styrk[\s-]*(19)?98|yrkesklassifisering 1998", re.IGNORECASE),
    NEW: re.compile(r"styrk[\s-]*(20)?08|yrkesklassifisering 20(08|11)", re.IGNORECASE),
}
# The catalogue's name may leave out its edition, which has always been STYRK-98.
_CATALOGUE = re.compile("yrkeskatalog", re.IGNORECASE)
GROUP, TITLE = 4, 7
_ABOVE = range(1, GROUP)
_COLUMNS = ("sourceCode", "sourceName", "targetCode", "targetName")
_ITEMS = "correspondenceItems"
_NO_TITLE = f"a table that names no editions starts from titles of {TITLE} digits, got {{!r}}"
Pair = tuple[str, str]


class _Map(msgspec.Struct, frozen=True):
    source: str | None = msgspec.field(name="sourceCode")
    target: str | None = msgspec.field(name="targetCode")
    source_name: str | None = msgspec.field(name="sourceName", default=None)
    target_name: str | None = msgspec.field(name="targetName", default=None)

    def turned(self) -> _Map:
        """Return the same pair with source and target exchanged."""
        return _Map(self.target, self.source, self.target_name, self.source_name)


class _Table(msgspec.Struct, frozen=True):
    name: str
    source: str
    target: str
    maps: tuple[_Map, ...] = msgspec.field(name="correspondenceMaps")
    modified: datetime.datetime | None = msgspec.field(name="lastModified", default=None)


@dataclass(frozen=True, slots=True)
class Pairs:
    """
    The pairs of a table whose STYRK-98 codes have one length.

    ``each`` are (STYRK-98 code, STYRK-08 group), once each and in the order of the table; ``repeated`` are those listed
    more than once. ``without_target`` are the codes without a partner.
    """

    each: tuple[Pair, ...]
    repeated: tuple[Pair, ...]
    without_target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrespondenceTable:
    """
    The published table: its pairs from *groups* and from *titles*, always from STYRK-98 to STYRK-08.

    ``is_turned`` is true where Klass has it the other way round. ``without_source`` are groups of STYRK-08 without a
    partner, ``above`` the pairs of codes above unit groups, which are not read further. ``old_names`` and ``new_names``
    are the table's names of its codes.
    """

    name: str
    modified: datetime.date | None
    is_turned: bool
    groups: Pairs
    titles: Pairs
    without_source: tuple[str, ...]
    above: tuple[Pair, ...]
    old_names: Mapping[str, str]
    new_names: Mapping[str, str]


def read_correspondence(path: Path) -> CorrespondenceTable:
    """
    Return the table at *path*.

    Raises ``SourceFault`` for another shape, editions other than STYRK-98 and STYRK-08, an empty table, or a code of
    neither edition.
    """
    is_csv = read_text(path, may_be_latin=True).lstrip('"').startswith(_COLUMNS[0])
    table = _read_csv(path) if is_csv else _read_json(path)
    from_, to = _edition(path, "source", table.source), _edition(path, "target", table.target)
    if from_ == to:
        raise SourceFault(path, None, f"both ends of the table are {to}: {table.source!r} and {table.target!r}")
    is_turned = from_ == NEW
    if not table.maps:
        raise SourceFault(path, None, "the table has no correspondences")
    maps = [one.turned() if is_turned else one for one in table.maps]
    _check_codes(path, OLD, {one.source for one in maps if one.source}, (*_ABOVE, GROUP, TITLE))
    _check_codes(path, NEW, {one.target for one in maps if one.target}, (*_ABOVE, GROUP))
    whole = [(one.source, one.target) for one in maps if one.source and one.target]
    if lost := next((pair for pair in whole if len(pair[0]) > GROUP > len(pair[1])), None):
        raise SourceFault(path, None, f"the title {lost[0]} has the code {lost[1]}, which is above the groups of {NEW}")
    partners = {target for _, target in whole}
    single = (one.target for one in maps if one.target and len(one.target) == GROUP and one.target not in partners)
    return CorrespondenceTable(
        table.name,
        table.modified.date() if table.modified else None,
        is_turned,
        _pairs(maps, GROUP),
        _pairs(maps, TITLE),
        tuple(dict.fromkeys(single)),
        tuple(dict.fromkeys(pair for pair in whole if len(pair[0]) < GROUP or len(pair[1]) < GROUP)),
        {one.source: even(one.source_name) for one in maps if one.source and one.source_name},
        {one.target: even(one.target_name) for one in maps if one.target and one.target_name},
    )


def _read_json(path: Path) -> _Table:
    document = JsonDocument(path)
    if isinstance(document.data, dict) and _ITEMS in document.data:
        maps = document.convert(document.data[_ITEMS], tuple[_Map, ...], _ITEMS)
        return _of_titles(maps, lambda code: document.fault(_NO_TITLE.format(code), code))
    return document.convert(document.data, _Table, "correspondenceMaps")


def _read_csv(path: Path) -> _Table:
    separator, _ = sniff_header(path)
    rows = {row["sourceCode"]: row for row in read_table(path, _COLUMNS, separator=separator)}
    found = read_table(path, _COLUMNS, separator=separator)
    maps = tuple(
        _Map(row["sourceCode"], row["targetCode"] or None, row["sourceName"], row["targetName"]) for row in found
    )
    return _of_titles(maps, lambda code: rows[code].fault(_NO_TITLE.format(code)))


def _of_titles(maps: tuple[_Map, ...], fault: Callable[[str], SourceFault]) -> _Table:
    """Return *maps*, which name no editions, as a table; raises the *fault* of a code that is no title's."""
    for one in maps:
        if one.source is not None and len(one.source) != TITLE:
            raise fault(one.source)
    return _Table("Yrkeskatalogen - STYRK-08", OLD, NEW, maps)


def _edition(path: Path, end: str, name: str) -> str:
    """Return the edition that *name* mentions; raises ``SourceFault`` where it mentions none."""
    found = [edition for edition, pattern in _BY_NAME.items() if pattern.search(name)]
    if not found and _CATALOGUE.search(name):
        return OLD
    if len(found) != 1:
        raise SourceFault(path, None, f"the table's {end} is {name!r}, which does not say whether it is {OLD} or {NEW}")
    return found[0]


def _check_codes(path: Path, edition: str, codes: Iterable[str], lengths: tuple[int, ...]) -> None:
    for code in sorted(codes):
        if not (code.isascii() and code.isdigit()):
            raise SourceFault(path, None, f"a code is digits, got {code!r}")
        if len(code) not in lengths:
            known = ", ".join(map(str, lengths[:-1]))
            words = f"a code of {edition} has {known} or {lengths[-1]} digits, got {code!r}"
            raise SourceFault(path, None, words)


def _pairs(maps: Iterable[_Map], digits: int) -> Pairs:
    """Return the pairs in *maps* whose STYRK-98 code has this many digits; a group above unit groups is no partner."""
    found = [one for one in maps if one.source and len(one.source) == digits]
    both = Counter((one.source, one.target) for one in found if one.source and one.target and len(one.target) == GROUP)
    partnered = {one.source for one in found if one.target}
    without = (one.source for one in found if one.source and one.source not in partnered)
    return Pairs(
        tuple(both),
        tuple(pair for pair, times in both.items() if times > 1),
        tuple(dict.fromkeys(without)),
    )
