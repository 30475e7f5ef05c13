"""Read a hand-kept classification: a scheme with its names, and the codes of it that the facts here need."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...model import Record, check_key
from ..files.yaml_records import read_yaml


class Item(Record, frozen=True):
    """One code of a classification with its names by language; ``broader`` is the code above it."""

    code: str
    names: Mapping[str, str]
    broader: str | None = None

    def __post_init__(self) -> None:
        if not (self.code.isascii() and self.code.isdigit()):
            raise ValueError(f"a classification code is digits, got {self.code!r}")


class Level(Record, frozen=True):
    """A level of a classification with its names by language; ``digits`` is how long its codes are, if it has codes."""

    names: Mapping[str, str]
    digits: int | None = None


class Scheme(Record, frozen=True):
    """
    A classification, such as one edition of STYRK; ``kind`` is the part of the IRIs its codes stand under.

    ``valid_from`` is the year the edition came into use; ``replaces`` is the key of the edition before it; ``levels``
    go from the top down.
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
    """Return the schemes in the YAML file at *path*; raises ``SourceFault`` with the line of what is wrong."""
    return read_yaml(path, tuple[Scheme, ...])


def read_organisations(path: Path) -> tuple[Organisation, ...]:
    """Return the organisations in the YAML file at *path*; raises ``SourceFault`` with the line of what is wrong."""
    return read_yaml(path, tuple[Organisation, ...])
