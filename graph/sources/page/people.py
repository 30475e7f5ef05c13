"""The people interviewed on a page, and the removal of their names from its lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .lines import Kind, Line
from .navigation import is_navigation

LEFT_OUT = "[name left out]"

_QUOTE_WORDS = 7
_ROLE_WORDS = 4
_VIDEO = re.compile(r"(?:bli|ver) med (?:en|ein|ei) [a-zæøå-]+\b.* på jobb\b", re.IGNORECASE)
_PARTICLES = frozenset(("af", "al", "bin", "da", "de", "di", "el", "la", "van", "von", "der", "den", "ter"))
# Latin letters of all languages: people living here are called Łukasz, Şükrü and Ngọc too.
_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
_CAPITAL = "".join(letter for letter in _LETTERS if letter.isupper())
_SMALL = "".join(letter for letter in _LETTERS if letter.islower())
_PART = rf"(?:[{_CAPITAL}](?:[{_SMALL}]*['’]?[{_CAPITAL}])?[{_SMALL}]+|[{_CAPITAL}]\.)"
_NAME_PART = re.compile(rf"{_PART}(?:-{_PART})*")
_INITIAL = re.compile(rf"[{_CAPITAL}]")
_MORE = rf"(?: (?:{'|'.join(sorted(_PARTICLES))}))*(?: {_NAME_PART.pattern})"

NAME = rf"(?<!\w){_NAME_PART.pattern}{_MORE}*"
"""A pattern for words written as a name is, one or more."""

NAME_RUN = re.compile(rf"(?<!\w){_NAME_PART.pattern}{_MORE}+")
"""Matches words written as a full name is: two or more with a capital each."""

SPEECH_MARKS = ("–", "-", "—", "«", '"', "”")
"""What speech begins with."""


@dataclass(frozen=True, slots=True)
class People:
    """The interviews of a page: their number, and the names of those interviewed, each once, in page order."""

    interviews: int
    names: tuple[str, ...]


def looks_like_name(text: str) -> bool:
    """
    Return whether *text* has the form of a person's full name.

    >>> [looks_like_name(text) for text in ("Kari Anne Nord-Hansen", "Klinisk ernæringsfysiolog", "Lege")]
    [True, False, False]
    """
    words = text.split()
    inner = {number for number, word in enumerate(words[1:-1], start=1) if _INITIAL.fullmatch(word) and word != "I"}
    capital = [word for number, word in enumerate(words) if word not in _PARTICLES and number not in inner]
    return 2 <= len(words) <= 6 and len(capital) >= 2 and all(_NAME_PART.fullmatch(word) for word in capital)


def find_people(lines: Iterable[Line], occupations: Collection[str]) -> People:
    """
    Return the people interviewed in *lines*, the content of the interview sections.

    An interview is a name, with the person's occupation before or after it, and then speech; *occupations* (case
    folded) are words known to be no names.
    """
    count, names, short = 0, [], list[str]()
    for line in lines:
        if line.kind is Kind.PICTURE or is_navigation(line.text):
            continue
        if not _is_speech(line):
            short.append(line.text)
            continue
        if name := name_among(short, occupations):
            count += 1
            names.append(name)
        short.clear()
    for text in short:  # cards of a name and a link, without any speech
        if looks_like_name(text):
            count += 1
            names.append(text)
    return People(count, tuple(dict.fromkeys(names)))


def find_roles(lines: Sequence[Line], names: Collection[str], occupations: Collection[str]) -> tuple[str, ...]:
    """
    Return the occupations of those interviewed in *lines*, each once: the short line directly before a name.

    *names* are those of the people, of which none is returned; *occupations* are case folded.
    """
    found = []
    for line, following in pairwise(lines):
        is_name = following.text == LEFT_OUT or following.text in names
        if is_name and _is_role(line.text, occupations) and line.text not in names:
            found.append(line.text)
    return tuple(dict.fromkeys(found))


def _is_role(text: str, occupations: Collection[str]) -> bool:
    name = text.casefold()
    akin = name in occupations or any(name.endswith(occupation) for occupation in occupations if len(occupation) > 3)
    return akin and LEFT_OUT not in text and len(text.split()) <= _ROLE_WORDS and not looks_like_name(text)


def is_video(heading: str) -> bool:
    """Return whether *heading* is that of the page's video, and names no person."""
    return _VIDEO.match(heading) is not None and LEFT_OUT not in heading


def without_names(lines: Sequence[Line], names: Iterable[str], kept: Collection[str]) -> tuple[Line, ...]:
    """
    Return *lines* with *names* removed, whole or in part, wherever they stand.

    A part of a name that is one of the words *kept* (case folded) is an ordinary word and stays. One that the page also
    writes without a capital, as Per and per, is removed where its capital is not due to the beginning of a sentence.
    """
    words = {word for line in lines for word in re.findall(r"\w+", line.text) if word.islower()}
    hidden: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        hidden += [f"(?i:{re.escape(name)})"] if looks_like_name(name) else []
        parts = [part for part in name.split() if len(part) > 2 and part.casefold() not in kept]
        hidden += [
            rf"(?<=[\w,] ){re.escape(part)}" if part.casefold() in words else f"(?i:{re.escape(part)})"
            for part in parts
        ]
    if not hidden:
        return tuple(lines)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(hidden)})(?:s?)(?!\w)")
    repeated = re.compile(rf"{re.escape(LEFT_OUT)}(?: {re.escape(LEFT_OUT)})+")
    return tuple(replace(line, text=repeated.sub(LEFT_OUT, pattern.sub(LEFT_OUT, line.text))) for line in lines)


def without_name_runs(text: str) -> str:
    """Return *text* without anything in the form of a full name, for a report that must not reveal names."""
    return NAME_RUN.sub(LEFT_OUT, text)


def _is_speech(line: Line) -> bool:
    return line.text.startswith(SPEECH_MARKS) or (
        line.kind is not Kind.HEADING
        and (len(line.text.split()) > _QUOTE_WORDS or line.text.endswith((".", "!", "?", "…", "»", "”")))
    )


def name_among(short: Sequence[str], occupations: Collection[str]) -> str | None:
    """Return the name among the *short* lines before speech: one in the form of a name, or else the second of two."""
    tail = [text for text in short[-2:] if text.casefold() not in occupations]
    like_names = [text for text in tail if looks_like_name(text)]
    if like_names:
        return like_names[-1]
    return tail[-1] if len(short) >= 2 and tail else None
