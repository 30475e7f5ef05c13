"""
Composes STYRK-08 → ESCO out of STYRK-08 → ISCO-08 and the place ESCO gives its occupations in ISCO-08.

An occupation of ESCO is narrower than the group it stands in. Where an ISCO-08 group is the home of one STYRK-08 group
alone, what stands in it is narrower than that one too (``narrowMatch``). Where several STYRK-08 groups share it, nobody
knows in which of them the occupation belongs, and it is only related to each (``relatedMatch``).

The confidence is low on purpose: that of the first step, times ``COMPOSED`` because no person has looked at the pair,
divided by the number of STYRK-08 groups that share the ISCO-08 group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

COMPOSED = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """One mapping from a STYRK-08 group to an ISCO-08 group (IRIs), with its confidence."""

    group: str
    through: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Composed:
    """
    That an occupation of ESCO belongs with a STYRK-08 group, through an ISCO-08 group (all by IRI).

    ``match`` is the local name of the SKOS property from the group to the occupation.
    """

    group: str
    occupation: str
    through: str
    match: str
    confidence: float


def compose(steps: Iterable[Step], members: Mapping[str, Sequence[str]]) -> Iterator[Composed]:
    """
    Yield every pair that *steps* and the *members* of ISCO-08 groups make, in the order of the steps.

    No pair comes twice where no step does, for ESCO places an occupation in one group only.
    """
    known = list(steps)
    sharers: dict[str, set[str]] = {}
    for step in known:
        sharers.setdefault(step.through, set()).add(step.group)
    for step in known:
        groups = len(sharers[step.through])
        confidence = step.confidence * COMPOSED / groups
        match = "narrowMatch" if groups == 1 else "relatedMatch"
        for occupation in members.get(step.through, ()):
            yield Composed(step.group, occupation, step.through, match, confidence)
