"""Names of occupations by language, which identify the related occupations that a page names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...model import Language, Record, Text, check_key
from ..files.yaml_records import read_yaml


class OccupationNames(Record, frozen=True):
    """An occupation's key and its names, one a language."""

    key: str
    names: tuple[Text, ...]

    def __post_init__(self) -> None:
        check_key(self.key)


class _Entry(Record, frozen=True):
    """An occupation as it stands in the file: its key and a name for each language."""

    key: str
    names: dict[Language, str]

    def __post_init__(self) -> None:
        check_key(self.key)
        if not self.names:
            raise ValueError("an occupation has at least one name")


def read_names(path: Path) -> tuple[OccupationNames, ...]:
    """Return the occupations in the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return tuple(
        OccupationNames(
            key=entry.key,
            names=tuple(Text(value=name, language=language) for language, name in entry.names.items()),
        )
        for entry in read_yaml(path, tuple[_Entry, ...])
    )


def name_index(found: Iterable[OccupationNames]) -> dict[str, str]:
    """
    Return the key of each name, case folded, in any language; of two occupations with one name, the first keeps it.

    >>> name_index([OccupationNames(key="lege", names=(Text(value="Lege", language="nn"),))])
    {'lege': 'lege'}
    """
    index: dict[str, str] = {}
    for occupation in found:
        for name in occupation.names:
            index.setdefault(name.value.casefold(), occupation.key)
    return index
