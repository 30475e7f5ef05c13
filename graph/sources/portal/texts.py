"""
utdanning.no's texts about occupations, as exported in 2018: titles and prose without markup, in ISO-8859-1.

The headings are lost, but their order is fixed: tasks, education, workplaces, qualities, links and pay. A text of four
sections before its links has them all; of three, the words of the middle one decide whether it is about education or
workplaces. Sections that remain uncertain are kept without a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...casing import even
from ...errors import SourceFault
from ...language import detect
from ...model import Record, Text
from ..files.xml_tree import Element, read_xml
from ..page.prose import Passage, read_prose

CREDIT = "Yrkesbeskrivelsen er basert på åpne data fra utdanning.no"

_FOUR = ("tasks", "education", "workplaces", "qualities")
_PLACES = re.compile(r"\b(?:jobb|arbeid|ansatt|ansett|tilknytt|virksomhet|oppdrag)", re.IGNORECASE)
_SCHOOLING = re.compile(r"utdann|studi|fagbrev|krav|kurs|opplæring", re.IGNORECASE)

Section = tuple[Passage, ...]


class OccupationText(Record, frozen=True):
    """
    utdanning.no's text about one occupation, each paragraph in the language it is written in.

    ``other`` are paragraphs without a heading; ``links`` are texts of links whose addresses the export has lost.
    """

    title: str
    line: int
    tasks: tuple[Text, ...] = ()
    common_tasks: tuple[Text, ...] = ()
    education: tuple[Text, ...] = ()
    workplaces: tuple[Text, ...] = ()
    qualities: tuple[Text, ...] = ()
    other: tuple[Text, ...] = ()
    links: tuple[str, ...] = ()
    credited: bool = True

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        """Every paragraph, common tasks included."""
        parts = (self.tasks, self.common_tasks, self.education, self.workplaces, self.qualities, self.other)
        return tuple(text for part in parts for text in part)


class EducationText(Record, frozen=True):
    """The title of an education and the prose under it, '' for none."""

    title: str
    line: int
    text: str


def read_texts(path: Path) -> tuple[list[OccupationText], list[EducationText]]:
    """
    Return the texts about occupations and educations in the file at *path*.

    Raises ``SourceFault``, with the line, for another shape.
    """
    root = read_xml(path)
    if root.name != "utdanningogyrker":
        raise SourceFault(path, root.line, f"the root of this export is <utdanningogyrker>, got <{root.name}>")
    occupations, educations = [], []
    for entry in root.children:
        if entry.name == "yrker":
            occupations.append(_occupation(path, entry))
        elif entry.name == "utdanninger":
            text = entry.first("utdanningBeskrivelse")
            prose = even(text.text) if text else ""
            educations.append(EducationText(title=_title(path, entry, "utdanningTittel"), line=entry.line, text=prose))
        else:
            raise SourceFault(path, entry.line, f"an entry is <yrker> or <utdanninger>, got <{entry.name}>")
    return occupations, educations


def _title(path: Path, entry: Element, name: str) -> str:
    found = entry.first(name)
    title = even(found.text) if found else ""
    if not title:
        raise SourceFault(path, entry.line, f"an entry has its title in <{name}>")
    return title


def _occupation(path: Path, entry: Element) -> OccupationText:
    title = _title(path, entry, "yrkeTittel")
    found = entry.first("yrkeBeskrivelse")
    raw, credit, _ = (found.text if found else "").partition(CREDIT)
    prose = read_prose(raw)
    parts: dict[str, list[Text]] = {}
    for name, section in (*_named(prose.sections), *(("other", section) for section in prose.after)):
        for passage in section:
            if passage.is_task_list:
                parts.setdefault("common_tasks", []).extend(_texts(passage.items))
            else:
                parts.setdefault(name, []).extend(_texts((passage.text,)))
    fields = {name: tuple(texts) for name, texts in parts.items()}
    return OccupationText(title=title, line=entry.line, links=prose.links, credited=bool(credit), **fields)


def _texts(passages: tuple[str, ...]) -> Iterator[Text]:
    return (Text(value=passage, language=detect(passage, likely="nb")) for passage in passages)


def _named(sections: tuple[Section, ...]) -> list[tuple[str, Section]]:
    if len(sections) == len(_FOUR):
        return list(zip(_FOUR, sections, strict=True))
    if len(sections) == len(_FOUR) - 1:
        return list(zip(("tasks", _middle(sections[1]), "qualities"), sections, strict=True))
    return [("other" if number else "tasks", section) for number, section in enumerate(sections)]


def _middle(section: Section) -> str:
    opening = section[0].text.partition(". ")[0]
    places, schooling = _PLACES.search(opening), _SCHOOLING.search(opening)
    if places and not schooling:
        return "workplaces"
    return "education" if schooling and not places else "other"
