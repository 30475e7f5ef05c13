"""Candidates of reconciliation: an entity with its chance, its features, and whether it may match."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..search.index import Indexed

# The prefix of a feature that compares evidence; the name of the property follows.
AGREES = "agrees_"
_SAYS_NOTHING = 0.5
# The kind with so many names that most written titles are among them; another kind is not matched by likeness.
_BY_LIKENESS = ("title",)
# The share of the confidence in a likeness that is left where the list may not hold the answer at all: of 392 names of
# NAV's that no occupation has, 27 in 100 were right by likeness where 65 were told.
_MAY_HOLD, _SLIP = 0.4, 0.85
# Kinds whose names are not Norwegian job titles. There, equal stems match only in nearly the same letters: a
# "Danser" is no "Dans", and "Modell" no "modeller".
_OF_OTHER_WORDS, _NEARLY_SAME = ("nus", "isco08", "isco88", "esco"), 0.9


@dataclass(slots=True)
class Proposal:
    """
    A candidate: the entity, its matched name ('' where a code or evidence led to it) and its chance (0 to 1).

    ``features`` holds the parts of the chance by name: numbers from 0 to 1 and booleans. ``is_match`` is true for at
    most one candidate of an entry, one that may be accepted without review. ``is_named`` is
    whether the name is the written one, in another form at most.
    """

    thing: Indexed
    matched: str
    chance: float
    features: dict[str, float | bool] = field(default_factory=dict)
    is_match: bool = False
    is_named: bool = False


def may_match(proposal: Proposal) -> bool:
    """Return whether a proposal may match: of kinds that rarely have the answer, by the name, the code or evidence."""
    agrees = any(name.startswith(AGREES) and value > _SAYS_NOTHING for name, value in proposal.features.items())
    is_code = "is_code" in proposal.features
    return proposal.is_named or is_code or agrees or proposal.thing.kind in _BY_LIKENESS


def names_by_stems(kind: str, letters: float) -> bool:
    """Return whether equal stems suffice for a match of *kind*, given the similarity of *letters* (0 to 1)."""
    return kind not in _OF_OTHER_WORDS or letters >= _NEARLY_SAME


def chance_by_likeness(kind: str, confidence: float, letters: float) -> float:
    """
    Return the chance of a candidate of *kind* whose name is not the written one, given the matcher's *confidence*.

    *letters* is the likeness of their spelling (0 to 1); a slip of the pen leaves the confidence as it is.
    """
    return confidence if kind in _BY_LIKENESS or letters >= _SLIP else confidence * _MAY_HOLD


def rank(proposal: Proposal) -> tuple[float, int]:
    """Return the sort key of a proposal: the likeliest first, equal ones in the order of the index."""
    return -proposal.chance, proposal.thing.number


def speaks_against(feature: str, value: float) -> bool:
    """Return whether *feature* is evidence that contradicts a candidate."""
    return feature.startswith(AGREES) and value < _SAYS_NOTHING
