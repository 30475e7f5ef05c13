"""
JSON documents of APIs, with the line of every fault.

A JSON parser keeps no lines, so a record is located in the text again by a string that only it contains.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ...errors import SourceFault
from ...text_files import read_text

T = TypeVar("T")


class JsonDocument:
    """A JSON file as plain ``data``; raises ``SourceFault``, with the line, for malformed JSON or a repeated field."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = read_text(path)
        try:
            self.data: Any = json.loads(self._text, object_pairs_hook=self._object)
        except json.JSONDecodeError as error:
            raise SourceFault(path, error.lineno, f"this is not JSON: {error.msg}") from None

    def objects(self) -> dict[str, Any]:
        """Return the content as an object; raises ``SourceFault`` where it is another value."""
        return self.convert(self.data, dict[str, Any], "")

    def convert(self, value: object, kind: type[T], near: str) -> T:
        """Return *value* as a *kind*; raises ``SourceFault``, with the first line that has *near*, where it is none."""
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            raise self.fault(str(error), near) from None

    def fault(self, message: str, near: str) -> SourceFault:
        """Return a fault with the first line that has *near* as a JSON string."""
        at = self._text.find(json.dumps(near, ensure_ascii=False)) if near else 0
        return SourceFault(self.path, self._text.count("\n", 0, at) + 1 if at >= 0 else None, message)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            again = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
            raise self.fault(f"the field {again!r} stands twice in one object", again)
        return found
