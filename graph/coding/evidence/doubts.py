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
# The share of the titles of a half that are in its group, and of those with a longer last word of the same ending
# ("kranfører" for "fører") that are in the group of a bare word.
_MOSTLY = 0.5


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


def bound_by_variants(chances: Chances, codes: Collection[str], others: Sequence[str]) -> Chances:
    """
    Return *chances* with none of a certain code where the variants of a name, or most of its compounds, disagree.

    *codes* are those of the variants (names that differ in their brackets), *others* those of titles whose last word
    has the same ending.
    """
    if not chances or not codes:
        return chances
    if len(codes) == 1 and sum(code in codes for code in others) >= _MOSTLY * len(others):
        return chances
    return [(code, min(chance, MOST_DOUBTED)) for code, chance in chances]


def _rank(found: dict[str, float]) -> Chances:
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))
