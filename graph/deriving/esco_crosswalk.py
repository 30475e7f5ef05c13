"""
The crosswalk from occupations to those of ESCO, and the ESCO occupations whose skills an occupation has.

An occupation whose pairs have been judged has those; all others have computed links.

Skills come from the nearest relation that is sure enough: from the exact match; without one, from the close matches;
without these, from the broad ones; and only then from narrow ones that a reader has judged, since a computed narrow
one may be any part of the occupation: a teacher of politics is no teacher of all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ..crosswalk import (
    ALIKE_NAMES,
    EQUAL_NAMES,
    ESCO,
    OCCUPATIONS,
    REVIEWED_PAIR,
    THROUGH_ISCO,
    Crosswalk,
    Evidence,
    Match,
)
from ..crosswalk_words import OCCUPATIONS_TO_ESCO
from ..sources.classifications.search_words import read_search_words
from .esco_features import EscoFeatures, EscoOccupations
from .esco_links import ALIKE_GROUND, BROAD, CLOSE, EQUAL_GROUND, EXACT, GROUP_GROUND, NARROW, esco_links
from .judged_links import NONE, read_judged
from .reviewed_pairs import CONFIDENCE

# Links below this confidence are left out of the crosswalk, and links below the other state nothing of their own.
LEAST, SURE = 0.3, 0.5
_ORDER = (EXACT, CLOSE, BROAD, NARROW)
_GROUNDS: Mapping[str, Evidence] = {
    EQUAL_GROUND: EQUAL_NAMES,
    ALIKE_GROUND: ALIKE_NAMES,
    GROUP_GROUND: THROUGH_ISCO,
}


def occupations_to_esco(
    norwegian: Crosswalk,
    esco: EscoOccupations,
    groups: Mapping[str, Iterable[str]],
    english: Mapping[str, str],
    shown: Mapping[str, str],
) -> Crosswalk:
    """
    Return the crosswalk from occupations to *esco*, by the crosswalk from STYRK-08 to ISCO-08.

    *groups* are the STYRK-08 groups of every occupation, *english* the English names that sources give some of them,
    *shown* a readable name or code of each key. An occupation without any English name has no link.
    """
    reached: dict[str, set[str]] = {}
    for match in norwegian.matches:
        reached.setdefault(match.source, set()).add(match.target)
    words = read_search_words()
    names = {
        key: [*words.get(key, ()), *([english[key]] if key in english else ())]
        for key in sorted(groups)
        if key in words or key in english
    }
    features = EscoFeatures(
        esco, names, {key: frozenset(one for code in groups[key] for one in reached.get(code, ())) for key in names}
    )
    judged = _judged_matches(groups, esco)
    known, exact = {pair.occupation for pair in read_judged()}, {one.target for one in judged if one.relation == EXACT}
    computed = tuple(
        Match(
            link.occupation,
            link.esco,
            _GROUNDS[link.ground],
            link.confidence,
            CLOSE if link.relation == EXACT and link.esco in exact else link.relation,
        )
        for link in esco_links(features, [key for key in names if key not in known], LEAST)
    )
    return Crosswalk(OCCUPATIONS_TO_ESCO, OCCUPATIONS, ESCO, False, judged + computed, shown)


def _judged_matches(occupations: Collection[str], esco: EscoOccupations) -> tuple[Match, ...]:
    """Return the judged pairs of *occupations* and *esco* that are related."""
    return tuple(
        Match(pair.occupation, pair.esco, REVIEWED_PAIR, CONFIDENCE[pair.relation], pair.relation)
        for pair in read_judged()
        if pair.relation != NONE and pair.occupation in occupations and pair.esco in esco.names
    )


def sure_links(crosswalk: Crosswalk) -> list[Match]:
    """Return the matches of *crosswalk* that are sure enough to state as properties of the occupation."""
    return [match for match in crosswalk.matches if match.confidence >= SURE]


def skill_sources(crosswalk: Crosswalk) -> dict[str, list[str]]:
    """Return the ESCO occupations whose skills each occupation has, by its nearest relation that is sure enough."""
    found: dict[str, list[Match]] = {}
    for match in sure_links(crosswalk):
        if match.relation == NARROW and match.evidence is not REVIEWED_PAIR:
            continue
        found.setdefault(match.source, []).append(match)
    nearest = {key: min((match.relation for match in matches), key=_ORDER.index) for key, matches in found.items()}
    return {
        key: [match.target for match in matches if match.relation == nearest[key]] for key, matches in found.items()
    }
