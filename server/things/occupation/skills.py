"""Skills of an occupation, and the occupations of ESCO that lend it theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row

from ...languages import Passage, ReaderLanguage
from ..crossings import CrossingLine, fold_names, make_end, make_line, make_lines, make_passage
from ..page_questions import Found
from ..values import address

ESSENTIAL, OPTIONAL, NEW = "essential", "optional", "new"
MOST_TELLING = 5
_DERIVED = ("skill names",)


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


def summarise_skills(current: Release, found: Found, language: ReaderLanguage) -> Skills:
    """Return the skills of an occupation from the rows of the queries ``skills-unnamed`` and ``skill-lenders``."""
    needs: dict[str, Row] = {}
    for row in sorted(found["skills-unnamed"], key=lambda row: row["need"].value, reverse=True):
        # What any of the lenders needs is essential.
        needs[row["other"].value] = row
    ranked = sorted(needs.values(), key=_rank)
    # Of equals, the first by name are shown.
    shown = [row for row in ranked if _rank(row) <= _rank(ranked[:MOST_TELLING][-1])]
    names = _name_skills(current, [row["other"].value for row in shown], language)
    named = [row | {"name": name} if (name := names.get(row["other"].value)) else row for row in shown]
    named.sort(key=lambda row: (*_rank(row), row["name"].value if "name" in row else "", row["other"].value))
    essential = sum(row["need"].value == ESSENTIAL for row in ranked)
    links = fold_names(found["skill-lenders"], ("mapping",), (language.content, "en"))
    lenders = make_lines(current, links, language, "name")
    return Skills(read_skills(current, named[:MOST_TELLING]), essential, len(ranked) - essential, lenders)


def _rank(row: Row) -> tuple[str, int]:
    return row["need"].value, int(row["occupations"].value) if "occupations" in row else -1


def _name_skills(current: Release, skills: Iterable[str], language: ReaderLanguage) -> dict[str, Cell]:
    """Return the names of *skills* in the content language, else in English; pages share them, so they are kept."""
    kept: dict[str, Cell] = derive(current, (*_DERIVED, language.content), dict)
    if missing := [iri for iri in skills if iri not in kept]:
        rows = current.store.rows(load_folder("pages")["skill-names"].choose(missing))
        for row in sorted(rows, key=lambda row: row["name"].language == language.content):
            if row["name"].language in {language.content, "en"}:
                kept[row["skill"].value] = row["name"]
    return kept
