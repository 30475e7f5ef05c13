"""The group that sources state for a title of exactly this name, and the groups that titles are in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..search.index import Indexed
from .evidence.nearest_names import OTHER_EDITION
from .routes import Reached, Routes

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
