"""Parts of an occupation page beyond its facts: titles by group, related occupations, education, codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.store import Row
from graph.vocab import YG, Iri

from ..languages import NOTHING, Passage, choose
from .codes import read_codes
from .educations import cut, find_leading, read_educations
from .page_questions import Found
from .path import find_steps
from .sources import read_sources
from .sums import related_sums
from .values import Section, Value, address

# Managers have up to three hundred codes by crosswalks; the CSV table has all of them.
_MOST_CODES = 100
# Some occupations have thirty educations; a list that exceeds the limit by a few is shown in full.
_MOST_EDUCATIONS, _FEW_MORE = 10, 5
# The queries of this page, in addition to those of every page.
QUERIES = (
    "group-names", "titles", "related", "codes", "educations", "sources-of", "path", "authorisations",
    "counted-with-related",
)  # fmt: skip


@dataclass
class TitleRow:
    """A job title on the page of one occupation; ``times`` is the number of times that the source lists it."""

    href: str
    code: str
    label: Passage
    registered: str
    shared: bool | None
    times: int


@dataclass
class TitleGroup:
    """The titles of one STYRK-98 group."""

    href: str
    code: str
    name: Passage | None
    titles: list[TitleRow] = field(default_factory=list)


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


def occupation_parts(release: Release, iri: Iri, found: Found, language: str) -> dict[str, Any]:
    """Return the template variables of the page about the occupation *iri*."""
    groups = title_groups(release, found, language)
    titles = [title for group in groups for title in group.titles]
    return {
        "title_groups": groups,
        "distinct_titles": len(titles),
        "listed_titles": sum(title.times for title in titles),
        "shared_titles": sum(title.shared is True for title in titles),
        "unknown_titles": sum(title.shared is None for title in titles),
        "related": related(release, found["related"], language),
        "codes": read_codes(release, found["codes"], language),
        "most_codes": _MOST_CODES,
        "codes_query": load_folder("pages")["codes"].text,
        **_educations(release, found),
        "levels_query": load_folder("pages")["educations"].text,
        "sources": read_sources(release, found["sources-of"], language),
        "steps": find_steps(release, found, language),
        "sums": related_sums(release, iri, found["counted-with-related"], language),
        "yg": YG,
    }


def _educations(release: Release, found: Found) -> dict[str, Any]:
    """Return the template variables of the educations: those visible at once, and those behind a click."""
    levels = read_educations(release, found["educations"])
    number = sum(len(level.learnt) for level in levels)
    shown, rest = cut(levels, _MOST_EDUCATIONS if number > _MOST_EDUCATIONS + _FEW_MORE else number)
    return {"leading": find_leading(levels), "number_of_educations": number, "levels": shown, "more_levels": rest}


def stated_groups(sections: Mapping[str, Section]) -> list[Value]:
    """Return the STYRK-08 groups of an occupation; its STYRK-98 groups are shown with their titles."""
    found = sections.get(f"{YG}classifiedIn")
    return [value for value in found.values if "/styrk08/" in value.href] if found else []


def title_groups(release: Release, found: Found, language: str) -> list[TitleGroup]:
    """Return the job titles of an occupation by STYRK-98 group, groups and titles in order of code."""
    names: dict[str, dict[str, str]] = {}
    for row in found["group-names"]:
        names.setdefault(row["group"].value, {})[row["name"].language] = row["name"].value
    groups: dict[str, TitleGroup] = {}
    for row in found["titles"]:
        group = row["group"].value
        if group not in groups:
            name = choose(names.get(group, {}), language)
            groups[group] = TitleGroup(address(group, release.names), row["groupCode"].value, name)
        label = Passage(row["label"].value, row["label"].language)
        times = int(row["times"].value) if "times" in row else 1
        groups[group].titles.append(
            TitleRow(
                address(row["title"].value, release.names),
                row["code"].value,
                label,
                row["registered"].value,
                row["shared"].value == "true" if "shared" in row else None,
                times,
            )
        )
    return list(groups.values())


def related(release: Release, rows: list[Row], language: str) -> list[Related]:
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
