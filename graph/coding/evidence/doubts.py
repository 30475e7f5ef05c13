"""
Doubts about the group of a title: another half, a head that it was cut off from, and names that contradict it.

No fit teaches them: the titles measured hardly have any that are combined, and the probabilities are those of single
jobs. A doubt shares the probability out between the halves, or keeps it below that of a certain code.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

Chances = list[tuple[str, float]]
# Just below the least probability of a certain code.
MOST_DOUBTED = 0.94
# The share of the titles of a half that are in the group of the other, so that both may be one job.
_MOSTLY = 0.5
# So many compounds of a bare word ("kranfører" for "fører"), and no larger a share of them in its group, speak against
# it; fewer may only end in the same letters.
_COMPOUNDS, _HARDLY_ANY = 10, 0.1


class Doubt(NamedTuple):
    """
    A doubt about the name found in a title: the *share* of its probability that is left (0 to 1).

    ``halves`` are the things named by each other half of the title. A name ``is_of`` another job where the title
    mentions it only as the one that the job is for, such as the doctor of an assistant.
    """

    share: float = 1.0
    halves: tuple[tuple[int, ...], ...] = ()
    is_of: bool = False


NO_DOUBT = Doubt()


def share_out(chances: Chances, doubt: Doubt, halves: Sequence[Sequence[str]]) -> Chances:
    """
    Return *chances* (the likeliest code first) with those of the other *halves* of the title, by the codes of each.

    A half mostly in the group of the first code raises no doubt.
    """
    if not chances:
        return chances
    first = chances[0][0]
    rivals = [codes for codes in halves if codes and codes.count(first) < _MOSTLY * len(codes)]
    if not rivals and not doubt.is_of:
        return chances
    found = {code: chance * doubt.share for code, chance in chances}
    for codes in rivals:
        for code in codes:
            found[code] = found.get(code, 0.0) + (1 - doubt.share) / len(rivals) / len(codes)
    return _rank(found)


def keep_to(chances: Chances, codes: Collection[str]) -> Chances:
    """Return *chances* with the likeliest of *codes* in the first place, if any of them is among these."""
    inside = next((code for code, _ in chances if code in codes), "")
    if not inside or inside == chances[0][0]:
        return chances
    found = dict(chances)
    found[inside], found[chances[0][0]] = chances[0][1], found[inside]
    return _rank(found)


def bound_by_variants(chances: Chances, codes: Collection[str], compounds: Sequence[str]) -> Chances:
    """
    Return *chances* with none of a certain code where the variants of a name disagree, or nearly all its compounds do.

    *codes* are those of the variants (names that differ in their brackets), *compounds* those of the titles whose last
    word is longer and has the same ending.
    """
    if not chances or not codes:
        return chances
    inside = sum(code in codes for code in compounds)
    if len(codes) == 1 and (len(compounds) < _COMPOUNDS or inside > _HARDLY_ANY * len(compounds)):
        return chances
    return [(code, min(chance, MOST_DOUBTED)) for code, chance in chances]


def _rank(found: dict[str, float]) -> Chances:
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))
