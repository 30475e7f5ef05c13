"""Classifications, versions, codes and correspondences as the JSON members that Klass has."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.reading.release import Release
from graph.vocab import PREFIXES

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
from .wording import Wording

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
_OWN = {
    "nb": "Tall fra 900000 er Yrkesgrafs egne; Klass har dem ikke.",
    "nn": "Tal frå 900000 er Yrkesgraf sine eigne; Klass har dei ikkje.",
    "en": "Numbers from 900000 are of Yrkesgraf; Klass has none of them.",
}
_BROADER, _NARROWER = PREFIXES["skos"] + "broadMatch", PREFIXES["skos"] + "narrowMatch"
_TURNED = {_BROADER: _NARROWER, _NARROWER: _BROADER}
_CONTACT = {"name": "Yrkesgraf", "email": "", "phone": ""}


def describe_classifications(current: Release, words: Wording) -> Node:
    """Return the list of classifications."""
    listed = [
        {"name": words.write(one.name(words.language)), **_kind_of(one), **_summary(current, one)}
        for one in list_editions(current).values()
    ]
    return {
        "_embedded": {"classifications": listed},
        "_links": _link(current, "classifications"),
        "page": {"size": len(listed), "totalElements": len(listed), "totalPages": 1, "number": 0},
    }


def describe_classification(current: Release, edition: Edition, words: Wording) -> Node:
    """Return a classification with its version."""
    return {
        "name": words.write(edition.name(words.language)),
        **_kind_of(edition),
        **_summary(current, edition),
        "description": _describe(edition.definitions, words),
        "primaryLanguage": edition.id.language,
        "copyrighted": False,
        "includeShortName": False,
        "includeNotes": False,
        "contactPerson": _CONTACT,
        "owningSection": "",
        "statisticalUnits": [edition.id.unit],
        "versions": [_version(current, edition, words)],
    }


def describe_version(current: Release, edition: Edition, words: Wording) -> Node:
    """Return the version of a classification, with its levels, codes and correspondence tables."""
    levels = list_levels(current, edition, words.language)
    tables = [one for one in list_tables(current) if edition.id.number in {one.source, one.target}]
    return {
        **_version(current, edition, words),
        "introduction": _describe(edition.definitions, words),
        "contactPerson": _CONTACT,
        "owningSection": "",
        "correspondenceTables": [_table(current, one, words) for one in tables],
        "classificationVariants": [],
        "changelogs": [],
        "levels": [{"levelNumber": depth, "levelName": words.write(name)} for depth, name in levels.items()],
        "classificationItems": [
            {
                "code": one.code, "parentCode": one.parent, "level": str(one.level), "name": words.write(one.name),
                "shortName": "", "notes": "",
            }
            for one in list_edition_codes(current, edition, words.language)
        ],
    }  # fmt: skip


def describe_codes(
    codes: Iterable[EditionCode], since: datetime.date, until: datetime.date | None, words: Wording, *, is_day: bool
) -> Iterator[Node]:
    """Yield the codes in force from *since* to the day before *until* (None for no end); a day has no last one."""
    for one in codes:
        if (one.until and one.until <= since) or (until and one.since and one.since >= until):
            continue
        last = None if is_day else min((day for day in (one.until, until) if day), default=None)
        yield {
            "code": one.code, "parentCode": one.parent, "level": str(one.level), "name": words.write(one.name),
            "shortName": "", "presentationName": "", "validFrom": _day(one.since), "validTo": _day(one.until),
            "validFromInRequestedRange": _day(max(since, one.since or since)),
            "validToInRequestedRange": _day(last), "notes": "",
        }  # fmt: skip


def describe_table(current: Release, table: CorrespondenceTable, words: Wording) -> Node:
    """Return a correspondence table with its pairs."""
    return {
        **_table(current, table, words),
        "description": _describe(table.descriptions, words),
        "changeTable": False,
        "sourceLevel": None,
        "targetLevel": None,
        "changelogs": [],
        "correspondenceMaps": list(describe_pairs(current, table, words)),
    }


def describe_pairs(
    current: Release, table: CorrespondenceTable, words: Wording, *, is_turned: bool = False
) -> Iterator[Node]:
    """Yield the pairs of *table*, from its target to its source where *is_turned*."""
    editions = list_editions(current)
    names = [
        {one.code: one.name for one in list_edition_codes(current, editions[number], words.language)}
        for number in (table.source, table.target)
    ]
    ends = (("target", names[1]), ("source", names[0])) if is_turned else (("source", names[0]), ("target", names[1]))
    rows = list_pairs(current, table)
    for row in sorted(rows, key=lambda row: row["target"].value) if is_turned else rows:
        found: Node = {}
        relation = row["relation"].value
        for role, (end, named) in zip(("source", "target"), ends, strict=True):
            code = row[end].value
            found |= {f"{role}Code": code, f"{role}Name": words.write(named.get(code)), f"{role}ShortName": ""}
        yield found | {
            "validFrom": None,
            "validTo": None,
            "relation": _TURNED.get(relation, relation) if is_turned else relation,
            "confidence": float(row["confidence"].value),
        }


def _describe(definitions: Mapping[str, str], words: Wording) -> str:
    return " ".join(filter(None, (words.choose(definitions), words.choose(_OWN))))


def _kind_of(edition: Edition) -> Node:
    return {"id": edition.id.number, "classificationType": "Klassifikasjon", "isOfficialId": edition.id.is_official}


def _summary(current: Release, edition: Edition) -> Node:
    return {"lastModified": _moment(current), **_links(current, f"classifications/{edition.id.number}")}


def _version(current: Release, edition: Edition, words: Wording) -> Node:
    return {
        "name": words.write(edition.name(words.language)),
        "id": edition.id.version,
        "validFrom": edition.since.isoformat(),
        **({"validTo": edition.until.isoformat()} if edition.until else {}),
        "lastModified": _moment(current),
        "published": sorted(language for language in edition.names if language in _OWN),
        **_links(current, f"versions/{edition.id.version}"),
    }


def _table(current: Release, table: CorrespondenceTable, words: Wording) -> Node:
    editions = list_editions(current)
    ends = {
        name: words.write(editions[number].name(words.language))
        for name, number in (("source", table.source), ("target", table.target))
    }
    return {
        "name": words.choose(table.names) or table.crosswalk,
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
