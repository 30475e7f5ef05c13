"""Facts of the older of two compared releases that its differences from the newer one do not contain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Protocol

from ..kinds import find_kind
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..vocab import expand
from .differences import living
from .sides import ReleaseSide


class Former(Protocol):
    """The older release of a comparison."""

    def living(self, iris: Sequence[str]) -> Collection[str]:
        """Return those of *iris* that it has and has not retired."""

    def uses(self, kind: str, property_: str) -> bool:
        """Return whether a resource of the class of *kind* has *property_*."""


class FormerRelease:
    """The facts of *release*; a property of a class is looked up in its VoID description."""

    def __init__(self, release: Release) -> None:
        self._release = release

    def living(self, iris: Sequence[str]) -> Collection[str]:
        """Return those of *iris* that the release has and has not retired."""
        return living(ReleaseSide(self._release), iris)

    def uses(self, kind: str, property_: str) -> bool:
        """Return whether a resource of the class of *kind* has *property_*, true where the class is not described."""
        known = self._properties.get(expand(find_kind(kind).class_))
        return known is None or property_ in known

    @cached_property
    def _properties(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self._release.store.rows(load_folder("build")["class-properties"].text):
            found.setdefault(row["class"].value, set()).add(row["property"].value)
        return found


class UnknownFormer:
    """An older release of which only the differences are known: every IRI lives, and every property is in use."""

    def living(self, iris: Sequence[str]) -> Collection[str]:
        """Return *iris*."""
        return iris

    def uses(self, kind: str, property_: str) -> bool:
        """Return true for every property."""
        return True
