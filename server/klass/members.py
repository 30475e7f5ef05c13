"""Classifications, versions, codes and correspondences as the JSON members that Klass has."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.change_kinds import BY_CHANGE_KEY
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG

from ..languages import choose_in
from .editions import (
    CorrespondenceTable,
    Edition,
    EditionCode,
    list_edition_codes,
    list_editions,
    list_levels,
    list_pairs,
    list_tables,
)

Node = dict[str, Any]

ROOT = "klass/v1"
CODE_COLUMNS = (
    "code", "parentCode", "level", "name", "shortName", "presentationName", "validFrom", "validTo",
    "validFromInRequestedRange", "validToInRequestedRange", "notes",
)  # fmt: skip
PAIR_COLUMNS = (
    "sourceCode", "sourceName", "sourceShortName", "targetCode", "targetName", "targetShortName", "validFrom",
    "validTo", "relation", "confidence",
)  # fmt: skip
CHANGE_COLUMNS = (
    "oldCode", "oldName", "oldShortName", "newCode", "newName", "newShortName", "changeOccurred",
)  # fmt: skip
_OWN = {
    "nb": "Tall fra 900000 er Yrkesgrafs egne; Klass har dem ikke.",
    "nn": "Tal frå 900000 er Yrkesgraf sine eigne; Klass har dei ikkje.",
    "en": "Numbers from 900000 are of Yrkesgraf; Klass has none of them.",
}
_BROADER, _NARROWER = PREFIXES["skos"] + "broadMatch", PREFIXES["skos"] + "narrowMatch"
_TURNED = {_BROADER: _NARROWER, _NARROWER: _BROADER}
_CONTACT = {"name": "Yrkesgraf", "email": "", "phone": ""}
_APPEARANCES = frozenset(YG + BY_CHANGE_KEY[key].term for key in ("creation", "appearance"))
_DEPARTURES = frozenset(YG + BY_CHANGE_KEY[key].term for key in ("deletion", "retirement"))


def describe_classifications(current: Release, language: str) -> Node:
    """Return the list of classifications."""
    listed = [
        {"name": one.name(language), **_kind_of(one), **_summary(current, one)}
        for one in list_editions(current).values()
    ]
    return {
        "_embedded": {"classifications": listed},
        "_links": _link(current, "classifications"),
        "page": {"size": len(listed), "totalElements": len(listed), "totalPages": 1, "number": 0},
    }


def describe_classification(current: Release, edition: Edition, language: str) -> Node:
    """Return a classification with its version."""
    found = choose_in(edition.definitions, language)
    return {
        "name": edition.name(language),
        **_kind_of(edition),
        **_summary(current, edition),
        "description": " ".join(filter(None, (found.words if found else "", _OWN[language]))),
        "primaryLanguage": edition.id.language,
        "copyrighted": False,
        "includeShortName": False,
        "includeNotes": False,
        "contactPerson": _CONTACT,
        "owningSection": "",
        "statisticalUnits": [edition.id.unit],
        "versions": [_version(current, edition, language)],
    }


def describe_version(current: Release, edition: Edition, language: str) -> Node:
    """Return the version of a classification, with its levels, codes and correspondence tables."""
    found = choose_in(edition.definitions, language)
    levels = list_levels(current, edition, language)
    tables = [one for one in list_tables(current) if edition.id.number in {one.source, one.target}]
    return {
        **_version(current, edition, language),
        "introduction": " ".join(filter(None, (found.words if found else "", _OWN[language]))),
        "contactPerson": _CONTACT,
        "owningSection": "",
        "correspondenceTables": [_table(current, one, language) for one in tables],
        "classificationVariants": [],
        "changelogs": [],
        "levels": [{"levelNumber": depth, "levelName": name} for depth, name in levels.items()],
        "classificationItems": [
            {
                "code": one.code, "parentCode": one.parent, "level": str(one.level), "name": one.name, "shortName": "",
                "notes": "",
            }
            for one in list_edition_codes(current, edition, language)
        ],
    }  # fmt: skip


def describe_codes(
    codes: Iterable[EditionCode], since: datetime.date, until: datetime.date | None, *, is_day: bool = False
) -> Iterator[Node]:
    """Yield the codes in force from *since* to the day before *until* (None for no end); a day has no last one."""
    for one in codes:
        if (one.until and one.until <= since) or (until and one.since and one.since >= until):
            continue
        last = None if is_day else min((day for day in (one.until, until) if day), default=None)
        yield {
            "code": one.code, "parentCode": one.parent, "level": str(one.level), "name": one.name, "shortName": "",
            "presentationName": "", "validFrom": _day(one.since), "validTo": _day(one.until),
            "validFromInRequestedRange": _day(max(since, one.since or since)),
            "validToInRequestedRange": _day(last), "notes": "",
        }  # fmt: skip


def describe_table(current: Release, table: CorrespondenceTable, language: str) -> Node:
    """Return a correspondence table with its pairs."""
    found = choose_in(table.descriptions, language)
    return {
        **_table(current, table, language),
        "description": " ".join(filter(None, (found.words if found else "", _OWN[language]))),
        "changeTable": False,
        "sourceLevel": None,
        "targetLevel": None,
        "changelogs": [],
        "correspondenceMaps": list(describe_pairs(current, table, language)),
    }


def describe_pairs(
    current: Release, table: CorrespondenceTable, language: str, *, is_turned: bool = False
) -> Iterator[Node]:
    """Yield the pairs of *table*, from its target to its source where *is_turned*."""
    editions = list_editions(current)
    names = [
        {one.code: one.name for one in list_edition_codes(current, editions[number], language)}
        for number in (table.source, table.target)
    ]
    ends = (("target", names[1]), ("source", names[0])) if is_turned else (("source", names[0]), ("target", names[1]))
    rows = list_pairs(current, table)
    for row in sorted(rows, key=lambda row: row["target"].value) if is_turned else rows:
        found: Node = {}
        relation = row["relation"].value
        for role, (end, named) in zip(("source", "target"), ends, strict=True):
            code = row[end].value
            found |= {f"{role}Code": code, f"{role}Name": named.get(code, ""), f"{role}ShortName": ""}
        yield found | {
            "validFrom": None,
            "validTo": None,
            "relation": _TURNED.get(relation, relation) if is_turned else relation,
            "confidence": float(row["confidence"].value),
        }


def describe_changes(rows: Sequence[Row]) -> Iterator[Node]:
    """Yield the changes of codes: an old code, a new one, or both."""
    for row in rows:
        kind, code, name = row["kind"].value, row["code"].value, row["name"].value if "name" in row else ""
        old, new = (code, name), (code, name)
        if kind in _APPEARANCES:
            old = ("", "")
        elif kind in _DEPARTURES:
            new = ("", "")
        elif "newCode" in row:
            new = (row["newCode"].value, "")
        elif _renames(row):
            old, new = (code, row["old"].value), (code, row["new"].value)
        else:
            continue
        yield {
            "oldCode": old[0] or None, "oldName": old[1] or None, "oldShortName": None, "newCode": new[0] or None,
            "newName": new[1] or None, "newShortName": None, "changeOccurred": row["day"].value,
        }  # fmt: skip


def _renames(row: Row) -> bool:
    """Return whether the change of *row* is that of a name in bokmål, in which the codes are named."""
    return "old" in row and "new" in row and row["old"].language == row["new"].language == "nb"


def _kind_of(edition: Edition) -> Node:
    return {"id": edition.id.number, "classificationType": "Klassifikasjon", "isOfficialId": edition.id.is_official}


def _summary(current: Release, edition: Edition) -> Node:
    return {"lastModified": _moment(current), **_links(current, f"classifications/{edition.id.number}")}


def _version(current: Release, edition: Edition, language: str) -> Node:
    return {
        "name": edition.name(language),
        "id": edition.id.version,
        "validFrom": edition.since.isoformat(),
        **({"validTo": edition.until.isoformat()} if edition.until else {}),
        "lastModified": _moment(current),
        "published": sorted(language for language in edition.names if language in _OWN),
        **_links(current, f"versions/{edition.id.version}"),
    }


def _table(current: Release, table: CorrespondenceTable, language: str) -> Node:
    editions, found = list_editions(current), choose_in(table.names, language)
    ends = {
        name: editions[number].name(language) for name, number in (("source", table.source), ("target", table.target))
    }
    return {
        "name": found.words if found else table.crosswalk,
        "id": table.number,
        "isOfficial": table.is_official,
        "contactPerson": _CONTACT,
        "owningSection": "",
        **ends,
        "sourceId": editions[table.source].id.version,
        "targetId": editions[table.target].id.version,
        "lastModified": _moment(current),
        "published": sorted(_OWN),
        **_links(current, f"correspondencetables/{table.number}"),
    }


def _links(current: Release, place: str) -> Mapping[str, Node]:
    return {"_links": _link(current, place)}


def _link(current: Release, place: str) -> Node:
    return {"self": {"href": f"{current.names.base}{ROOT}/{place}"}}


def _moment(current: Release) -> str:
    return current.manifest.built.isoformat(timespec="milliseconds")


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
