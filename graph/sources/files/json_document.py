"""
JSON documents of APIs, with the line of every fault.

A JSON parser keeps no lines, so a record is located in the text again by a string that only it contains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ...errors import SourceFault
from ...text_files import read_text

T = TypeVar("T")
_MOST_DIGITS = 30
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}\n]')


def _deepest_line(text: str) -> int:
    """Return the line on which *text* is nested most deeply."""
    line = deepest = 1
    depth = most = 0
    for token in _BRACKETS.finditer(text):
        sign = token[0]
        line += sign == "\n"
        depth += (sign in "[{") - (sign in "]}")
        if depth > most:
            most, deepest = depth, line
    return deepest


class JsonDocument:
    """A JSON file as plain ``data``; raises ``SourceFault``, with the line, for malformed JSON or a repeated field."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = read_text(path, may_be_latin=True)
        try:
            self.data: Any = json.loads(self._text, object_pairs_hook=self._object, parse_int=self._whole)
        except json.JSONDecodeError as error:
            raise SourceFault(path, error.lineno, f"this is not JSON: {error.msg}") from None
        except RecursionError:
            line = _deepest_line(self._text)
            raise SourceFault(path, line, "the JSON is nested too deeply to be a list of records") from None

    def objects(self) -> dict[str, Any]:
        """Return the content as an object; raises ``SourceFault`` where it is another value."""
        return self.convert(self.data, dict[str, Any], "")

    def leaves(self, field: str) -> Iterator[dict[str, Any]]:
        """Yield every object that has *field*, however deep it is nested in lists and objects, in document order."""
        waiting = [self.data]
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                if field in value:
                    yield value
                else:
                    waiting.extend(reversed(value.values()))

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

    def _whole(self, digits: str) -> int:
        if len(digits) > _MOST_DIGITS:
            at = self._text.find(digits)
            line = self._text.count("\n", 0, at) + 1
            raise SourceFault(self.path, line, f"a number of {len(digits)} digits is no figure; there is a fault in it")
        return int(digits)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            again = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
            raise self.fault(f"the field {again!r} stands twice in one object", again)
        return found
