"""The specialists of each specialisation: their occupation, their job titles and their occupation in ESCO."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from ...model import Record, check_key
from ..files.yaml_records import read_yaml

_TITLE_CODE = re.compile("[0-9]{7}")
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class EscoSpecialist(Record, frozen=True):
    """An occupation of ESCO, and the SKOS property that leads to it from the specialisation."""

    uuid: str
    relation: Literal["closeMatch", "broadMatch"]

    def __post_init__(self) -> None:
        if not _UUID.fullmatch(self.uuid):
            raise ValueError(f"an occupation of ESCO has a UUID, got {self.uuid!r}")


class Specialists(Record, frozen=True):
    """
    The specialists of a *specialisation* (its key), and *why* the occupation and the titles are theirs.

    Raises ``ValueError`` for a malformed key or code, and where no reason is given.
    """

    specialisation: str
    esco: EscoSpecialist
    why: str
    occupation: str | None = None
    titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_key(self.specialisation)
        if self.occupation is not None:
            check_key(self.occupation)
        for code in self.titles:
            if not _TITLE_CODE.fullmatch(code):
                raise ValueError(f"a title has seven digits, got {code!r}")
        if not self.why.strip():
            raise ValueError(f"say why these are the specialists of {self.specialisation}")


def read_specialists(path: Path) -> tuple[Specialists, ...]:
    """Return the specialists in the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return read_yaml(path, tuple[Specialists, ...])
