"""
Crosswalks: claims that codes of one scheme correspond to codes of another, each with its evidence and confidence.

Confidence (0-1) is the likelihood that a link is right. The share (0-1), where a crosswalk gives one, is the part of
the source that goes to the target: the shares of a source and its unallocated rest add up to 1, so that a count moved
along a crosswalk by share neither grows nor shrinks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Side:
    """
    One side of a crosswalk.

    ``kind`` is the segment of its members' IRIs (``styrk98``), ``scheme`` the key of their scheme, ``edition`` its
    common name (``STYRK-98``), ``digits`` the length of its codes, 0 where they have none.
    """

    kind: str
    scheme: str
    edition: str
    digits: int = 4


STYRK98 = Side("styrk98", "styrk98", "STYRK-98")
TITLES = Side("title", "styrk98-titles", "STYRK-98", 7)
STYRK08 = Side("styrk08", "styrk08", "STYRK-08")
ISCO88 = Side("isco88", "isco88", "ISCO-88")
ISCO08 = Side("isco08", "isco08", "ISCO-08")
ESCO = Side("esco", "", "ESCO", 0)
OCCUPATIONS = Side("occupation", "occupation", "", 0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for a mapping: the local name of its term, and its kind of justification in SSSOM (semapv)."""

    term: str
    justification: str


OFFICIAL_TABLE = Evidence("officialTable", "ManualMappingCuration")
REVIEWED_PAIR = Evidence("reviewedPair", "ManualMappingCuration")
THROUGH_ISCO = Evidence("throughIsco", "MappingChaining")
NEAREST_TITLES = Evidence("nearestTitles", "CompositeMatching")
THROUGH_TITLES = Evidence("throughTitles", "MappingChaining")
LISTED_BY_PAGE = Evidence("listedByPage", "ManualMappingCuration")
EQUAL_NAMES = Evidence("equalNames", "LexicalMatching")
ALIKE_NAMES = Evidence("alikeNames", "LexicalSimilarityThresholdMatching")
SIBLING_TITLES = Evidence("siblingTitles", "CompositeMatching")
MENTIONED_IN_TEXT = Evidence("mentionedInText", "CompositeMatching")

# Of these a source states the match itself.
STATED = (OFFICIAL_TABLE, LISTED_BY_PAGE)
# Shares are published with four decimals; a smaller rest is an error of rounding.
_LEAST_REST = 0.00005


@dataclass(frozen=True, slots=True)
class Match:
    """
    A match of a source with a target, by their keys, with its evidence and confidence.

    ``confidence`` is the probability that the match is right, 1 for one that a source states. ``relation`` is the local
    name of a SKOS mapping property; '' leaves it to the cardinality. ``share`` is the part of the source that goes to
    the target (0-1), None where it is unknown.
    """

    source: str
    target: str
    evidence: Evidence
    confidence: float
    relation: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Coverage:
    """The coverage of one side: all its members, those without a partner, those with more than one (keys)."""

    all: frozenset[str]
    unmatched: tuple[str, ...]
    ambiguous: frozenset[str]

    @property
    def matched(self) -> int:
        """The number of members with at least one partner."""
        return len(self.all) - len(self.unmatched)


@dataclass(frozen=True)
class Crosswalk:
    """
    A table of matches from one side to another; raises ``ValueError`` where a pair is repeated.

    ``official`` is whether the body that maintains one of its sides published it. ``shown`` has a readable code or name
    for each key that is opaque.
    """

    key: str
    source: Side
    target: Side
    official: bool
    matches: tuple[Match, ...]
    shown: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        times = Counter((match.source, match.target) for match in self.matches)
        if again := [pair for pair, count in times.items() if count > 1]:
            raise ValueError(f"the crosswalk {self.key} has the pair {again[0]} more than once")

    @cached_property
    def targets(self) -> Mapping[str, int]:
        """The number of targets of each source."""
        return Counter(match.source for match in self.matches)

    @cached_property
    def sources(self) -> Mapping[str, int]:
        """The number of sources of each target."""
        return Counter(match.target for match in self.matches)

    @cached_property
    def unallocated(self) -> Mapping[str, float]:
        """The part of each source that goes to none of its targets, for sources with shares that leave such a part."""
        rest: dict[str, float] = {}
        for match in self.matches:
            if match.share is not None:
                rest[match.source] = rest.get(match.source, 1.0) - match.share
        return {source: left for source, left in rest.items() if left >= _LEAST_REST}

    def part(self, match: Match) -> float:
        """
        Return the part of a source that is counted with the target of *match* (0-1), for rules and search.

        It is the share where that is known. Of stated targets, whose shares are not, each counts alike: an assumption
        that is not published as a share. Elsewhere it is the confidence.
        """
        if match.share is not None:
            return match.share
        return match.confidence / self.targets[match.source] if match.evidence in STATED else match.confidence

    def cardinality(self, match: Match) -> str:
        """Return the cardinality of *match* over the whole table: 1:1, 1:n, n:1 or n:m."""
        several_sources, several_targets = self.sources[match.target] > 1, self.targets[match.source] > 1
        if several_sources and several_targets:
            return "n:m"
        return f"{'n' if several_sources else '1'}:{'n' if several_targets else '1'}"

    def relation(self, match: Match) -> str:
        """
        Return the local name of the SKOS mapping property for *match*.

        A one-to-one match is exact in an official table, and close in another. A source that is split is broader than
        its targets, one that is merged is narrower than its target, and groups that are both split and merged only
        overlap.
        """
        if match.relation:
            return match.relation
        one_to_one = "exactMatch" if self.official else "closeMatch"
        relations = {"1:1": one_to_one, "1:n": "narrowMatch", "n:1": "broadMatch", "n:m": "relatedMatch"}
        return relations[self.cardinality(match)]

    def coverage(self, sources: Collection[str], targets: Collection[str]) -> tuple[Coverage, Coverage]:
        """Return the coverage of each side, given the keys of all its members."""
        return _cover(sources, self.targets), _cover(targets, self.sources)

    def name(self, side: Side, key: str) -> str:
        """Return a readable name of a member, with its edition: ``STYRK-98 2221``."""
        return f"{side.edition} {self.shown.get(key, key)}".strip()


def _cover(there: Collection[str], partners: Mapping[str, int]) -> Coverage:
    every = frozenset(there) | frozenset(partners)
    ambiguous = frozenset(key for key, count in partners.items() if count > 1)
    return Coverage(every, tuple(sorted(every - frozenset(partners))), ambiguous)
