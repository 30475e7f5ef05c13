"""Norway as tiles: a square for each county, placed about where it lies, darker for larger numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from .drawing import Drawing

# The column and row of each county by its code: the counties of 2024, and those of 2018 to 2019.
_OF_2024: Mapping[str, tuple[int, int]] = {
    "56": (5, 0), "55": (4, 0), "18": (3, 1), "50": (2, 2), "15": (1, 3), "34": (2, 3), "46": (0, 4), "33": (1, 4),
    "03": (2, 4), "32": (3, 4), "11": (0, 5), "40": (1, 5), "39": (2, 5), "31": (3, 5), "42": (1, 6),
}  # fmt: skip
_OF_2018: Mapping[str, tuple[int, int]] = {
    "20": (5, 0), "19": (4, 0), "18": (3, 1), "50": (2, 2), "14": (0, 3), "15": (1, 3), "05": (2, 3), "04": (3, 3),
    "12": (0, 4), "06": (1, 4), "03": (2, 4), "02": (3, 4), "11": (0, 5), "08": (1, 5), "07": (2, 5), "01": (3, 5),
    "10": (0, 6), "09": (1, 6),
}  # fmt: skip
COUNTIES: Mapping[str, Mapping[str, tuple[int, int]]] = {"2024": _OF_2024, "2018": _OF_2018}
_SIDE, _STEP, _COLUMNS, _ROWS = 58, 61, 6, 7
# The lightest and the darkest fill: text on both stays readable, in light and in dark.
_LIGHTEST, _DARKEST = 0.06, 0.42
_LONGEST_LINE, _LONGEST_WORDS = 9, 10


@dataclass(frozen=True)
class Tile:
    """A county: its code, its name, its number, None where it is withheld, and the number in words."""

    code: str
    name: str
    number: float | None
    words: str


def draw_tiles(tiles: Sequence[Tile], division: str, title: str = "") -> Drawing:
    """
    Return the map of *tiles*, those with a place in the *division* of 2018 or 2024.

    Raises ``KeyError`` for another division.
    """
    places = COUNTIES[division]
    tiles = [tile for tile in tiles if tile.code in places]
    most = max((tile.number for tile in tiles if tile.number is not None), default=0) or 1
    drawing = Drawing(title, _ROWS * _STEP, _COLUMNS * _STEP)
    for tile in tiles:
        column, row = places[tile.code]
        x, y = column * _STEP, row * _STEP
        depth = _LIGHTEST + (_DARKEST - _LIGHTEST) * max(tile.number or 0, 0) / most
        drawing.rect("tile", x, y, _SIDE, _SIDE, fill_opacity=f"{depth:.2f}")
        lines = wrap(tile.name, _LONGEST_LINE, break_long_words=False)[:3]
        for number, line in enumerate(lines):
            drawing.text("small", x + _SIDE / 2, y + 13 + 11 * number, line, anchor="middle")
        for number, line in enumerate(reversed(wrap(tile.words, _LONGEST_WORDS, break_long_words=False))):
            drawing.text("figure", x + _SIDE / 2, y + _SIDE - 7 - 12 * number, line, anchor="middle")
    return drawing
