"""The least of many axioms that are together at fault, found with few runs of the reasoner."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from .axioms import Axiom

# Each axiom of an explanation costs about log2(axioms) runs of half a second, so this bounds it to about a minute.
_MOST_EXPLAINING = 10


def shrink(axioms: list[Axiom], broken: Callable[[list[Axiom]], bool], first: int = 1) -> list[Axiom]:
    """
    Return a minimal subset of *axioms* that is still *broken*: without any one of its members it is not.

    The shortest broken beginning ends in a necessary axiom; with that one kept, the rest is shortened again. It is
    sought among the *first* axioms first, which pays where those near the cause come first. With more than ten causes
    the result holds others, too.
    """
    kept: list[Axiom] = []
    rest = axioms
    is_broken = _remembered(broken)
    for _ in range(_MOST_EXPLAINING):
        if kept and is_broken(kept):
            return kept
        last = _find_first(len(rest) - 1, lambda n: is_broken(kept + rest[: n + 1]), first)  # noqa: B023
        kept = [*kept, rest[last]]
        rest = rest[:last]
    return kept + rest


def _remembered(broken: Callable[[list[Axiom]], bool]) -> Callable[[list[Axiom]], bool]:
    """Cache *broken*, using that supersets of broken sets are broken, and subsets of sound sets are sound."""
    answers: list[tuple[frozenset[int], bool]] = []

    def ask(part: list[Axiom]) -> bool:
        asked = frozenset(map(id, part))
        for known, answer in answers:
            if known <= asked if answer else asked <= known:
                return answer
        answers.append((asked, broken(part)))
        return answers[-1][1]

    return ask


def _find_first(most: int, is_met: Callable[[int], bool], after: int) -> int:
    """
    Return the least number for which *is_met*, at most *most*; *is_met* holds for all greater numbers too.

    It is sought below *after*, then below twice as much, and so on.
    """
    low = 0
    while after < most and not is_met(after - 1):
        low, after = after, 2 * after
    return bisect_left(range(min(after, most)), True, lo=low, key=is_met)
