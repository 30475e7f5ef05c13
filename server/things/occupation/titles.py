"""The job titles of an occupation, by STYRK-98 group."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.reading.release import Release

from ...languages import Passage, ReaderLanguage, choose
from ..page_questions import Found
from ..values import address


@dataclass
class TitleRow:
    """A job title of one occupation; ``shared`` is None if unknown, ``times`` is how often the source lists it."""

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


def title_groups(release: Release, found: Found, language: ReaderLanguage) -> list[TitleGroup]:
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
