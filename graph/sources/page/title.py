"""The title of an occupation page, found among the breadcrumbs, menus and picture texts before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from .headings import MENU_SECTIONS, Heading
from .lines import Kind, Line
from .navigation import is_navigation, is_page_kind, is_sentence
from .people import looks_like_name
from .review import is_review

_MOST_WORDS, _MOST_LETTERS = 8, 80
_ENOUGH = 1
_KINSHIP = 0.6  # the part of the longer word that two forms of one word have in common: lege, legar


def find_title(
    lines: Sequence[Line], headings: Mapping[int, Heading], known: Collection[str] = frozenset()
) -> Line | None:
    """
    Return the line that names the occupation, or None.

    A main heading (``h1``) is the title. Without one, it is a short line before the page's first section. A line scores
    higher where *headings* (by position) name the same occupation, where it follows the review line, where the next
    sentence repeats it, and where it is among the *known* names.
    """
    subjects = [heading.subject.casefold() for heading in headings.values() if heading.subject]
    people = _named_people(lines, {*subjects, *known})
    for line in lines:
        is_free = line.position not in headings and line.position not in people
        if line.level == 1 and is_free and not is_navigation(line.text):
            return line
    best, best_score = None, _ENOUGH
    in_menu = False
    for index, line in enumerate(_before_sections(lines, headings)):
        if line.position in headings:
            in_menu = True
        elif line.position not in people and _may_be_title(line):
            around = [*lines[max(index - 1, 0) : index], *_shown_after(lines[index:])]
            score = _evidence(line, around, subjects) + 3 * (line.text.casefold() in known) - 2 * in_menu
            score += around[-1].position in headings  # no text stands between the title and the first section
            if score >= best_score:  # the last of equals: a breadcrumb trail has the name first
                best, best_score = line, score
    return best


def _before_sections(lines: Sequence[Line], headings: Mapping[int, Heading]) -> Sequence[Line]:
    """Return the lines before the first heading that no menu has; where there is none, before the first heading."""
    opening = [at for at, line in enumerate(lines) if line.position in headings]
    sure = [at for at in opening if headings[lines[at].position].section not in MENU_SECTIONS]
    return lines[: next(iter(sure or opening), len(lines))]


def _named_people(lines: Sequence[Line], occupations: Collection[str]) -> frozenset[int]:
    """Return the positions of *lines* in the form of a person's name whose last word is nowhere an ordinary word."""
    words = {word for line in lines for word in re.findall(r"[\w-]+", line.text) if word.islower()}
    return frozenset(
        line.position
        for line in lines
        if looks_like_name(line.text)
        and line.text.casefold() not in occupations
        and not any(_akin(line.text.split()[-1].casefold(), word) for word in words)
    )


def _shown_after(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the first of *lines* and the one after it, buttons left out."""
    return [line for line in lines[:4] if line is lines[0] or not is_navigation(line.text)][:2]


def _may_be_title(line: Line) -> bool:
    text = line.text
    return (
        line.kind in {Kind.TEXT, Kind.HEADING}
        and len(text.split()) <= _MOST_WORDS
        and len(text) <= _MOST_LETTERS
        and not text.endswith((".", "!", "?", ":", ";", ","))
        and any(letter.isalpha() for letter in text)
        and not is_navigation(text)
        and not is_review(text)
    )


def _evidence(line: Line, around: Sequence[Line], subjects: Sequence[str]) -> int:
    name = line.text.casefold()
    before = next((other.text for other in around if other.position < line.position), "")
    after = next((other.text for other in around if other.position > line.position), "")
    score = 2 if line.kind is Kind.HEADING else 0
    score += 6 if name in subjects else 3 if any(_akin(name, subject) for subject in subjects) else 0
    score += 3 if is_review(before) else 6 if is_page_kind(before) else 0
    score += 2 if is_sentence(after) or is_review(after) else 0
    score += 2 if any(_akin(name, word) for word in re.findall(r"[\w-]+", after.casefold())) else 0
    return score


def _akin(one: str, other: str) -> bool:
    """Return whether two words share a beginning that is most of the longer one."""
    longest = min(len(one), len(other))
    shared = next((at for at in range(longest) if one[at] != other[at]), longest)
    return shared >= 3 and shared >= _KINSHIP * max(len(one), len(other))
