"""The outline of a page: its title, the lines before it, and its sections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...errors import SourceFault
from .document import Document
from .headings import Heading, Section, find_heading
from .lines import Kind, Line
from .navigation import is_page_kind
from .review import is_review
from .title import find_title

_FEWEST_HEADINGS = 2
_HEADINGS_OF_ONE = "two of its headings, such as Arbeidsoppgaver, Hvor jobber …?, Passer jeg til å bli …?, Andre yrker"
# Sections that texts of other kinds have too, such as the menu of a school.
_COMMON = frozenset({Section.EDUCATION, Section.COMPANIES, Section.LINKS, Section.PAY})


@dataclass(frozen=True, slots=True)
class Block:
    """A section of a page: its heading, the words in the heading that name the occupation, its lines."""

    section: Section
    heading: Line
    subject: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A divided page: ``menus`` are marked or repeated navigation, ``before`` and ``front`` stand around the title."""

    title: Line
    menus: tuple[Line, ...]
    before: tuple[Line, ...]
    front: tuple[Line, ...]
    blocks: tuple[Block, ...]

    @property
    def last(self) -> int:
        """The position of the last line."""
        ends = (block.lines[-1] if block.lines else block.heading for block in self.blocks)
        return max((line.position for line in (self.title, *self.menus, *self.front, *ends)), default=0)

    def lines_of(self, *sections: Section) -> tuple[Line, ...]:
        """Return the lines of all blocks of these *sections*, in page order."""
        return tuple(line for block in self.blocks if block.section in sections for line in block.lines)


def divide(document: Document, known: Collection[str] = frozenset()) -> Outline:
    """
    Return the outline of *document*; *known* names help to find its title.

    Raises ``SourceFault`` where the document is no occupation page.
    """
    shown = [line for line in document.lines if line.kind is not Kind.NAVIGATION]
    headings = _headings(shown)
    contents = _table_of_contents(shown, headings)
    menus = tuple(line for line in document.lines if line.kind is Kind.NAVIGATION or line.position in contents)
    lines = [line for line in shown if line.position not in contents]
    if not _is_page(lines, headings):
        raise SourceFault(document.path, None, f"this is no occupation page: it has not {_HEADINGS_OF_ONE}")
    title = find_title(lines, headings, known)
    if title is None:
        raise SourceFault(document.path, None, "this is no occupation page: no line before its headings names one")
    blocks = tuple(_blocks([line for line in lines if line.position > title.position], headings))
    end = blocks[0].heading.position if blocks else len(document.lines)
    before = tuple(line for line in lines if line.position < title.position)
    front = tuple(line for line in lines if title.position < line.position < end)
    return Outline(title, menus, before, front, blocks)


def _is_page(lines: Sequence[Line], headings: Mapping[int, Heading]) -> bool:
    """Return whether two headings, or one line that only such a page has, show *lines* to be an occupation page."""
    if any(is_page_kind(line.text) or is_review(line.text) for line in lines):
        return True
    words = {line.text.casefold() for line in lines if line.position in headings}
    return len(words) >= _FEWEST_HEADINGS and not {heading.section for heading in headings.values()} <= _COMMON


def _headings(lines: Sequence[Line]) -> dict[int, Heading]:
    found = {
        line.position: heading
        for line in lines
        if line.kind is Kind.HEADING and (heading := find_heading(line.text, marked=line.level > 0))
    }
    # The name of the occupation may be a heading of other pages, as Intervjuer (interviewer) is.
    subjects = {heading.subject.casefold() for heading in found.values() if heading.subject}
    named = {line.position for line in lines if line.text.casefold() in subjects}
    return {position: heading for position, heading in found.items() if position not in named}


def _table_of_contents(lines: Sequence[Line], headings: Mapping[int, Heading]) -> frozenset[int]:
    """Return the positions of headings that stand in a row and come again further down."""
    last = {line.text.casefold(): line.position for line in lines if line.position in headings}
    again = {line.position for line in lines if line.position < last.get(line.text.casefold(), -1)}
    return frozenset(at for at in again & set(headings) if at - 1 in headings or at + 1 in headings)


def _blocks(lines: Sequence[Line], headings: Mapping[int, Heading]) -> Iterator[Block]:
    opened: tuple[Heading, Line] | None = None
    content: list[Line] = []
    level = 0
    for line in lines:
        heading = headings.get(line.position) or _stranger(line, level if opened else None)
        if heading is None:
            content.append(line)
            continue
        if opened:
            yield Block(opened[0].section, opened[1], opened[0].subject, tuple(content))
        opened, content, level = (heading, line), [], line.level or level
    if opened:
        yield Block(opened[0].section, opened[1], opened[0].subject, tuple(content))


def _stranger(line: Line, level: int | None) -> Heading | None:
    """Return the heading of an unknown section that *line* opens; one deeper than the section's own is part of it."""
    if line.level and level is not None and line.level <= (level or line.level):
        return Heading(Section.UNKNOWN)
    return None
