"""The people of one page: their names, the lines of their interviews, and the page without their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from .document import Document
from .headings import Section
from .lines import Kind, Line
from .listed_codes import is_code
from .names_in_text import NamedPeople, find_named, interview_lines, without_runs
from .outline import Outline
from .people import find_people, looks_like_name, without_names
from .review import is_review, read_review


@dataclass(frozen=True, slots=True)
class Presence:
    """
    The people mentioned on a page: the number of interviews, the ``names``, each once, and the lines of each.

    ``kept`` are words, case folded, that are never names, whatever their form.
    """

    interviews: int
    names: tuple[str, ...]
    lines: frozenset[int]
    named: NamedPeople
    kept: frozenset[str]


def meet(document: Document, outline: Outline, known: Collection[str]) -> Presence:
    """Return the people of *document*, with or without headings over them; *known* names are occupations."""
    kept = frozenset((*known, outline.title.text.casefold()))
    named = find_named([*_open_lines(document, outline)], kept)
    announced = tuple(subject for subject in _subjects(outline) if subject.casefold() not in kept)
    under_heading = outline.lines_of(Section.INTERVIEWS)
    sure = find_people(under_heading, kept).names
    shown = without_names(document.lines, (*sure, *named.people), kept)
    borders = {block.heading.position for block in outline.blocks if block.section is not Section.UNKNOWN}
    theirs = interview_lines(shown, named.places, borders | {outline.title.position})
    # A line that is a code or a review never belongs to an interview, whatever its neighbours.
    theirs -= {line.position for line in document.lines if is_code(line) or is_review(line.text)}
    inside = theirs | {line.position for line in under_heading}
    found = find_people((line for line in document.lines if line.position in inside), kept)
    names = (*found.names, *sure, *named.people, *announced, *_reviewers(document))
    return Presence(found.interviews, _whole(names), theirs, named, kept)


def hide(document: Document, outline: Outline, people: Presence) -> Document:
    """Return *document* without the names of *people*; its title, codes and reviewers stay as they are."""
    told = {line.position for line in document.lines if is_code(line) or is_review(line.text)}
    settled = told | {outline.title.position}
    named = without_names(document.lines, (*people.names, *people.named.aside), people.kept)
    exempt = settled | _spoken_for(document, outline)
    runs = dict(zip((line.position for line in named), without_runs(named, people.named.runs), strict=True))
    lines = (runs[line.position] if line.position not in exempt else line for line in named)
    before = {line.position: line for line in document.lines}
    return replace(document, lines=tuple(before[line.position] if line.position in settled else line for line in lines))


def _spoken_for(document: Document, outline: Outline) -> set[int]:
    """Return the positions of lines identified by their beginning: headings, codes, reviews, the title."""
    headings = {block.heading.position for block in outline.blocks if block.section is not Section.UNKNOWN}
    told = {line.position for line in document.lines if is_code(line) or is_review(line.text)}
    return headings | told | {outline.title.position}


def _open_lines(document: Document, outline: Outline) -> Iterator[Line]:
    exempt = _spoken_for(document, outline)
    for line in document.lines:
        if line.position not in exempt and line.kind is not Kind.NAVIGATION:
            yield line


def _subjects(outline: Outline) -> Iterator[str]:
    """Yield the names in headings such as "Bli med Kari Li på jobb"."""
    for block in outline.blocks:
        if block.section is Section.INTERVIEWS and block.subject and block.subject[:1].isupper():
            yield block.subject


def _reviewers(document: Document) -> Iterator[str]:
    for line in document.lines:
        if found := read_review(line.text):
            yield from found.people


def _whole(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return each name once, without those that are part of another name."""
    once = dict.fromkeys(names)
    longer = [set(name.casefold().split()) for name in once if looks_like_name(name)]
    return tuple(name for name in once if not any(set(name.casefold().split()) < words for words in longer))
