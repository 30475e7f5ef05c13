"""Unofficial crosswalks, derived from codes, groups and names, and from other crosswalks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..crosswalk import (
    ALIKE_NAMES,
    EQUAL_NAMES,
    ESCO,
    LISTED_BY_PAGE,
    MENTIONED_IN_TEXT,
    NEAREST_TITLES,
    OCCUPATIONS,
    SIBLING_TITLES,
    STYRK08,
    STYRK98,
    THROUGH_ISCO,
    THROUGH_TITLES,
    TITLES,
    Crosswalk,
    Evidence,
    Match,
)
from ..crosswalk_words import GROUPS, KLASS_TITLES, LIKELY, TITLES_TO_GROUPS, TO_ESCO, TO_OCCUPATIONS
from .esco_crosswalk import occupations_to_esco
from .esco_features import EscoOccupations
from .likely_titles import LikelyTitles, TitlesAndOccupations
from .nearest_titles import CodedTitle, NearestTitles
from .reviewed_pairs import styrk_to_isco

_DIGITS = 4
# Candidates of a title below this probability are left out; their part of the group is unallocated.
_LEAST = 0.05
# Links between titles and occupations below this probability are left out.
_LEAST_LIKELY = 0.1
# The evidence of a likely link, by the feature that speaks most for it.
_GROUNDS: Mapping[str, Evidence] = {
    "equal": EQUAL_NAMES,
    "leader equal": EQUAL_NAMES,
    "siblings": SIBLING_TITLES,
    "group name": SIBLING_TITLES,
    "text": MENTIONED_IN_TEXT,
    "text in group": MENTIONED_IN_TEXT,
}


@dataclass
class World:
    """
    The codes and names that derived crosswalks are made from, by keys.

    ``codes`` are the codes of each kind and ``code_names`` their names, ``esco_groups`` the ISCO-08 group of each ESCO
    occupation, ``esco_codes`` its own code; ``titles`` and ``occupations`` have names by key, and ``listed`` the titles
    that a source states, by occupation. ``known`` are the occupations of which a source gives the whole list;
    ``occupation_groups``, ``texts`` and ``group_names`` are the STYRK-08 groups and the text of each occupation, and
    the names of STYRK-98 groups. ``esco_names`` are the English names of each ESCO occupation, the preferred one first,
    ``esco_broader`` those directly above it, and ``english`` the English name of an occupation where a source has one.
    """

    codes: Mapping[str, Collection[str]] = field(default_factory=dict)
    code_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    esco_groups: Mapping[str, str] = field(default_factory=dict)
    esco_codes: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, list[str]] = field(default_factory=dict)
    occupations: Mapping[str, list[str]] = field(default_factory=dict)
    listed: Mapping[str, list[str]] = field(default_factory=dict)
    known: Collection[str] = ()
    occupation_groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    group_names: Mapping[str, str] = field(default_factory=dict)
    esco_names: Mapping[str, list[str]] = field(default_factory=dict)
    esco_broader: Mapping[str, list[str]] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)


def derive_crosswalks(world: World, read: Iterable[Crosswalk]) -> list[Crosswalk]:
    """Return the crosswalks that follow from *world* and the crosswalks *read* from documents, without empty ones."""
    known = {crosswalk.key: crosswalk for crosswalk in read}
    norwegian = styrk_to_isco(world.codes.get("styrk08", ()), world.codes.get("isco08", ()), world.code_names)
    found = [norwegian, to_esco(norwegian, world), to_occupations(world), link_to_esco(norwegian, world)]
    coded: list[Crosswalk] = []
    if official := known.get(KLASS_TITLES):
        nearest = titles_to_groups(official, world)
        coded = [official, nearest]
        found += [nearest, groups_to_groups(official, nearest)]
    found.append(to_likely_occupations(world, coded))
    return [crosswalk for crosswalk in found if crosswalk.matches]


def titles_to_groups(official: Crosswalk, world: World) -> Crosswalk:
    """Return the crosswalk to STYRK-08 of the titles of *world* that the *official* table of titles leaves out."""
    coded = [
        CodedTitle(match.source, world.titles[match.source][0], match.target)
        for match in official.matches
        if official.targets[match.source] == 1 and match.source in world.titles
    ]
    neighbours = NearestTitles(coded, world.code_names.get(STYRK08.kind, {}))
    matches = tuple(
        Match(title, group, NEAREST_TITLES, probability, "broadMatch", probability)
        for title, names in sorted(world.titles.items())
        if title not in official.targets
        for group, probability in neighbours.groups(title, names[0]).items()
        if probability >= _LEAST
    )
    return Crosswalk(TITLES_TO_GROUPS, TITLES, STYRK08, False, matches)


def groups_to_groups(official: Crosswalk, nearest: Crosswalk) -> Crosswalk:
    """
    Return the crosswalk between STYRK-98 and STYRK-08 groups that the titles of each group give.

    Every title of a group counts alike. A target's share is the part of the titles that goes to it, each by its
    probability; its confidence is that of its surest title, for one right title makes the link right.
    """
    ways: dict[str, list[tuple[Match, float]]] = {}
    for crosswalk in (official, nearest):
        for match in crosswalk.matches:
            ways.setdefault(match.source, []).append((match, crosswalk.part(match)))
    sizes: dict[str, int] = {}
    shares: dict[tuple[str, str], float] = {}
    surest: dict[tuple[str, str], Match] = {}
    for title, matches in sorted(ways.items()):
        group = title[:_DIGITS]
        sizes[group] = sizes.get(group, 0) + 1
        for match, part in matches:
            pair = group, match.target
            shares[pair] = shares.get(pair, 0.0) + part
            surest[pair] = max(surest.get(pair, match), match, key=lambda one: one.confidence)
    found = []
    for (group, code), total in sorted(shares.items()):
        best = surest[group, code]
        is_stated = best.evidence is not NEAREST_TITLES
        evidence, confidence = (THROUGH_TITLES, 1.0) if is_stated else (NEAREST_TITLES, best.confidence)
        found.append(Match(group, code, evidence, confidence, share=total / sizes[group]))
    return Crosswalk(GROUPS, STYRK98, STYRK08, False, tuple(found))


def to_esco(norwegian: Crosswalk, world: World) -> Crosswalk:
    """Return the crosswalk to the occupations of ESCO under the ISCO-08 group of each STYRK-08 group."""
    members: dict[str, list[str]] = {}
    for occupation, group in sorted(world.esco_groups.items()):
        members.setdefault(group, []).append(occupation)
    surest: dict[tuple[str, str], float] = {}
    for match in norwegian.matches:
        for occupation in members.get(match.target, ()):
            pair = match.source, occupation
            surest[pair] = max(surest.get(pair, 0.0), match.confidence / len(members[match.target]))
    matches = tuple(Match(*pair, THROUGH_ISCO, confidence, "narrowMatch") for pair, confidence in surest.items())
    return Crosswalk(TO_ESCO, STYRK08, ESCO, False, matches, shown=world.esco_codes)


def link_to_esco(norwegian: Crosswalk, world: World) -> Crosswalk:
    """Return the crosswalk from occupations to those of ESCO."""
    esco = EscoOccupations(world.esco_names, world.esco_groups, world.esco_codes, world.esco_broader)
    groups = {key: world.occupation_groups.get(key, frozenset()) for key in world.occupations}
    names = {key: found[0] for key, found in world.esco_names.items()}
    return occupations_to_esco(norwegian, esco, groups, world.english, _shown(world) | names)


def to_occupations(world: World) -> Crosswalk:
    """Return the crosswalk from titles to the occupations that sources state for them."""
    holders: dict[str, list[str]] = {}
    for occupation, titles in sorted(world.listed.items()):
        for title in titles:
            holders.setdefault(title, []).append(occupation)
    matches = tuple(
        Match(title, occupation, LISTED_BY_PAGE, 1.0, "broadMatch")
        for title, occupations in sorted(holders.items())
        for occupation in occupations
    )
    return Crosswalk(TO_OCCUPATIONS, TITLES, OCCUPATIONS, False, matches, _shown(world))


def to_likely_occupations(world: World, coded: Iterable[Crosswalk]) -> Crosswalk:
    """
    Return the likely links from titles to occupations, given the crosswalks by which titles are *coded* in STYRK-08.

    An occupation of which a source gives the whole list has none, and a stated link is not likely too.
    """
    groups: dict[str, dict[str, float]] = {}
    for crosswalk in coded:
        for match in crosswalk.matches:
            groups.setdefault(match.source, {})[match.target] = crosswalk.part(match)
    model = LikelyTitles(
        TitlesAndOccupations(
            {title: names[0] for title, names in sorted(world.titles.items())},
            world.occupations,
            groups,
            world.occupation_groups,
            world.texts,
            world.group_names,
        )
    )
    stated = {(title, occupation) for occupation, titles in world.listed.items() for title in titles}
    matches = tuple(
        Match(one.title, one.occupation, _GROUNDS.get(one.ground, ALIKE_NAMES), one.probability, "broadMatch")
        for one in model.links(_LEAST_LIKELY)
        if one.occupation not in world.known and (one.title, one.occupation) not in stated
    )
    return Crosswalk(LIKELY, TITLES, OCCUPATIONS, False, matches, _shown(world))


def _shown(world: World) -> dict[str, str]:
    return {key: names[0] for key, names in world.occupations.items()}
