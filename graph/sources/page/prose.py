"""
The paragraphs, lists and link texts of a page whose markup has been removed.

utdanning.no's export of 2018 leaves three traces of it: two blanks before a line mean that a section or an inline link
began there, a colon at the end of a line means that a list follows, and lines without a full stop are list items or the
texts of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...casing import even
from .headings import Section, find_heading

_SECTION_INDENT = 2
_SENTENCE_ENDS = (".", "!", "?", "…", ":")
_TEXT_ENDS = (".", "…", ":")
# A line without a full stop is still a sentence where it is long and has a verb.
_SAYS = re.compile(r"\b(?:er|har|må|bør|vil|får|var|varierer|tilbys|kan du)\b")
_LONG = 8
_ENDS_IN_WORDS = re.compile(r"[\w,(/–-]$")
_GLUED = ("(", "/")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or the line that introduces a list ('' for none) and the items of the list."""

    lead: str
    items: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole passage, one line an item."""
        return "\n".join(line for line in (self.lead, *self.items) if line)

    @property
    def is_task_list(self) -> bool:
        """Whether the list is introduced as common tasks of an occupation."""
        heading = find_heading(self.lead)
        return bool(self.items) and heading is not None and heading.section is Section.TASKS


@dataclass(frozen=True, slots=True)
class Prose:
    """
    The sections of a text, each a list of passages, and the texts of links whose addresses are lost.

    The sections in ``after`` stand behind the links.
    """

    sections: tuple[tuple[Passage, ...], ...]
    links: tuple[str, ...] = ()
    after: tuple[tuple[Passage, ...], ...] = ()


def read_prose(text: str) -> Prose:
    r"""
    Return the sections and links of *text*, with blanks collapsed.

    >>> read_prose("Du må ha \n  fagbrev. Oppgaver:\nbake\nsteike\n  Bakerforeningen").sections[0][0].text
    'Du må ha fagbrev. Oppgaver:\nbake\nsteike'
    """
    before: list[tuple[Passage, ...]] = []
    after: list[tuple[Passage, ...]] = []
    links: list[str] = []
    for lines in _sections(text):
        if before and not any(_is_sentence(line) for line in lines):
            links += lines
        else:
            (after if links else before).append(tuple(_passages(lines)))
    return Prose(tuple(before), tuple(links), tuple(after))


def _is_sentence(line: str) -> bool:
    return line.endswith(_TEXT_ENDS) or (len(line.split()) >= _LONG and bool(_SAYS.search(line)))


def _sections(text: str) -> list[list[str]]:
    sections: list[list[str]] = []
    previous = ""
    for raw in text.split("\n"):
        line = even(raw)
        if not line:
            continue
        indent = len(raw) - len(raw.lstrip(" "))
        if sections and indent >= _SECTION_INDENT and _goes_on(previous, line):
            joint = "" if sections[-1][-1].endswith(_GLUED) else " "
            sections[-1][-1] += joint + line
        elif not sections or indent >= _SECTION_INDENT:
            sections.append([line])
        else:
            sections[-1].append(line)
        previous = raw
    return sections


def _goes_on(previous: str, line: str) -> bool:
    """Return whether *line*, which opens with a link, continues the sentence of the line before it."""
    if not _ENDS_IN_WORDS.search(even(previous)):
        return False
    return previous.endswith((" ", *_GLUED)) or line[:1].islower()


def _passages(lines: list[str]) -> Iterator[Passage]:
    lead = ""
    items: list[str] = []
    for line in lines:
        opens_list = not lead or lead.endswith(":")
        if opens_list and (line[:1].islower() or not line.endswith(_SENTENCE_ENDS)):
            items.append(line)
            continue
        if lead or items:
            yield Passage(lead, tuple(items))
        lead, items = line, []
    if lead or items:
        yield Passage(lead, tuple(items))
