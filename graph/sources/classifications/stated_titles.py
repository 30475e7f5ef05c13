"""Titles that a person has linked to an occupation, each with the one who states it and the reason."""

from __future__ import annotations

import re
from pathlib import Path

from ...model import Record, check_key
from ..files.yaml_records import read_yaml

_TITLE_CODE = re.compile("[0-9]{7}")


class StatedTitle(Record, frozen=True):
    """
    That an *occupation* (its key) has a *title* (seven digits), stated by *who* and *why*.

    Raises ``ValueError`` for a malformed key or code, and where nobody states it or no reason is given.
    """

    occupation: str
    title: str
    who: str
    why: str

    def __post_init__(self) -> None:
        check_key(self.occupation)
        if not _TITLE_CODE.fullmatch(self.title):
            raise ValueError(f"a title has seven digits, got {self.title!r}")
        if not (self.who.strip() and self.why.strip()):
            raise ValueError(f"say who links {self.title} to {self.occupation}, and why")


def read_stated_titles(path: Path) -> tuple[StatedTitle, ...]:
    """Return the links in the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return read_yaml(path, tuple[StatedTitle, ...])
