"""The description of a table in CSV by "Metadata Vocabulary for Tabular Data" of the W3C."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reading.query_definitions import ColumnType, OutputColumn
from ..reading.release import Release
from ..table_writer import MANY
from .credits import read_credits
from .layout import ENDINGS, TableDefinition

# The default location of the metadata of a file by the W3C's "Model for Tabular Data", §5.2: ``pay.csv-metadata.json``.
CSVW_ENDING = "-metadata.json"
_DATATYPES: Mapping[ColumnType, str] = {
    ColumnType.IRI: "anyURI",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.DATE: "date",
    ColumnType.BOOLEAN: "boolean",
}
_MANY = frozenset((ColumnType.CODES, ColumnType.TEXTS))


def describe_csv(release: Release, table: TableDefinition, address: str) -> dict[str, Any]:
    """
    Return the CSVW metadata of *table* as JSON data; *address* is that of the CSV, which may be relative.

    Raises ``EngineFault`` where a remote engine fails.
    """
    credits_ = read_credits(release, table)
    rights = [{"@value": words, "@language": language or "und"} for language, words in credits_.sentences]
    properties = {column.name: source.predicate for source in table.sources for column in source.columns()}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": address,
        "dc:title": [{"@value": words, "@language": language} for language, words in sorted(table.titles.items())],
        "dc:license": [{"@id": licence} for licence in credits_.licences],
        **({"dc:rights": rights} if rights else {}),
        "dc:isPartOf": {"@id": release.names.thing("release", release.id)},
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n", "\n"]},
        "tableSchema": {
            "aboutUrl": f"{{+{table.row_name}}}",
            "primaryKey": table.row_name,
            "columns": [_describe_column(one, properties.get(one.name, "")) for one in table.columns],
        },
    }


def _describe_column(column: OutputColumn, property_: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": _DATATYPES.get(column.type, "string"),
        "dc:description": [{"@value": words, "@language": one} for one, words in sorted(column.labels.items())],
    }
    if column.type in _MANY:
        found["separator"] = MANY
    if column.unit:
        found["schema:unitText"] = column.unit
    if language := next((one for one, ending in ENDINGS.items() if column.name.endswith(f"{ending}")), ""):
        found["lang"] = language
    elif property_:
        found["propertyUrl"] = property_
    return found
