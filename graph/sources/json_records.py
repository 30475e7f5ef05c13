"""Read a JSON document as records, and say on which line it is something else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TypeVar

import msgspec

from ..errors import SourceFault
from .files import read_text

T = TypeVar("T")

_PLACE = re.compile(r" - at `\$(?P<place>[^`]*)`")


def read_json(path: Path, type_: type[T]) -> T:
    """
    Return the JSON document at *path* as *type_*; fields that the type has no place for are passed over.

    Raises ``SourceFault`` with the line where the text stops being JSON, or with the place that has another shape.
    """
    text = read_text(path)
    try:
        return msgspec.json.decode(text, type=type_)
    except msgspec.ValidationError as error:
        match = _PLACE.search(str(error))
        words = str(error)[: match.start()] if match else str(error)
        where = f"at {match['place'].lstrip('.')}: " if match and match["place"] else ""
        raise SourceFault(path, None, f"another shape than expected, {where}{words}") from None
    except msgspec.DecodeError:
        raise SourceFault(path, *_broken(text)) from None


def _broken(text: str) -> tuple[int, str]:
    """Return the line where *text* stops being JSON, and what to say of it; msgspec tells bytes, json lines."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()):
            return error.lineno, "the document ends in the middle: it is cut off"
        return error.lineno, f"not JSON: {error.msg}"
    return 1, "not JSON"
