"""The ends of the map of related occupations: the titles, codes and skills of an occupation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.reading.release import Release

from ..browse.entries import Entry
from ..languages import Passage, ReaderLanguage
from ..things.cards import NamedLink
from ..things.occupation.codes import read_codes
from ..things.occupation.skills import summarise_skills
from ..things.occupation.titles import title_groups
from ..things.page_questions import ask_about

_MOST = 5

_QUERIES = ("titles", "group-names", "code-names", "skills-unnamed", "skill-lenders")


@dataclass(frozen=True)
class MapEnd:
    """The first titles, codes and skills of an occupation, with the number of its titles and skills."""

    entry: Entry
    titles: Sequence[NamedLink]
    number_of_titles: int
    codes: Sequence[NamedLink]
    skills: Sequence[NamedLink]
    number_of_skills: int


def read_ends(current: Release, entry: Entry, language: ReaderLanguage) -> MapEnd:
    """Return the ends of the occupation *entry*."""
    iri = current.names.thing("occupation", entry.key)
    found = ask_about(current, iri, language, *_QUERIES)
    titles = [title for group in title_groups(current, found, language) for title in group.titles]
    codes = [one for one in read_codes(current, found["code-names"], language) if not one.through]
    skills = summarise_skills(current, found, language)
    return MapEnd(
        entry,
        [NamedLink(title.href, title.label) for title in titles[:_MOST]],
        len(titles),
        [NamedLink(one.href, Passage(f"{one.edition} {one.code} {one.name.words}", "")) for one in codes[:_MOST]],
        [NamedLink(one.href, one.name) for one in skills.telling],
        skills.essential + skills.optional,
    )
