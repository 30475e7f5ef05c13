"""The resource that a page is about, with the variables that the pages of all kinds have in common."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG, Iri

from ..formats import DOCUMENTS
from ..http.page_context import Documented, Page
from ..languages import Passage, ReaderLanguage, choose
from .headings import Heading
from .history.past import Past, read_past
from .page_questions import Found
from .texts import Texts, describe_texts
from .values import Section, own_text, picked

_FORMATS = [format_ for format_ in DOCUMENTS if format_.suffix != "html"]
# Texts in prose; the page states their language.
_PROSE = (
    *(YG + name for name in ("summary", "tasks", "commonTasks", "workplaces", "qualities", "howToBecome")),
    *(YG + name for name in ("howToSpecialise", "furtherEducation", "payNote")),
    YG + "entryRequirements",
    PREFIXES["dct"] + "description",
)


class ResourceVariables(TypedDict):
    """The variables of a ``ResourcePage`` as keyword arguments."""

    language: ReaderLanguage
    release: Release
    documented: Documented
    heading: Heading
    sections: Mapping[str, Section]
    incoming: Sequence[Section]
    notices: Sequence[Passage]
    picked: Callable[..., list[Section]]
    past: Past | None


@dataclass(frozen=True, kw_only=True)
class ResourcePage(Page):
    """
    The variables of a page about one resource.

    ``sections`` has its properties by IRI, ``picked`` returns those of given names, ``incoming`` has the links to it,
    and ``notices`` the sentences that the licences of its sources require. ``past`` is its history, None in a first
    release. Headings of the last parts have ``tail_level``.
    """

    heading: Heading
    sections: Mapping[str, Section]
    incoming: Sequence[Section]
    notices: Sequence[Passage]
    picked: Callable[..., list[Section]]
    past: Past | None
    tail_level: int = 2


@dataclass(frozen=True)
class Subject:
    """
    The resource *iri* of a page, with the rows *found* for it, its sections, the links to it and its heading.

    The page counts ages from *now*.
    """

    release: Release
    iri: Iri
    language: ReaderLanguage
    found: Found
    sections: Mapping[str, Section]
    incoming: Mapping[str, Section]
    heading: Heading
    now: datetime.date

    def variables(self) -> ResourceVariables:
        """Return the variables that pages of all kinds have in common."""
        return {
            "language": self.language,
            "release": self.release,
            "documented": Documented(self.heading.kind, self.heading.key, _FORMATS),
            "heading": self.heading,
            "sections": self.sections,
            "incoming": [section for iri, section in sorted(self.incoming.items()) if iri.startswith(YG)],
            "notices": list_notices(self.found["notices"], self.language),
            "picked": picked(self.sections),
            "past": read_past(self.release, self.iri, self.found, self.language),
        }

    def texts(self) -> Texts:
        """Return the notices about the languages of its texts in prose."""
        own = (own_text(self.sections.get(iri), self.language) for iri in _PROSE)
        return describe_texts([text.language for text in own if text], self.language)


def list_notices(rows: list[Row], language: ReaderLanguage) -> list[Passage]:
    """Return the notices that the licences of the sources require, each sentence once."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["source"].value, {})[row["notice"].language] = row["notice"].value
    chosen = (choose(words, language) for words in found.values())
    return list(dict.fromkeys(notice for notice in chosen if notice))
