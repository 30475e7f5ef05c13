"""Weight of the group that sources state for a title name, against other evidence and for the titles themselves."""

from __future__ import annotations

from collections.abc import Sequence

from ..search.index import Indexed
from .routes import Reached, Routes

# The chance of a group stated for a title of exactly this name, and the chance above which other evidence confirms it.
# Of 2,200 names that NAV has as well, 93 in 100 unconfirmed groups are NAV's too (88 of STYRK-98), 98 in 100 confirmed.
_STATED, _CONFIRMED = 0.93, 0.98
_GROUP_DIGITS = 4


def state_group(
    routes: Routes, kind: str, things: Sequence[Indexed], chances: list[tuple[str, float]]
) -> list[tuple[str, float]]:
    """Return *chances* with the one group that sources state for exactly this name at its measured chance."""
    titles = [thing.number for thing in things if thing.kind == "title"]
    reached = [one for title in titles for one in routes.reach([title], kind)]
    stated = {one.thing.code for one in reached}
    if len(stated) != 1 or any(one.confidence < 1 for one in reached):
        return chances
    code = stated.pop()
    before = dict(chances).get(code, 0.0)
    if before >= _CONFIRMED:
        return chances
    scale = (1 - _STATED) / (1 - before)
    return [(code, _STATED), *((other, chance * scale) for other, chance in chances if other != code)]


def hold_together(codes: dict[str, list[Reached]]) -> dict[str, list[Reached]]:
    """Return *codes*, with no title likelier than the group of STYRK-98 it is in."""
    groups = {reached.thing.code: reached.confidence for reached in codes["styrk98"]}
    if "title" in codes:
        codes["title"] = [
            Reached(one.thing, min(one.confidence, groups.get(one.thing.code[:_GROUP_DIGITS], 0.0)), one.is_mapped)
            for one in codes["title"]
        ]
    return codes
