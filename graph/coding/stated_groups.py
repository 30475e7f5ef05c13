"""Weight of the group that sources state for a title name, against other evidence and for the titles themselves."""

from __future__ import annotations

from collections.abc import Sequence

from ..search.index import Indexed
from .routes import Reached, Routes

# The chance of a group stated for a title of exactly this name where other evidence doubts it, and otherwise. Of NAV's
# names in the half for fitting, 80 of 87 of the first kind have this group (84-96 %), 901 of 941 of the second
# (94-97 %), and all 77 of which other evidence is sure (docs/coding-measurements.md).
_UNLIKELY, _LIKELY = 0.92, 0.95
_DOUBTED = 0.96
_IS_SURE = 0.98
_GROUP_DIGITS = 4


def state_group(
    routes: Routes, kind: str, things: Sequence[Indexed], chances: list[tuple[str, float]], *, may_doubt: bool
) -> list[tuple[str, float]]:
    """
    Return *chances* with the one group that sources state for exactly this name first, at its measured chance.

    A lower chance than that of a sure group is replaced. Where the chances rest on many names and *may_doubt* is true,
    a group that they find unlikely gets the lower of the two measured chances.
    """
    titles = [thing.number for thing in things if thing.kind == "title"]
    reached = [one for title in titles for one in routes.reach([title], kind)]
    stated = {one.thing.code for one in reached}
    if len(stated) != 1 or any(one.confidence < 1 for one in reached):
        return chances
    code = stated.pop()
    before = dict(chances).get(code, 0.0)
    if before >= _IS_SURE:
        return chances
    stated_chance = _UNLIKELY if may_doubt and before < _DOUBTED else _LIKELY
    scale = (1 - stated_chance) / (1 - before)
    return [(code, stated_chance), *((other, chance * scale) for other, chance in chances if other != code)]


def hold_together(codes: dict[str, list[Reached]]) -> dict[str, list[Reached]]:
    """Return *codes*, with no title likelier than the group of STYRK-98 it is in."""
    groups = {reached.thing.code: reached.confidence for reached in codes["styrk98"]}
    if "title" in codes:
        codes["title"] = [
            Reached(one.thing, min(one.confidence, groups.get(one.thing.code[:_GROUP_DIGITS], 0.0)), one.is_mapped)
            for one in codes["title"]
        ]
    return codes
