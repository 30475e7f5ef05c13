"""The code lists of a page: educations (NUS2000, six digits) and job titles (STYRK-98, seven)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ...casing import slug
from ...errors import SourceFault
from ...model import EducationLine, Specialisation, TitleLine
from .headings import Section
from .lines import Kind, Line
from .outline import Block

T = TypeVar("T")

_CODE = re.compile(r"(?P<code>[0-9]{2,9})(?:\s*[-–—:]\s*(?P<name>\S.*)?)?$")
_BULLETS = ("•", "·", "-", "*")
_LISTS = frozenset({Section.STATISTICS, Section.EDUCATION_CODES, Section.COMPANIES, Section.TITLES})
_EDUCATION, _TITLE = 6, 7
_SPECIALISATION = re.compile(r"(?P<name>.+?)(?: \((?P<others>[^()]+)\))?, spesialistutdanning for \w+$")


@dataclass(frozen=True, slots=True)
class _Entry:
    line: Line
    code: str
    name: str
    listed: bool

    @property
    def is_sure(self) -> bool:
        return bool(self.name) and len(self.code) in {_EDUCATION, _TITLE}


@dataclass(frozen=True, slots=True)
class Codes:
    """The code lines of a page, each with its line, in page order, repeated ones included."""

    educations: tuple[tuple[Line, EducationLine], ...]
    titles: tuple[tuple[Line, TitleLine], ...]


def read_codes(path: Path, blocks: Iterable[Block]) -> Codes:
    """
    Return all code lines in *blocks*; the number of digits decides the list a line belongs to.

    Raises ``SourceFault``, with the line, where a code in a list has another number of digits, or is truncated.
    """
    entries = [entry for block in blocks for line in block.lines if (entry := _entry(line, block.section))]
    at = {entry.line.position: entry for entry in entries}
    codes = Codes((), ())
    for entry in entries:
        around = [near for step in (-1, 1) if (near := at.get(entry.line.position + step))]
        expected = _expected(entry, around)
        if expected == _TITLE:
            title = _made(path, entry, lambda e: TitleLine(code=e.code, name=e.name))
            codes = Codes(codes.educations, (*codes.titles, (entry.line, title)))
        elif expected == _EDUCATION:
            education = _made(path, entry, lambda e: EducationLine(code=e.code, name=e.name))
            codes = Codes((*codes.educations, (entry.line, education)), codes.titles)
    return codes


def is_code(line: Line) -> bool:
    """Return whether *line* has the form of a code line, whatever the length of the code."""
    match = _CODE.match(line.text)
    return line.kind is Kind.BULLET and match is not None


def is_cut_code(line: Line) -> bool:
    """Return whether *line* is a truncated code line: a bullet alone, or digits without a name."""
    match = _CODE.match(line.text)
    return line.text in _BULLETS or (line.kind is Kind.BULLET and match is not None and not match["name"])


def read_specialisations(educations: Sequence[EducationLine]) -> tuple[Specialisation, ...]:
    """
    Return the specialisations among *educations*, those named "…, spesialistutdanning for …"; first of a name only.

    >>> line = EducationLine(code="763203", name="Arbeidsmedisin (yrkesmedisin), spesialistutdanning for leger")
    >>> read_specialisations([line])[0].other_names
    ('yrkesmedisin',)
    """
    found: dict[str, Specialisation] = {}
    for education in educations:
        if match := _SPECIALISATION.match(education.name):
            others = tuple(part.strip() for part in re.split("[,;/]", match["others"] or "") if part.strip())
            key = slug(match["name"])
            found.setdefault(key, Specialisation(key=key, name=match["name"], other_names=others, code=education.code))
    return tuple(found.values())


def _entry(line: Line, section: Section) -> _Entry | None:
    match = _CODE.match(line.text)
    if match is None or line.kind not in {Kind.BULLET, Kind.TEXT}:
        return None
    return _Entry(line, match["code"], match["name"] or "", section in _LISTS and line.kind is Kind.BULLET)


def _expected(entry: _Entry, around: Sequence[_Entry]) -> int | None:
    """Return the number of digits that the code of *entry* must have, or None where it is no code."""
    neighbours = {len(near.code) for near in around if near.is_sure}
    in_capitals = entry.name.isupper()
    other = _TITLE if in_capitals else _EDUCATION
    if entry.is_sure:
        # Six digits and capitals between job titles: a digit is missing, since no education stands among titles.
        misplaced = len(entry.code) != other and neighbours == {other}
        return other if misplaced else len(entry.code)
    if not (neighbours or entry.listed):
        return None
    return other if entry.name else next(iter(sorted(neighbours)), other)


def _made(path: Path, entry: _Entry, make: Callable[[_Entry], T]) -> T:
    if not entry.name:
        raise SourceFault(path, entry.line.number, f"the code {entry.code} has no name: the list is cut off here")
    try:
        return make(entry)
    except ValueError as error:
        raise SourceFault(path, entry.line.number, str(error)) from None
