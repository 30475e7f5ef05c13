"""Answers that XML cannot have: control characters, and predicates whose IRI ends in no name."""

from __future__ import annotations

import re
from typing import IO, cast

from ...errors import QueryFault

_ENDING = "+xml"
# The characters that XML 1.0 §2.2 excludes, and the element that the engine writes for such a predicate.
_PREDICATE = b"<oxprefix: "
_FAULT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|" + _PREDICATE)
_OVERLAP = len(_PREDICATE) - 1


def check_xml(body: bytes, media_type: str) -> bytes:
    """Return *body*; raises ``QueryFault`` for one in XML that no parser reads."""
    if media_type.endswith(_ENDING) and (found := _FAULT.search(body)):
        raise _refuse(found[0])
    return body


def check_writing(target: IO[bytes], media_type: str) -> IO[bytes]:
    """Return *target*, or for XML a stream to it whose ``write`` raises as ``check_xml`` does."""
    return cast("IO[bytes]", CheckedXml(target)) if media_type.endswith(_ENDING) else target


class CheckedXml:
    """A binary stream to *target*; the engine only writes and flushes."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._last = b""

    def write(self, data: bytes) -> int:
        """Hand *data* on; raises ``QueryFault`` where no parser reads it, and as *target* does."""
        joined = self._last + bytes(data)
        if found := _FAULT.search(joined):
            raise _refuse(found[0])
        self._last = joined[-_OVERLAP:]
        return self._target.write(data)

    def flush(self) -> None:
        """Flush the target."""
        self._target.flush()


def _refuse(found: bytes) -> QueryFault:
    if found == _PREDICATE:
        return QueryFault("RDF/XML cannot have a predicate whose IRI ends in no name; ask for Turtle or JSON-LD.")
    code = ord(found.decode())
    return QueryFault(f"XML cannot have the character U+{code:04X}, which the answer has; ask for JSON or Turtle.")
