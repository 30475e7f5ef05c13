"""The result of reading a page: the record, and a report that accounts for every line of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Any

import msgspec

from ...model import EducationLine, Language, OccupationRecord, Record, TitleLine
from .lines import Line


class Role(Enum):
    """The roles of lines; all but the first few go into the record."""

    NAVIGATION = "menus and buttons"
    PICTURE = "picture texts"
    INTERVIEW = "interviews"
    ABOUT = "about companies and registers"
    LINK = "links"
    HEADING = "headings"
    TITLE = "title"
    REVIEW = "review"
    SUMMARY = "summary"
    TASK = "tasks"
    WORKPLACE = "workplaces"
    QUALITY = "qualities"
    EDUCATION = "education"
    FIGURES = "sources of figures"
    EDUCATION_CODE = "education codes"
    JOB_TITLE = "job titles"
    RELATED = "related occupations"


class UnplacedLine(Record, frozen=True):
    """A line without a place in the record, with its number in the file; names of people are removed."""

    number: int
    text: str


class RepeatedCode(Record, frozen=True):
    """A code that stands on several lines."""

    code: str
    lines: tuple[int, ...]


class OutsideTitle(Record, frozen=True):
    """A job title of another STYRK-98 group than most titles of the page."""

    number: int
    code: str
    name: str


class ForeignText(Record, frozen=True):
    """A text of the record in another language than the page's."""

    number: int
    language: Language
    text: str


class ReadingReport(Record, frozen=True):
    """
    The account of reading a page.

    ``lines`` counts those with words: each has one of ``roles`` or is ``unplaced``. ``counts`` are figures of the
    record; ``missing`` names the parts of a record that the page lacks.
    """

    source: str
    lines: int
    placed: int
    roles: dict[str, int]
    counts: dict[str, int]
    unplaced: tuple[UnplacedLine, ...] = ()
    repeated: tuple[RepeatedCode, ...] = ()
    main_group: str | None = None
    outside: tuple[OutsideTitle, ...] = ()
    foreign: tuple[ForeignText, ...] = ()
    people_left_out: int = 0
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain data, for JSON."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    def as_text(self) -> str:
        """Return the report as lines for people to read, those without a place first."""
        return "\n".join(self._told())

    def _told(self) -> Iterator[str]:
        yield f"{self.source}: {self.lines} lines with words, {self.placed} placed, {len(self.unplaced)} not"
        for line in self.unplaced:
            yield f"  line {line.number} has no place: {line.text}"
        for note in self.notes:
            yield f"  note: {note}"
        yield "  placed: " + ", ".join(f"{count} {role}" for role, count in self.roles.items())
        yield "  found: " + ", ".join(f"{count} {part}" for part, count in self.counts.items())
        for again in self.repeated:
            yield f"  code {again.code} stands on lines {', '.join(map(str, again.lines))}"
        for title in self.outside:
            yield f"  line {title.number}: {title.code} {title.name} is outside group {self.main_group}"
        for text in self.foreign:
            yield f"  line {text.number} is in another language ({text.language}): {text.text}"
        if self.people_left_out:
            yield f"  names of people left out: {self.people_left_out}"
        if self.missing:
            yield "  nothing found for: " + ", ".join(self.missing)


class PageReading(Record, frozen=True):
    """A page's record and the report of its reading."""

    record: OccupationRecord
    report: ReadingReport


_PARTS = {
    "summary": "summary",
    "review": "review",
    "tasks": "tasks",
    "common_tasks": "common tasks",
    "workplaces": "workplaces",
    "qualities": "qualities",
    "education": "education",
    "statistics": "statistics",
    "education_group": "education codes",
    "titles": "job titles",
    "related": "related occupations",
}


def missing_parts(record: OccupationRecord) -> tuple[str, ...]:
    """Return the names of the parts that most pages have and *record* lacks."""
    return tuple(name for field, name in _PARTS.items() if not getattr(record, field))


def count_record(record: OccupationRecord) -> dict[str, int]:
    """Return the figures of *record* that its readers compare: codes by level, titles by group, and so on."""
    members = record.education_group.members if record.education_group else ()
    levels = Counter(member.level for member in members)
    groups = Counter(title.group for title in record.titles)
    return {
        "education codes": len(members),
        **{f"of level {level}": count for level, count in sorted(levels.items())},
        "title lines": len(record.titles),
        "distinct titles": len({title.code for title in record.titles}),
        **{f"title lines of group {group}": count for group, count in groups.most_common()},
        "specialisations": len(record.specialisations),
        "related occupations": len(record.related),
        "interviews": record.interviews,
        "statistics sections": len(record.statistics),
    }


def repeated_codes(*lists: tuple[tuple[Line, TitleLine | EducationLine], ...]) -> tuple[RepeatedCode, ...]:
    """Return the codes that occur more than once in one of *lists*, with their line numbers."""
    found = []
    for entries in lists:
        places: dict[str, list[int]] = {}
        for line, entry in entries:
            places.setdefault(entry.code, []).append(line.number)
        found += [RepeatedCode(code=code, lines=tuple(at)) for code, at in places.items() if len(at) > 1]
    return tuple(found)


def main_group(titles: tuple[TitleLine, ...]) -> str | None:
    """Return the STYRK-98 group of most *titles*, the first of equals, or None without titles."""
    groups = Counter(title.group for title in titles).most_common(1)
    return groups[0][0] if groups else None
