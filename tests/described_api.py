"""Answers in the shapes of utdanning.no's OpenAPI description."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

OPENAPI = "sources/utdanning.no/2026/openapi.json"
KINDS: dict[str, Any] = {"string": "1", "integer": 1, "number": 1.0, "boolean": True}


class Mock:
    """Answers in the shapes of an OpenAPI description: every field of a schema, with a value of its type."""

    def __init__(self, path: Path) -> None:
        self._described = json.loads(path.read_text("utf-8"))

    def answer(self, path: str, *members: dict[str, Any]) -> Any:
        """Return the answer at *path* with *members*, whose fields replace those made from the schema."""
        contents = self._described["paths"][path]["get"]["responses"]["200"]["content"]
        schema = contents.get("application/json", contents.get("application/ld+json"))["schema"]
        if schema["type"] == "array":
            return [self._value(schema["items"]) | one for one in members]
        collection = self._value(schema)
        item = schema["properties"]["hydra:member"]["items"]
        return collection | {"hydra:member": [self._value(item) | one for one in members]}

    def _value(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return self._value(self._described["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        if schema.get("type") == "object":
            return {name: self._value(one) for name, one in schema.get("properties", {}).items()}
        if schema.get("type") == "array":
            return [self._value(schema["items"])]
        return KINDS.get(schema.get("type", ""))
