"""Occupations related to an occupation, with the reasons for each."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.reading.release import Release
from graph.reading.store import Row

from ...languages import NOTHING, Passage, ReaderLanguage, choose
from ..values import address


@dataclass
class Related:
    """
    A related occupation with its ``strength`` (0-1), its reasons, and the ``blurb`` of the source about it.

    ``reasons`` maps the IRI of each reason to its words and strength (0-1), the strongest first.
    """

    key: str
    href: str
    strength: float
    names: dict[str, str] = field(default_factory=dict)
    name: Passage = NOTHING
    reasons: dict[str, tuple[str, float]] = field(default_factory=dict)
    blurb: Passage | None = None


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
        other.reasons[row["reason"].value] = row["why"].value, float(row["reasonStrength"].value)
        if "blurb" in row:
            other.blurb = Passage(row["blurb"].value, row["blurb"].language)
    for other in found.values():
        other.name = choose(other.names, language) or Passage(other.key, "")
    return list(found.values())
