"""The Frictionless Data Package of a release: all its tables in one description."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ..reading.query_definitions import ColumnType, OutputColumn
from ..reading.release import Release
from ..vocab import Iri, find_licence
from .credits import TableCredits, join_credits, read_credits
from .inventory import list_tables
from .layout import TableDefinition

PACKAGE_FILE = "datapackage.json"
_TYPES: Mapping[ColumnType, str] = {
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.DATE: "date",
    ColumnType.BOOLEAN: "boolean",
}


def describe_package(release: Release, files: Mapping[str, bytes] | None = None) -> dict[str, Any]:
    """
    Return the data package of *release* as JSON data.

    Paths are relative to its own address. *files*, by name, give the size and digest of those that were written. Each
    table has the licences of its sources, and the package all of these. Raises ``EngineFault`` where a remote engine
    fails.
    """
    tables = {key: (one, read_credits(release, one)) for key, one in list_tables(release).items()}
    return {
        "profile": "tabular-data-package",
        "name": f"yrkesgraf-{release.id}".lower(),
        "id": release.names.thing("release", release.id),
        "title": "Yrkesgraf: Norwegian occupations as linked data",
        "homepage": release.names.base,
        "version": release.id,
        "created": release.manifest.built.isoformat(),
        **_rights(join_credits(credits_ for _, credits_ in tables.values())),
        "resources": [_resource(one, files or {}) | _rights(credits_) for one, credits_ in tables.values()],
    }


def _rights(credits_: TableCredits) -> dict[str, Any]:
    """Return the licences, and under a name that the specification does not have, the sentences of credit."""
    found: dict[str, Any] = {"licenses": [_licence(iri) for iri in credits_.licences]}
    return found | ({"credits": list(sentences)} if (sentences := credits_.in_english()) else {})


def _licence(iri: Iri) -> dict[str, str]:
    found = find_licence(iri)
    return (
        {"name": found.open_definition, "path": iri, "title": found.title} if found and found.title else {"path": iri}
    )


def _resource(table: TableDefinition, files: Mapping[str, bytes]) -> dict[str, Any]:
    path = f"{table.key}.csv"
    found: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.key.lower(),
        "title": table.titles.get("en") or next(iter(table.titles.values())),
        "description": "; ".join(table.titles[one] for one in ("nb", "nn") if one in table.titles),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(one) for one in table.columns],
            "primaryKey": [table.row_name],
            "missingValues": [""],
        },
    }
    if body := files.get(path):
        found |= {"bytes": len(body), "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}
    return found


def _field(column: OutputColumn) -> dict[str, Any]:
    lists = " (parts separated by |)" if column.type in {ColumnType.CODES, ColumnType.TEXTS} else ""
    found = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.labels["en"],
        "description": f"{column.labels['nb']}; {column.labels['nn']}{lists}",
    }
    if column.type is ColumnType.IRI:
        found["format"] = "uri"
    return found | ({"unit": column.unit} if column.unit else {})
