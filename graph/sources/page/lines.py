"""The lines of an occupation page, whatever its form: headings, bullets, texts, picture texts, navigation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from ...model import LANGUAGES, Language
from .headings import find_heading


class Kind(Enum):
    """The kind of a line of a page, as far as its form shows."""

    HEADING = auto()
    BULLET = auto()
    TEXT = auto()
    PICTURE = auto()
    NAVIGATION = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a page: its position in the stream, its line number in the file (from 1), its form and its words.

    ``level`` is 1-6 for a heading marked as such, and 0 for all else.
    """

    position: int
    number: int
    kind: Kind
    text: str
    level: int = 0


Raw = tuple[int, Kind, str, int]
"""A line before it is numbered: line in the file, form, words, heading level."""

_BULLET = re.compile(r"(?:[•·◦▪‣●]\s*|[-*]\s+)(?=\S)")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def claimed_language(codes: Iterable[str]) -> Language | None:
    """Return the first of *codes* that is a supported language, whatever its region; ``no`` means bokmål."""
    for code in codes:
        short = code.lower().split("-")[0].replace("no", "nb")
        if short in LANGUAGES:
            return LANGUAGES[LANGUAGES.index(short)]
    return None


def tidy(text: str) -> str:
    """
    Return *text* with plain spaces and composed letters, so that equal words compare equal.

    >>> tidy(" Bioingenio\u0308r\u00a0 i  lab ")
    'Bioingeniör i lab'
    """
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def read_plain(text: str) -> Iterator[Raw]:
    """Yield the lines of a page in plain text, including the empty ones."""
    for number, line in enumerate(text.split("\n"), start=1):
        words = tidy(line)
        if marked := _MARKED_HEADING.match(words):
            yield number, Kind.HEADING, words[marked.end() :], len(marked.group(1))
        elif bullet := _BULLET.match(words):
            yield number, Kind.BULLET, words[bullet.end() :], 0
        else:
            yield number, Kind.TEXT, words, 0


def number_lines(raw: Iterable[Raw]) -> tuple[Line, ...]:
    """Return the lines that have words, in order; a text in the form of a heading becomes one."""
    seen = ((number, kind, words, level) for number, kind, words, level in raw if words)
    lines = (Line(position, *parts) for position, parts in enumerate(seen))
    return tuple(_promoted(line) for line in lines)


def _promoted(line: Line) -> Line:
    # Pages in HTML do not mark all of their headings, either.
    if line.kind is Kind.TEXT and find_heading(line.text):
        return replace(line, kind=Kind.HEADING)
    return line
