"""
The coverage beside an answer: the lists that a query reads, and the number of occupations whose list is known.

An answer over a list that most occupations have from no source is no answer about all occupations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..vocab import YG
from .engine import Engine
from .query_files import load_folder

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
    """A listed property by its local name, its names by language, and the occupations known and in all."""

    property: str
    names: Mapping[str, str]
    known: int
    all: int


def known_lists(engine: Engine, query: str) -> list[KnownList]:
    """Return the coverage of each list that the text of a *query* reads, in order of the properties."""
    used = set(_TERM.findall(query))
    used |= {_DERIVED[term] for term in used & _DERIVED.keys()}
    names: dict[str, dict[str, str]] = {}
    counts: dict[str, tuple[int, int]] = {}
    for row in engine.rows(load_folder("shared")["coverage"].text):
        if row["term"].value.removeprefix(YG) in used:
            property_ = row["property"].value.removeprefix(YG)
            names.setdefault(property_, {})[row["name"].language] = row["name"].value
            counts[property_] = int(row["known"].value), int(row["all"].value)
    return [KnownList(property_, names[property_], *counts[property_]) for property_ in sorted(counts)]
