"""Unofficial crosswalks, derived from codes, groups and names, and from other crosswalks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..crosswalk import (
    AGAINST,
    EACH,
    EQUAL_CODE,
    EQUAL_IN_PART,
    EQUAL_NAMES,
    EQUAL_TITLE,
    EQUAL_TITLE_AGAINST_ISCO,
    ESCO,
    ISCO08,
    LISTED_BY_PAGE,
    OCCUPATIONS,
    STYRK08,
    STYRK98,
    THROUGH_ISCO,
    THROUGH_TITLES,
    TITLES,
    TITLES_AND_ISCO,
    Crosswalk,
    Match,
)
from ..crosswalk_words import (
    CANDIDATES,
    GROUPS,
    KLASS_TITLES,
    NORWEGIAN_ISCO,
    TITLES_TO_GROUPS,
    TO_ESCO,
    TO_OCCUPATIONS,
)
from .title_matches import PARTIAL, suggest

SAME_GROUP, SAME_CODE = 0.98, 0.8


@dataclass
class World:
    """
    The codes and names that derived crosswalks are made from, by keys.

    ``codes`` are the codes of each kind, ``esco_groups`` the ISCO-08 group of each ESCO occupation, ``esco_codes`` its
    own code; ``titles`` and ``occupations`` have names by key, and ``listed`` the titles that a page lists, by
    occupation.
    """

    codes: Mapping[str, Collection[str]] = field(default_factory=dict)
    esco_groups: Mapping[str, str] = field(default_factory=dict)
    esco_codes: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, list[str]] = field(default_factory=dict)
    occupations: Mapping[str, list[str]] = field(default_factory=dict)
    listed: Mapping[str, list[str]] = field(default_factory=dict)


def derive_crosswalks(world: World, read: Iterable[Crosswalk]) -> list[Crosswalk]:
    """Return the crosswalks that follow from *world* and the crosswalks *read* from documents, without empty ones."""
    known = {crosswalk.key: crosswalk for crosswalk in read}
    norwegian = styrk_to_isco(world.codes.get("styrk08", ()), world.codes.get("isco08", ()))
    found = [norwegian, to_esco(norwegian, world), to_occupations(world)]
    by_title = known.get(KLASS_TITLES) or known.get(TITLES_TO_GROUPS)
    if by_title and CANDIDATES in known:
        found.append(groups_to_groups(by_title, known[CANDIDATES], norwegian, world.titles))
    return [crosswalk for crosswalk in found if crosswalk.matches]


def styrk_to_isco(styrk: Collection[str], isco: Collection[str]) -> Crosswalk:
    """Return the crosswalk of equal codes; an exact match where both editions divide the three-digit group alike."""
    parts: dict[str, tuple[set[str], set[str]]] = {}
    for side, codes in enumerate((styrk, isco)):
        for code in codes:
            parts.setdefault(code[:3], (set(), set()))[side].add(code)
    matches = []
    for code in sorted(set(styrk) & set(isco)):
        ours, theirs = parts[code[:3]]
        relation, confidence = ("exactMatch", SAME_GROUP) if ours == theirs else ("closeMatch", SAME_CODE)
        matches.append(Match(code, code, EQUAL_CODE, confidence, relation))
    return Crosswalk(NORWEGIAN_ISCO, STYRK08, ISCO08, False, tuple(matches))


def to_esco(norwegian: Crosswalk, world: World) -> Crosswalk:
    """Return the crosswalk to the occupations of ESCO under the ISCO-08 group of each STYRK-08 group."""
    members: dict[str, list[str]] = {}
    for occupation, group in sorted(world.esco_groups.items()):
        members.setdefault(group, []).append(occupation)
    matches = tuple(
        Match(match.source, occupation, THROUGH_ISCO, match.confidence / len(members[match.target]), "narrowMatch")
        for match in norwegian.matches
        for occupation in members.get(match.target, ())
    )
    return Crosswalk(TO_ESCO, STYRK08, ESCO, False, matches, shown=world.esco_codes)


def to_occupations(world: World) -> Crosswalk:
    """Return the crosswalk from titles to the occupations whose pages list them, or else to those of equal names."""
    holders: dict[str, list[str]] = {}
    for occupation, titles in sorted(world.listed.items()):
        for title in titles:
            holders.setdefault(title, []).append(occupation)
    stated = (
        Match(title, occupation, LISTED_BY_PAGE, 1 / len(occupations), "broadMatch")
        for title, occupations in sorted(holders.items())
        for occupation in occupations
    )
    free = {title: names for title, names in sorted(world.titles.items()) if title not in holders}
    shown = {key: names[0] for key, names in world.occupations.items()}
    matches = (*stated, *_suggested(free, world.occupations))
    return Crosswalk(TO_OCCUPATIONS, TITLES, OCCUPATIONS, False, matches, shown)


def _suggested(titles: Mapping[str, list[str]], occupations: Mapping[str, list[str]]) -> Iterator[Match]:
    found = list(suggest(titles, occupations))
    sums: dict[str, float] = {}
    for one in found:
        sums[one.title] = sums.get(one.title, 0.0) + one.rule.confidence
    for one in found:
        evidence = EQUAL_IN_PART if one.rule in PARTIAL else EQUAL_NAMES
        confidence = one.rule.confidence / max(1.0, sums[one.title])
        yield Match(one.title, one.occupation, evidence, confidence, one.rule.match)


def groups_to_groups(
    by_title: Crosswalk, candidates: Crosswalk, norwegian: Crosswalk, titles: Collection[str]
) -> Crosswalk:
    """
    Return the crosswalk between STYRK-98 and STYRK-08 groups that titles and ISCO-08 support together.

    A title counts for the group it is matched with. A title without a match, or with a match that ISCO-88 contradicts,
    is also shared among the candidates of its own group. A group's confidence is the mean over its titles. The official
    table of titles takes precedence over an unofficial one.
    """
    ways = _through_isco(candidates, norwegian)
    named_by = THROUGH_TITLES if by_title.official else None
    of_title: dict[str, list[Match]] = {}
    for match in by_title.matches:
        of_title.setdefault(match.source, []).append(match)
    sums: dict[tuple[str, str], float] = {}
    grounds: dict[tuple[str, str], set[bool]] = {}
    sizes: dict[str, int] = {}
    for title in sorted({*titles, *of_title}):
        group = title[:4]
        sizes[group] = sizes.get(group, 0) + 1
        for code, confidence, is_named in _targets(of_title.get(title, []), ways.get(group, {})):
            sums[group, code] = sums.get((group, code), 0.0) + confidence
            grounds.setdefault((group, code), set()).add(is_named)
    matches = []
    for (group, code), total in sorted(sums.items()):
        named, reached = True in grounds[group, code], code in ways.get(group, {})
        evidence = (named_by or (TITLES_AND_ISCO if reached else EQUAL_TITLE)) if named else THROUGH_ISCO
        matches.append(Match(group, code, evidence, total / sizes[group]))
    return Crosswalk(GROUPS, STYRK98, STYRK08, False, tuple(matches))


def _targets(own: Collection[Match], ways: Mapping[str, float]) -> Iterator[tuple[str, float, bool]]:
    """Yield the groups of one title as (code, confidence, whether the title itself is matched with it)."""
    for match in own:
        yield match.target, match.confidence, True
    is_doubted = any(match.evidence is EQUAL_TITLE_AGAINST_ISCO for match in own)
    share = AGAINST / EACH if is_doubted else 0.0 if own else 1.0
    if share:
        yield from ((code, confidence * share, False) for code, confidence in ways.items())


def _through_isco(candidates: Crosswalk, norwegian: Crosswalk) -> dict[str, dict[str, float]]:
    """Return the STYRK-08 codes that each STYRK-98 group reaches by way of ISCO-08, with their confidence."""
    back = {match.target: match for match in norwegian.matches}
    found: dict[str, dict[str, float]] = {}
    for match in candidates.matches:
        if match.target in back:
            way = back[match.target]
            found.setdefault(match.source, {})[way.source] = match.confidence * way.confidence
    return found
