"""
The answers of the Reconciliation Service API 0.2, as JSON Schema.

Written from the text of the specification (W3C community group report of 10 April 2023), and stricter than its own
schemas: members that the text does not name are refused here.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
_WITH_ID: Schema = {**_ADDRESS, "pattern": r"^https?://.*\{\{id\}\}"}
_NUMBER: Schema = {"type": "integer", "minimum": 1}


def record(required: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of an object that has these fields and may have those."""
    fields = {**required, **(optional or {})}
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


def many(items: Schema) -> Schema:
    """Return the schema of an array of *items*, each once."""
    return {"type": "array", "items": items, "uniqueItems": True}


def by_name(values: Schema) -> Schema:
    """Return the schema of an object with *values* under any names."""
    return {"type": "object", "additionalProperties": values}


TYPE = record({"id": _TEXT, "name": _TEXT}, {"description": _TEXT})
PROPERTY = record({"id": _TEXT, "name": _TEXT})
_SUGGESTING = record({"service_url": _ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
                     {"flyout_service_url": _ADDRESS,
                      "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"}})  # fmt: skip
_SETTING = {"name": _TEXT, "label": _TEXT, "help_text": _TEXT}
_SETTINGS: Schema = {
    "oneOf": [
        record({**_SETTING, "type": {"const": "number"}}, {"default": {"type": "number"}}),
        record({**_SETTING, "type": {"const": "text"}}, {"default": {"type": "string"}}),
        record({**_SETTING, "type": {"const": "checkbox"}}, {"default": {"type": "boolean"}}),
        record(
            {**_SETTING, "type": {"const": "select"}, "choices": many(record({"value": _TEXT, "name": _TEXT}))},
            {"default": {"type": "string"}},
        ),
    ]
}
MANIFEST = record(
    {
        "versions": {**many(_TEXT), "contains": {"const": "0.2"}},
        "name": _TEXT,
        "identifierSpace": _ADDRESS,
        "schemaSpace": _ADDRESS,
    },
    {
        "defaultTypes": many(TYPE),
        "documentation": _ADDRESS,
        "logo": _ADDRESS,
        "serviceVersion": _TEXT,
        "view": record({"url": _WITH_ID}),
        "feature_view": record({"url": _WITH_ID}),
        "preview": record({"url": _WITH_ID, "width": _NUMBER, "height": _NUMBER}),
        "suggest": record({}, {"entity": _SUGGESTING, "property": _SUGGESTING, "type": _SUGGESTING}),
        "extend": record(
            {},
            {
                "propose_properties": record({"service_url": _ADDRESS, "service_path": _TEXT}),
                "property_settings": many(_SETTINGS),
            },
        ),
        "batchSize": _NUMBER,
    },
)
_FEATURE = record({"id": _TEXT, "value": {"type": ["number", "boolean"]}})
_CANDIDATE = record(
    {"id": _TEXT, "name": _TEXT, "score": {"type": "number"}},
    {"description": _TEXT, "type": many(TYPE), "match": {"type": "boolean"}, "features": many(_FEATURE)},
)
RESULTS = by_name(record({"result": many(_CANDIDATE)}))
SUGGESTED_ENTITIES = record(
    {"result": many(record({"id": _TEXT, "name": _TEXT}, {"description": _TEXT, "notable": many(TYPE)}))}
)
SUGGESTED_TYPES = record({"result": many(TYPE)})
SUGGESTED_PROPERTIES = SUGGESTED_TYPES
FLYOUT = record({"id": _TEXT, "html": _TEXT})
PROPOSED = record({"type": {"type": "string"}, "properties": many(PROPERTY)}, {"limit": {"type": "integer"}})
_CELL: Schema = {"oneOf": [TYPE, record({"str": {"type": "string"}})]}
EXTENDED = record(
    {
        "meta": many(record({"id": _TEXT, "name": _TEXT}, {"type": PROPERTY, "service": _ADDRESS})),
        "rows": by_name(by_name({"type": "array", "items": _CELL})),
    }
)
