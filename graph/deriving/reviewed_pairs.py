"""
The crosswalk from STYRK-08 to ISCO-08, from a table of pairs that have been read and judged one by one.

STYRK-08 takes most of its codes from ISCO-08, but equal digits are no evidence: 2267 are occupational therapists in one
and opticians in the other. ``graph/data/styrk08_isco08.csv`` has every group of STYRK-08 with both names as they were
when the pair was judged, how the groups relate, and the reason where they are not the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..crosswalk import ISCO08, REVIEWED_PAIR, STYRK08, Crosswalk, Match
from ..crosswalk_words import NORWEGIAN_ISCO
from ..sources.files.separated_values import read_table

TABLE = Path(__file__).parents[1] / "data" / "styrk08_isco08.csv"
EXACT, CLOSE = "exactMatch", "closeMatch"
# How sure a judged pair is; names that have changed since it was judged leave it only close.
CONFIDENCE: Mapping[str, float] = {
    EXACT: 0.98,
    CLOSE: 0.8,
    "broadMatch": 0.95,
    "narrowMatch": 0.9,
    "relatedMatch": 0.6,
}
# Pairs in which the group of ISCO-08 has all members of the Norwegian one. A second reading of the 394 pairs stated so
# found 392 right (95 % interval 98.2-99.9 %) and two in which many members go elsewhere, which are mended.
_WITHIN = frozenset((EXACT, "broadMatch"))
_FOUND_RIGHT = 0.995
_COLUMNS = ("styrk08", "isco08", "relation", "name_nb", "name_en", "reason")


@dataclass(frozen=True, slots=True)
class ReviewedPair:
    """
    A group of STYRK-08, its group of ISCO-08 ('' for none), and the SKOS relation between them.

    ``name_nb`` and ``name_en`` are their names when the pair was judged; ``reason`` says why they are not the same.
    """

    styrk08: str
    isco08: str
    relation: str
    name_nb: str
    name_en: str
    reason: str


@cache
def read_pairs(path: Path = TABLE) -> tuple[ReviewedPair, ...]:
    """
    Return the pairs in the table at *path*.

    Raises ``SourceFault``, with the line, for an unknown relation, and for a pair that is not exact and has no reason.
    """
    pairs = []
    for row in read_table(path, _COLUMNS, ()):
        pair = ReviewedPair(*(row[column] for column in _COLUMNS))
        if pair.isco08 and pair.relation not in CONFIDENCE:
            raise row.fault(f"a relation is one of {', '.join(CONFIDENCE)}, got {pair.relation!r}")
        if pair.relation != EXACT and not pair.reason:
            raise row.fault(f"{pair.styrk08} is not the same as {pair.isco08 or 'any group'}: write the reason")
        pairs.append(pair)
    return tuple(pairs)


def styrk_to_isco(
    styrk: Collection[str], isco: Collection[str], names: Mapping[str, Mapping[str, str]] | None = None
) -> Crosswalk:
    """
    Return the crosswalk between the groups at hand.

    *names* are those of the groups by kind (``styrk08`` in bokmål, ``isco08`` in English): an exact match of which one
    has another name than the judged one becomes a close match.
    """
    known = names or {}
    matches = []
    for pair in read_pairs():
        if pair.styrk08 in styrk and pair.isco08 in isco:
            told = known.get("styrk08", {}).get(pair.styrk08), known.get("isco08", {}).get(pair.isco08)
            is_same = _is_name(told[0], pair.name_nb) and _is_name(told[1], pair.name_en)
            relation = pair.relation if is_same or pair.relation != EXACT else CLOSE
            confidence = _FOUND_RIGHT if relation in _WITHIN else CONFIDENCE[relation]
            matches.append(Match(pair.styrk08, pair.isco08, REVIEWED_PAIR, confidence, relation))
    return Crosswalk(NORWEGIAN_ISCO, STYRK08, ISCO08, False, tuple(matches))


def _is_name(told: str | None, judged: str) -> bool:
    return told is None or _letters(told) == _letters(judged)


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
