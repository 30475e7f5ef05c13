"""Hand-kept classifications: schemes with their names, and the subset of their codes that this project uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...model import Record, check_key
from ..files.yaml_records import read_yaml


class Item(Record, frozen=True):
    """
    One code of a classification with its names by language; ``broader`` is the code above it.

    ``replaces`` are the earlier codes whose content, or a part of it, the code has. Raises ``ValueError`` for a code
    that is not digits.
    """

    code: str
    names: Mapping[str, str]
    broader: str | None = None
    replaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.code.isascii() and self.code.isdigit()):
            raise ValueError(f"a classification code is digits, got {self.code!r}")


class Level(Record, frozen=True):
    """A level of a classification, with names by language; ``digits`` is the length of its codes, None for none."""

    names: Mapping[str, str]
    digits: int | None = None


class Scheme(Record, frozen=True):
    """
    A classification, such as one edition of STYRK; ``kind`` is the segment of the IRIs of its codes.

    ``valid_from`` is the year the edition came into use; ``replaces`` is the key of the edition before it; ``levels``
    go from the top down. Raises ``ValueError`` for a malformed key.
    """

    key: str
    kind: str
    names: Mapping[str, str]
    about: Mapping[str, str]
    valid_from: int | None = None
    valid_through: int | None = None
    replaces: str | None = None
    levels: tuple[Level, ...] = ()
    items: tuple[Item, ...] = ()

    def __post_init__(self) -> None:
        check_key(self.key)
        check_key(self.kind)
        if self.replaces is not None:
            check_key(self.replaces)


class Organisation(Record, frozen=True):
    """An organisation with its names by language and its home page."""

    key: str
    names: Mapping[str, str]
    homepage: str | None = None

    def __post_init__(self) -> None:
        check_key(self.key)


def read_classifications(path: Path) -> tuple[Scheme, ...]:
    """Return the schemes in the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return read_yaml(path, tuple[Scheme, ...])


def read_organisations(path: Path) -> tuple[Organisation, ...]:
    """Return the organisations in the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return read_yaml(path, tuple[Organisation, ...])
