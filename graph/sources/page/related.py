"""The related occupations of a page: a name and a sentence about it, often after a picture text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from .lines import Kind, Line
from .navigation import is_navigation

_MOST_NAME_WORDS, _FEWEST_SENTENCE_WORDS = 7, 8
_DASHED = re.compile(r"(?P<name>[^:–—]+?)\s*(?::| [-–—]) (?P<blurb>\S.*)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an occupation; ``lines`` are those it was read from, and ``picture`` describes its picture."""

    name: str
    blurb: str | None
    lines: tuple[Line, ...]
    picture: Line | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """The mentioned occupations, and the picture texts among them; other lines of the section have no place."""

    mentions: tuple[Mention, ...]
    pictures: tuple[Line, ...]


def read_related(lines: Sequence[Line], known: Collection[str]) -> Related:
    """
    Return the occupations that the *lines* of the section mention, in page order.

    *known* are names of occupations, case folded. A name is a marked heading, a bullet, or else the short line before
    each sentence; a line before the name is a picture text.
    """
    said = [line for line in lines if line.kind is not Kind.PICTURE and not is_navigation(line.text)]
    if any(line.kind is Kind.HEADING for line in said):
        return Related(tuple(_under_headings(said)), ())
    if said and all(line.kind is Kind.BULLET for line in said):
        return Related(tuple(_bulleted(said)), ())
    return _in_turn(said, known)


def _under_headings(lines: Sequence[Line]) -> Iterator[Mention]:
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.kind is Kind.HEADING:
            blurb = following if following and following.kind is not Kind.HEADING else None
            yield Mention(line.text, blurb.text if blurb else None, (line, blurb) if blurb else (line,))


def _bulleted(lines: Sequence[Line]) -> Iterator[Mention]:
    for line in lines:
        dashed = _DASHED.match(line.text)
        name, blurb = (dashed["name"], dashed["blurb"]) if dashed else (line.text, None)
        if len(name.split()) <= _MOST_NAME_WORDS:
            yield Mention(name, blurb, (line,))


def _in_turn(lines: Sequence[Line], known: Collection[str]) -> Related:
    has_blurbs = any(_is_sentence(line) for line in lines)
    mentions: list[Mention] = []
    loose: list[Line] = []
    pictures: list[Line] = []
    waiting = list(lines)
    while waiting:
        line = waiting.pop(0)
        blurb = waiting[0] if waiting and _is_sentence(waiting[0]) else None
        is_known = line.text.casefold() in known
        if not (_may_be_name(line) and (blurb or is_known or not has_blurbs)):
            loose.append(line)
            continue
        # The line directly before a name is its picture text; earlier lines have no place.
        picture = loose[-1] if loose else None
        pictures += loose[-1:]
        loose.clear()
        words = blurb.text if blurb else None
        mentions.append(Mention(line.text, words, (line, blurb) if blurb else (line,), picture))
        waiting = waiting[1:] if blurb else waiting
    return Related(tuple(mentions), tuple(pictures))


def _is_sentence(line: Line) -> bool:
    return line.text.endswith((".", "!", "?", "…")) or len(line.text.split()) >= _FEWEST_SENTENCE_WORDS


def _may_be_name(line: Line) -> bool:
    return (
        len(line.text.split()) <= _MOST_NAME_WORDS
        and not line.text.endswith((".", "!", "?", ":", "…"))
        and line.text[:1].isupper()
    )
