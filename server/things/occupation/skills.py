"""Skills of an occupation, and the occupations of ESCO that lend it theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.reading.release import Release
from graph.reading.result_rows import Row

from ...languages import Passage, ReaderLanguage
from ..crossings import CrossingLine, make_end, make_line, make_passage
from ..values import address

ESSENTIAL, OPTIONAL, NEW = "essential", "optional", "new"
MOST_TELLING = 5
_LENDER = "lender"


@dataclass(frozen=True)
class Skill:
    """
    A skill that an occupation needs: ``need`` is essential or optional.

    ``occupations`` is the number of ESCO occupations for which it is essential; ``known`` is whether it is essential,
    optional or new in another occupation, '' without one.
    """

    iri: str
    href: str
    name: Passage
    need: str
    occupations: int
    known: str = ""


@dataclass(frozen=True)
class Skills:
    """
    The skills of an occupation: the most ``telling`` ones, the number of essential and optional ones, and the links.

    A skill tells the more of an occupation, the fewer other occupations need it; essential ones go before optional
    ones. ``lenders`` are the links to the occupations of ESCO that the skills come from.
    """

    telling: Sequence[Skill]
    essential: int
    optional: int
    lenders: Sequence[CrossingLine]


def read_skills(current: Release, rows: list[Row]) -> list[Skill]:
    """Return the skills in *rows*, in their order."""
    return [
        Skill(
            row["other"].value,
            address(row["other"].value, current.names),
            make_passage(row, "name"),
            row["need"].value,
            int(row["occupations"].value) if "occupations" in row else 0,
            row["known"].value if "known" in row else "",
        )
        for row in rows
    ]


def read_lenders(current: Release, rows: list[Row], language: ReaderLanguage) -> list[CrossingLine]:
    """Return the links from an occupation to those of ESCO that lend it their skills, the surest first."""
    return [make_line(current, row, None, make_end(current, row, "other", "code", "name"), language) for row in rows]


def summarise_skills(current: Release, found: list[Row], language: ReaderLanguage) -> Skills:
    """Return the skills of an occupation from the rows of the query ``skills``."""
    lenders = [row for row in found if row["need"].value == _LENDER]
    skills = read_skills(current, [row for row in found if row["need"].value != _LENDER])
    essential = sum(skill.need == ESSENTIAL for skill in skills)
    return Skills(skills[:MOST_TELLING], essential, len(skills) - essential, read_lenders(current, lenders, language))
