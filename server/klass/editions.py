"""The editions of classifications in a release: their names, dates, levels, codes and correspondences."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri

from ..languages import NOTHING, Passage, choose_in
from .classification_ids import CLASSIFICATIONS, TABLES, ClassificationId, scheme_number

Found = TypeVar("Found")
_NEXT_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Edition:
    """
    A classification of a release: names and definitions by language, and its first day and the day after its last.

    ``until`` is None for one in force.
    """

    id: ClassificationId
    since: datetime.date
    until: datetime.date | None
    names: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)

    def name(self, language: str) -> Passage:
        """Return the name in *language*, or in its next best fallback."""
        return choose_in(self.names, language) or Passage(self.id.scheme, "")

    def overlaps(self, since: datetime.date, until: datetime.date | None) -> bool:
        """Return whether the edition is in force on a day from *since* to the day before *until*."""
        return (until is None or self.since < until) and (self.until is None or since < self.until)


@dataclass(frozen=True)
class EditionCode:
    """A code of an edition, with the code above it (None at the top), its level from 1, its name and its dates."""

    code: str
    parent: str | None
    level: int
    name: Passage
    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True)
class CorrespondenceTable:
    """A correspondence table: its number, the key of its crosswalk, the numbers of both ends, and names by language."""

    number: int
    crosswalk: str
    source: int
    target: int
    is_official: bool
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)


def list_editions(current: Release) -> Mapping[int, Edition]:
    """Return the classifications in the release, by their numbers; one without a first year is left out."""
    return derive(current, ("klass-editions",), lambda: _read_editions(current))


def _read_editions(current: Release) -> Mapping[int, Edition]:
    ids = {current.names.thing("scheme", one.scheme): one for one in CLASSIFICATIONS}
    found: dict[int, Edition] = {}
    for row in current.store.rows(load_folder("klass")["schemes"].text):
        if (one := ids.get(Iri(row["scheme"].value))) is None:
            continue
        if one.number not in found:
            since = datetime.date(int(row["first"].value), 1, 1)
            until = datetime.date(int(row["last"].value) + 1, 1, 1) if "last" in row else None
            found[one.number] = Edition(one, since, until)
        _add_words(found[one.number].names, found[one.number].definitions, row)
    return dict(sorted(found.items()))


def list_edition_codes(current: Release, edition: Edition, language: str) -> Sequence[EditionCode]:
    """Return the codes of *edition* with names in *language* or its next best fallback, in order."""
    key = ("klass-codes", edition.id.scheme, language)
    return derive(current, key, lambda: _read_codes(current, edition, language))


def _read_codes(current: Release, edition: Edition, language: str) -> Sequence[EditionCode]:
    scheme = current.names.thing("scheme", edition.id.scheme)
    rows: dict[str, Row] = {}
    names: dict[str, dict[str, str]] = {}
    for row in current.store.rows(load_folder("klass")["codes"].text, {"scheme": scheme}):
        code = row["code"].value
        rows[code] = row
        if "name" in row:
            names.setdefault(code, {})[row["name"].language] = row["name"].value
    return [
        EditionCode(
            code,
            row["parent"].value if "parent" in row else None,
            int(row["depth"].value) if "depth" in row else 1,
            choose_in(names.get(code, {}), language) or NOTHING,
            _read_day(row, "first"),
            last + _NEXT_DAY if (last := _read_day(row, "last")) else None,
        )
        for code, row in rows.items()
    ]


def _read_day(row: Row, name: str) -> datetime.date | None:
    """Return a date, None for none and for a year alone, which is that of the edition."""
    value = row[name].value if name in row else ""
    return datetime.date.fromisoformat(value) if len(value) > len("2011") else None


def list_levels(current: Release, edition: Edition, language: str) -> Mapping[int, Passage]:
    """Return the names of the levels of *edition* in *language*, by depth; a classification without levels has one."""
    scheme = current.names.thing("scheme", edition.id.scheme)
    found: dict[int, dict[str, str]] = {}
    for row in current.store.rows(load_folder("klass")["levels"].text, {"scheme": scheme}):
        found.setdefault(int(row["depth"].value), {})[row["name"].language] = row["name"].value
    named = {depth: choose_in(names, language) or NOTHING for depth, names in sorted(found.items())}
    return named or {1: edition.name(language)}


def list_tables(current: Release) -> Sequence[CorrespondenceTable]:
    """Return the correspondence tables whose two ends are classifications of the release, official ones first."""
    return derive(current, ("klass-tables",), lambda: _read_tables(current))


def _read_tables(current: Release) -> Sequence[CorrespondenceTable]:
    editions, found = list_editions(current), dict[str, CorrespondenceTable]()
    for row in current.store.rows(load_folder("klass")["tables"].text):
        key = (current.names.split(row["crosswalk"].value) or ("", ""))[1]
        ends = [scheme_number((current.names.split(row[end].value) or ("", ""))[1]) for end in ("source", "target")]
        if key not in TABLES or ends[0] not in editions or ends[1] not in editions:
            continue
        official = row["official"].value == "true"
        table = found.setdefault(key, CorrespondenceTable(TABLES[key], key, ends[0] or 0, ends[1] or 0, official))
        _add_words(table.names, table.descriptions, row)
    return sorted(found.values(), key=lambda table: table.number)


def list_pairs(current: Release, table: CorrespondenceTable) -> Sequence[Row]:
    """Return the rows of *table*: ``source`` and ``target`` (codes), ``relation`` and ``confidence``, in order."""
    crosswalk = current.names.thing("crosswalk", table.crosswalk)
    key = ("klass-pairs", table.crosswalk)
    return derive(
        current, key, lambda: current.store.rows(load_folder("klass")["pairs"].text, {"crosswalk": crosswalk})
    )


def list_code_changes(current: Release, edition: Edition, since: datetime.date, until: datetime.date) -> Sequence[Row]:
    """Return the changes of codes of *edition* in releases from *since* to the day before *until*, the oldest first."""
    words = {
        "head": current.names.thing(edition.id.kind, ""),
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    return current.store.rows(load_folder("klass")["changes"].text, words)


def _add_words(names: dict[str, str], definitions: dict[str, str], row: Row) -> None:
    for variable, found in (("name", names), ("definition", definitions)):
        if variable in row:
            found[row[variable].language] = row[variable].value
