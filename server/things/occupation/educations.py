"""Educations of an occupation by level and field: study programmes that lead to it, and NUS2000 codes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.reading.release import Release
from graph.reading.result_rows import Row

from ...languages import NOTHING, Passage
from ..values import address


@dataclass(frozen=True)
class Learnt:
    """A study programme, or a NUS2000 code with its digits in ``code`` ('' for a programme), and its field."""

    href: str
    code: str
    name: Passage
    field_code: str
    field: Passage


@dataclass
class Level:
    """The educations of one level; ``code`` is '' for those without a level."""

    code: str
    name: Passage
    learnt: list[Learnt] = field(default_factory=list)


def read_educations(release: Release, rows: list[Row]) -> list[Level]:
    """Return the educations of an occupation by level, the highest first and those without a level last."""
    levels: dict[str, Level] = {}
    for row in rows:
        code = _text(row, "levelCode")
        level = levels.setdefault(code, Level(code, _passage(row, "level")))
        notation = _text(row, "notation")
        name = _passage(row, "name") if "name" in row else Passage(notation, "")
        href = address(row["thing"].value, release.names)
        level.learnt.append(Learnt(href, notation, name, _text(row, "fieldCode"), _passage(row, "field")))
    for level in levels.values():
        level.learnt.sort(key=lambda one: (one.code != "", one.field_code, one.code, one.name.words))
    return sorted(levels.values(), key=lambda level: level.code, reverse=True)


def find_leading(levels: list[Level]) -> list[Learnt]:
    """Return the study programmes among *levels*, the lowest level first; a programme of several levels comes once."""
    return list({one.href: one for level in reversed(levels) for one in level.learnt if not one.code}.values())


def cut(levels: list[Level], most: int) -> tuple[list[Level], list[Level]]:
    """Split *levels* after *most* educations; return both parts, each by level."""
    shown, rest = [], []
    for level in levels:
        if head := level.learnt[:most]:
            shown.append(replace(level, learnt=head))
        if tail := level.learnt[most:]:
            rest.append(replace(level, learnt=tail))
        most = max(0, most - len(level.learnt))
    return shown, rest


def _text(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _passage(row: Row, name: str) -> Passage:
    return Passage(row[name].value, row[name].language) if name in row else NOTHING
