"""
Skills to choose among: a few dozen of thousands, which together suit as many occupations as possible.

The most widespread skills belong to the same health and research occupations, so each next skill is the one that adds
most: an occupation counts the less, the more of its skills are offered already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ...collation import alphabetical
from ...languages import Passage, ReaderLanguage, choose

OFFERED = 60
# A skill of fewer occupations leads to too few, one of more than this share of all occupations to too many.
_FEWEST_HOLDERS, _LARGEST_SHARE = 5, 0.12
_DERIVED = ("skill choice",)


@dataclass(frozen=True)
class OfferedSkill:
    """A skill to choose: its key in addresses, its name, and the keys of the occupations for which it is essential."""

    key: str
    name: Passage
    holders: frozenset[str]


def read_offered_skills(current: Release, language: ReaderLanguage) -> list[OfferedSkill]:
    """Return the skills to choose among, alphabetically; none where no occupation has skills."""
    found = derive(current, _DERIVED, lambda: _read(current))
    skills = [
        OfferedSkill(key, choose(names, language) or Passage(key, ""), holders)
        for key, (holders, names) in found.items()
    ]
    return sorted(skills, key=lambda skill: alphabetical(skill.name.words))


def _read(current: Release) -> dict[str, tuple[frozenset[str], dict[str, str]]]:
    """Return the holders and the names by language of each offered skill, by its key."""
    pages = load_folder("pages")
    holders: dict[str, set[str]] = {}
    for row in current.store.rows(pages["skill-holders"].text):
        _, key = current.names.split(row["occupation"].value) or ("", row["occupation"].value)
        holders.setdefault(row["skill"].value, set()).add(key)
    most = max(_FEWEST_HOLDERS, _LARGEST_SHARE * len(set().union(*holders.values()))) if holders else 0
    chosen = choose_spread({iri: own for iri, own in holders.items() if len(own) <= most}, OFFERED)
    names: dict[str, dict[str, str]] = {}
    if chosen:
        for row in current.store.rows(pages["skill-names"].choose(chosen)):
            names.setdefault(row["skill"].value, {})[row["name"].language] = row["name"].value
    return {iri.rpartition("/")[2]: (frozenset(holders[iri]), names.get(iri, {})) for iri in chosen}


def choose_spread(holders: Mapping[str, set[str]], number: int, fewest: int = _FEWEST_HOLDERS) -> Sequence[str]:
    """
    Return at most *number* keys of *holders* with *fewest* holders or more, each adding most to those before it.

    >>> choose_spread({"a": {"1", "2", "3"}, "b": {"1", "2"}, "c": {"4"}}, 2, fewest=1)
    ['a', 'c']
    """
    left = {key: own for key, own in sorted(holders.items()) if len(own) >= fewest}
    offered: dict[str, int] = {}
    chosen: list[str] = []
    while left and len(chosen) < number:
        best = max(left, key=lambda key: measure_gain(left[key], offered))
        chosen.append(best)
        for one in left.pop(best):
            offered[one] = offered.get(one, 0) + 1
    return chosen


def measure_gain(holders: Iterable[str], offered: Mapping[str, int]) -> float:
    """
    Return what a skill of *holders* adds: each counts a third of before for every one of its skills that is *offered*.

    The order of *holders*, which differs between processes, makes no difference: equal skills stay equal.
    """
    return fsum(3.0 ** -offered.get(one, 0) for one in holders)
