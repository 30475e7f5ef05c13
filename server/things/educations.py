"""The educations of an occupation, by level and field: those that lead to it, and the codes of NUS2000 that count."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.reading.release import Release
from graph.reading.store import Row

from ..languages import NOTHING, Passage
from .values import address


@dataclass(frozen=True)
class Learnt:
    """An education, or a code of NUS2000 with its digits ('' for an education), and its field."""

    href: str
    code: str
    name: Passage
    field_code: str
    field: Passage


@dataclass
class Level:
    """What there is of one level of education; ``code`` is '' for what has none."""

    code: str
    name: Passage
    learnt: list[Learnt] = field(default_factory=list)


def read_educations(release: Release, rows: list[Row]) -> list[Level]:
    """Return the educations of an occupation, the highest level first and what has no level last."""
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
    """Return the educations that lead to an occupation, each once though it stands at several levels; lowest first."""
    return list({one.href: one for level in reversed(levels) for one in level.learnt if not one.code}.values())


def cut(levels: list[Level], most: int) -> tuple[list[Level], list[Level]]:
    """Return the first *most* educations of *levels*, and the rest, both by level."""
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
