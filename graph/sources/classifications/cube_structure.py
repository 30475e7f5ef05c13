"""The hand-kept description of the data cubes: their code lists and their structure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...model import Record, check_key
from ..files.yaml_records import read_yaml


class Code(Record, frozen=True):
    """A code of a code list with its names by language; ``match`` is the prefixed name it has in SDMX's own lists."""

    code: str
    names: Mapping[str, str]
    match: str | None = None


class CodeList(Record, frozen=True):
    """
    A code list with its names and its description, by language.

    ``same`` is the IRI that another publisher has for each thing, with ``{code}`` in the place of its code.
    """

    key: str
    names: Mapping[str, str]
    about: Mapping[str, str]
    codes: tuple[Code, ...] = ()
    same: str | None = None

    def __post_init__(self) -> None:
        check_key(self.key)


class Dimension(Record, frozen=True):
    """A dimension: the prefixed name of its property, and the key of the scheme its values are codes of."""

    property: str
    list: str | None = None


class Measure(Record, frozen=True):
    """A measure: the prefixed name of its property, and its unit as a code of the code list ``unit``."""

    property: str
    unit: str


class Cube(Record, frozen=True):
    """
    A data cube: its names, a short name for labels, a description and the producer.

    ``table`` and ``rule``, which holds for small groups, are URLs; ``attributes`` are prefixed names of optional
    properties.
    """

    key: str
    names: Mapping[str, str]
    short: Mapping[str, str]
    about: Mapping[str, str]
    producer: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    attributes: tuple[str, ...] = ()
    table: str | None = None
    rule: str | None = None

    def __post_init__(self) -> None:
        check_key(self.key)


class Cubes(Record, frozen=True):
    """All code lists and cubes."""

    lists: tuple[CodeList, ...]
    cubes: tuple[Cube, ...]


def read_cubes(path: Path) -> Cubes:
    """Return the contents of the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return read_yaml(path, Cubes)
