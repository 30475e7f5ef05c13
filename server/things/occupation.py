"""What the page about an occupation shows beyond its facts: titles by group, related occupations, the way there."""

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

# A manager of anything has three hundred codes by crosswalks; the table as CSV has them all.
_MOST_CODES = 100
# A nurse may have studied thirty things; a list that is only a little longer is shown whole.
_MOST_EDUCATIONS, _FEW_MORE = 10, 5
# The queries of the page beyond those of every page.
QUERIES = (
    "group-names", "titles", "related", "codes", "educations", "sources-of", "path", "authorisations",
    "counted-with-related",
)  # fmt: skip


@dataclass
class TitleRow:
    """A job title on the page of one occupation."""

    href: str
    code: str
    label: Passage
    registered: str
    shared: bool
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
    A related occupation, how strongly and why it is related, and what the page says about it.

    ``reasons`` are their words and strengths (0-1) by IRI, the strongest first.
    """

    key: str
    href: str
    strength: float
    names: dict[str, str] = field(default_factory=dict)
    name: Passage = NOTHING
    reasons: dict[str, tuple[str, float]] = field(default_factory=dict)
    blurb: Passage | None = None


def occupation_parts(release: Release, iri: Iri, found: Found, language: str) -> dict[str, Any]:
    """Return the parts of the page by the names its template knows them by."""
    groups = title_groups(release, found, language)
    titles = [title for group in groups for title in group.titles]
    return {
        "title_groups": groups,
        "distinct_titles": len(titles),
        "listed_titles": sum(title.times for title in titles),
        "shared_titles": sum(title.shared for title in titles),
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
    """Return the educations that lead here and all by level: those to be seen at once, and those behind a click."""
    levels = read_educations(release, found["educations"])
    number = sum(len(level.learnt) for level in levels)
    shown, rest = cut(levels, _MOST_EDUCATIONS if number > _MOST_EDUCATIONS + _FEW_MORE else number)
    return {"leading": find_leading(levels), "number_of_educations": number, "levels": shown, "more_levels": rest}


def stated_groups(sections: Mapping[str, Section]) -> list[Value]:
    """Return the groups of STYRK-08 among what an occupation is classified in; those of STYRK-98 have titles."""
    found = sections.get(f"{YG}classifiedIn")
    return [value for value in found.values if "/styrk08/" in value.href] if found else []


def title_groups(release: Release, found: Found, language: str) -> list[TitleGroup]:
    """Return the job titles of an occupation by STYRK-98 group, groups and titles in the order of their codes."""
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
                row["shared"].value == "true",
                times,
            )
        )
    return list(groups.values())


def related(release: Release, rows: list[Row], language: str) -> list[Related]:
    """Return the related occupations, the strongest first, each with all its reasons."""
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
