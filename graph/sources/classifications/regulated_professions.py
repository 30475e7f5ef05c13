"""Reader of the hand-kept list of regulated professions: names, the granting authority, and the ground."""

from __future__ import annotations

from pathlib import Path

from ...model import Record
from ..files.yaml_records import read_yaml


class RegulatedProfession(Record, frozen=True):
    """A profession that requires an authorisation; ``basis`` is the act and section, or the list that names it."""

    names: tuple[str, ...]
    authority: str
    basis: str

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError("a regulated profession has at least one name")


def read_professions(path: Path) -> tuple[RegulatedProfession, ...]:
    """Return the professions in the YAML file at *path*; raises ``SourceFault``, with the line, for another shape."""
    return read_yaml(path, tuple[RegulatedProfession, ...])
