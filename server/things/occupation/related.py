"""Occupations related to an occupation: those that a page lists, and those with shared features."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import prod

from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import YG

from ...languages import NOTHING, Passage, ReaderLanguage, choose
from ..values import address

# Likeness (0-1) below which occupations are not shown as similar.
LEAST_LIKENESS = 0.15
# The kinds of reasons that a page states; all others are shared features.
_STATED = frozenset({f"{YG}statedOnPage", f"{YG}statedOnOtherPage"})


@dataclass
class Related:
    """
    A related occupation with its ``strength`` (0-1), its reasons, and the ``blurb`` of the source about it.

    ``reasons`` maps the IRI of each reason to its text and strength (0-1), strongest first; ``shared`` has the reasons
    that are shared features, without those that a page states.
    """

    key: str
    href: str
    strength: float
    names: dict[str, str] = field(default_factory=dict)
    name: Passage = NOTHING
    reasons: dict[str, tuple[str, float]] = field(default_factory=dict)
    shared: dict[str, tuple[str, float]] = field(default_factory=dict)
    blurb: Passage | None = None

    @property
    def is_stated(self) -> bool:
        """Whether a page lists the occupation."""
        return len(self.shared) < len(self.reasons)

    @property
    def likeness(self) -> float:
        """The strength (0-1) from shared features alone: each removes its share of the remaining doubt."""
        return 1.0 - prod(1.0 - strength for _, strength in self.shared.values())


def read_related(release: Release, rows: list[Row], language: ReaderLanguage) -> list[Related]:
    """Return the related occupations with all their reasons, by falling strength."""
    found: dict[str, Related] = {}
    for row in rows:
        other_iri = row["other"].value
        if other_iri not in found:
            key = (release.names.split(other_iri) or ("", ""))[1]
            found[other_iri] = Related(key, address(other_iri, release.names), float(row["strength"].value))
        other = found[other_iri]
        if "name" in row:
            other.names[row["name"].language] = row["name"].value
        reason = row["why"].value, float(row["reasonStrength"].value)
        other.reasons[row["reason"].value] = reason
        if "kind" in row and row["kind"].value not in _STATED:
            other.shared[row["reason"].value] = reason
        if "blurb" in row:
            other.blurb = Passage(row["blurb"].value, row["blurb"].language)
    for other in found.values():
        other.name = choose(other.names, language) or Passage(other.key, "")
    return list(found.values())


def list_stated(related: Iterable[Related]) -> list[Related]:
    """Return the occupations that a page lists, most similar first."""
    return sorted((other for other in related if other.is_stated), key=lambda other: -other.likeness)


def list_alike(related: Iterable[Related]) -> list[Related]:
    """Return the occupations that share enough features and that no page lists, most similar first."""
    found = (other for other in related if not other.is_stated and other.likeness >= LEAST_LIKENESS)
    return sorted(found, key=lambda other: -other.likeness)
