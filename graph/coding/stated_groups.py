"""The group that sources state for a title of exactly this name, and the groups that titles are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..search.index import Indexed
from .evidence.doubts import NO_DOUBT, Chances, Doubt, bound_by_variants, keep_to, share_out
from .evidence.nearest_names import OTHER_EDITION
from .names_within import Varied
from .routes import Reached, Routes

# The codes of a title with their chances, the likeliest first, by classification.
Groups = Mapping[str, Chances]
_GROUP_DIGITS = 4


class Stated(NamedTuple):
    """The group that sources state for titles, and that of the other edition ('' where these have none, or several)."""

    code: str
    other: str


def find_stated(routes: Routes, kind: str, things: Sequence[Indexed]) -> Stated | None:
    """Return the one group of *kind* that is stated for the titles among *things*; None for none, or for several."""
    titles = [thing.number for thing in things if thing.kind == "title"]
    reached = [one for title in titles for one in routes.reach([title], kind)]
    codes = {one.thing.code for one in reached}
    if len(codes) != 1 or any(one.confidence < 1 for one in reached):
        return None
    others = {one.thing.code for title in titles for one in routes.reach([title], OTHER_EDITION[kind])}
    return Stated(codes.pop(), others.pop() if len(others) == 1 else "")


def state_group(stated: Stated, chances: list[tuple[str, float]], chance: float) -> list[tuple[str, float]]:
    """
    Return *chances* with the *stated* group first, which is right with this *chance*.

    A source may see the title in another group all the same, so the others keep their parts of what is left.
    """
    before = dict(chances).get(stated.code, 0.0)
    scale = (1 - chance) / (1 - before) if before < 1 else 0.0
    others = [(other, one * scale) for other, one in chances if other != stated.code]
    return [(stated.code, chance), *others]


def hold_together(codes: dict[str, list[Reached]]) -> dict[str, list[Reached]]:
    """Return *codes*, with no title likelier than the group of STYRK-98 it is in."""
    groups = {reached.thing.code: reached.confidence for reached in codes["styrk98"]}
    if "title" in codes:
        codes["title"] = [
            Reached(one.thing, min(one.confidence, groups.get(one.thing.code[:_GROUP_DIGITS], 0.0)), one.is_mapped)
            for one in codes["title"]
        ]
    return codes


def share_halves(routes: Routes, groups: Groups, doubt: Doubt) -> Groups:
    """Return *groups* where each half of a combined title has its share, and a job that the title is for has less."""
    if doubt == NO_DOUBT:
        return groups
    halves = {kind: [_codes_each(routes, kind, things) for things in doubt.halves] for kind in groups}
    return {kind: share_out(chances, doubt, halves[kind]) for kind, chances in groups.items()}


def bound_variants(routes: Routes, groups: Groups, varied: Varied, stated: Collection[str]) -> Groups:
    """
    Return *groups* by the titles of a register that differ from a title in their brackets alone.

    The group of one of them, or of the name found, stands first, and is certain only where they agree. Groups of the
    editions *stated* stay as they are.
    """
    if not varied.own and not varied.meant:
        return groups
    bound = dict(groups)
    for kind in groups.keys() - set(stated):
        own = _codes(routes, kind, varied.own)
        chances = keep_to(groups[kind], own | _codes(routes, kind, varied.named)) if own else groups[kind]
        compounds = _codes_each(routes, kind, varied.ending)
        bound[kind] = bound_by_variants(chances, own | _codes(routes, kind, varied.meant), compounds)
    return bound


def _codes(routes: Routes, kind: str, things: Iterable[int]) -> set[str]:
    return set(_codes_each(routes, kind, things))


def _codes_each(routes: Routes, kind: str, things: Iterable[int]) -> list[str]:
    return [one.thing.code for thing in things for one in routes.reach([thing], kind)]
