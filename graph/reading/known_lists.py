"""
The coverage beside an answer: the lists that a query reads, and the number of occupations whose list is known.

An answer over a list that most occupations have from no source is no answer about all occupations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..vocab import YG
from .engine import Engine
from .query_files import load_folder
from .result_rows import Cell, Row

_TERM = re.compile(r"(?:\byg:|def#)(\w+)")
# Terms that rules derive from a list.
_DERIVED = {
    "isShared": "hasJobTitle",
    "occupationCount": "hasJobTitle",
    "leastOccupations": "hasJobTitle",
    "SharedJobTitle": "hasJobTitle",
    "RegulatedOccupation": "requiresAuthorisation",
}


@dataclass(frozen=True, slots=True)
class KnownList:
    """
    A listed property by its local name, its names by language, and the occupations known and in all.

    ``terms`` are the local names of the property and its inverse.
    """

    property: str
    names: Mapping[str, str]
    known: int
    all: int
    terms: frozenset[str]


def load_coverage(engine: Engine) -> tuple[KnownList, ...]:
    """Return every list whose coverage is stated, in order of the properties; raises ``EngineFault``."""
    rows_by_property: dict[str, list[Row]] = {}
    for row in engine.rows(load_folder("shared")["coverage"].text):
        rows_by_property.setdefault(_local(row["property"]), []).append(row)
    return tuple(
        KnownList(
            property_,
            {row["name"].language: row["name"].value for row in rows},
            int(rows[0]["known"].value),
            int(rows[0]["all"].value),
            frozenset(_local(row["term"]) for row in rows),
        )
        for property_, rows in sorted(rows_by_property.items())
    )


def known_lists(coverage: Iterable[KnownList], query: str) -> list[KnownList]:
    """Return those lists of the *coverage* that the text of a *query* reads."""
    used = set(_TERM.findall(query))
    used |= {_DERIVED[term] for term in used & _DERIVED.keys()}
    return [one for one in coverage if used & one.terms]


def _local(cell: Cell) -> str:
    return cell.value.removeprefix(YG)
