"""The positions of occupations on a map: neighbours around the middle, further ones around those that were opened."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Size of the drawing in its own units: wider than high, to fit names.
WIDTH, HEIGHT = 760, 560
_NEAREST, _FARTHEST = 0.42, 1.0
# The distance of further occupations from the opened one, and half the angle of their fan.
_REACH, _FAN = 120, math.pi * 0.55
# The room of a name: its height, and the width of a letter.
_NAME_HEIGHT, _LETTER = 24, 6.6
_ROUNDS = 40


@dataclass
class Spot:
    """A position, and the length of the name there."""

    x: float
    y: float
    letters: int = 0


def place(order: int, count: int, strength: float) -> tuple[float, float]:
    """
    Return the position of neighbour *order* of *count*; every second one is farther out, so that names do not overlap.

    >>> place(0, 4, 1.0)
    (380.0, 189.7)
    """
    angle = 2 * math.pi * order / max(count, 1) - math.pi / 2
    reach = _NEAREST + (_FARTHEST - _NEAREST) * (1 - strength)
    reach *= 0.86 if order % 2 == 0 else 1.0
    x = WIDTH / 2 + math.cos(angle) * reach * (WIDTH / 2 - 90)
    y = HEIGHT / 2 + math.sin(angle) * reach * (HEIGHT / 2 - 30)
    return round(x, 1), round(y, 1)


def fan_out(opened: Spot, order: int, count: int) -> tuple[float, float]:
    """Return the position of the further occupation *order* of *count* around an *opened* one, away from the middle."""
    outward = math.atan2(opened.y - HEIGHT / 2, opened.x - WIDTH / 2)
    turn = 0.0 if count < 2 else _FAN * (2 * order / (count - 1) - 1)
    return opened.x + math.cos(outward + turn) * _REACH, opened.y + math.sin(outward + turn) * _REACH


def part(spots: Sequence[Spot]) -> None:
    """Move *spots* whose names overlap apart vertically, within the drawing."""
    for _ in range(_ROUNDS):
        for order, one in enumerate(spots):
            for other in spots[order + 1 :]:
                _push(one, other)
        for one in spots:
            half = min(one.letters * _LETTER / 2, WIDTH / 2)
            one.x = round(min(max(one.x, half), WIDTH - half), 1)
            one.y = round(min(max(one.y, 28.0), HEIGHT - 12.0), 1)


def _push(one: Spot, other: Spot) -> None:
    room = (one.letters + other.letters) * _LETTER / 2
    near = _NAME_HEIGHT - abs(one.y - other.y)
    if near > 0 and abs(one.x - other.x) < room:
        upper, lower = (one, other) if one.y <= other.y else (other, one)
        upper.y -= near / 2
        lower.y += near / 2
