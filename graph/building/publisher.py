"""
The publisher of a release and its contact point: the ``[publisher]`` table of a sources file.

An operator whose catalogue is harvested by data.norge.no gives its IRI and organisation number from there.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from ..errors import SourceFault
from ..model import Record

_NUMBER = re.compile(r"\d{9}")
# The table, or its first key in one of the other notations of TOML.
_PLACE = re.compile(r"^[ \t]*(\[[ \t]*publisher[ \t]*\]|publisher[ \t]*[=.])", re.MULTILINE)


class Publisher(Record, frozen=True):
    """
    The organisation behind a release.

    ``number`` is its nine digits in the Norwegian register of entities. ``email`` or ``page`` is the contact point;
    without either it is the start page of the release. Raises ``ValueError`` for a malformed number, address or URL.
    """

    name: str = "Yrkesgraf"
    iri: str | None = None
    number: str | None = None
    email: str | None = None
    page: str | None = None

    def __post_init__(self) -> None:
        if self.number is not None and not _NUMBER.fullmatch(self.number):
            raise ValueError(f"an organisation number has nine digits, got {self.number!r}")
        if self.email is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+", self.email):
            raise ValueError(f"an e-mail address has one @ and no blanks, got {self.email!r}")
        for address in (self.iri, self.page):
            if address is not None and not re.fullmatch(r"https?://[^\s<>\"]+", address):
                raise ValueError(f"an address begins with http:// or https:// and has no blanks, got {address!r}")


def read_publisher(path: Path) -> Publisher:
    """
    Return the publisher named in the sources file at *path*.

    Raises ``SourceFault``, with the line, for a malformed one.
    """
    raw = path.read_text("utf-8")
    try:
        return msgspec.convert(tomllib.loads(raw).get("publisher", {}), Publisher)
    except msgspec.ValidationError as error:
        found = _PLACE.search(raw)
        raise SourceFault(path, raw.count("\n", 0, found.start(1)) + 1 if found else None, str(error)) from None
