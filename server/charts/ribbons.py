"""Flows between two columns of boxes: the wider the ribbon, the more links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from .drawing import Drawing

_WIDTH, _LEFT, _RIGHT, _BOX = 720, 240, 480, 10
_GAP, _TOP = 9, 6
# The height of a line of a name in units, and the letters that fit in it.
_LINE_HEIGHT, _LETTERS = 15, 30


@dataclass(frozen=True)
class FlowEnd:
    """A box: its key, its name and the address behind it."""

    key: str
    name: str
    href: str


def draw_flows(
    left: Sequence[FlowEnd], right: Sequence[FlowEnd], links: Mapping[tuple[str, str], int], title: str = ""
) -> Drawing:
    """Return the flows from *left* to *right*, with the number of *links* by the keys of both ends."""
    total = sum(links.values()) or 1
    scale = max(2.0, min(12.0, 420 / total))
    sizes = [_heights(ends, [sum(n for pair, n in links.items() if pair[side] == one.key) for one in ends], scale)
             for side, ends in enumerate((left, right))]  # fmt: skip
    height = max(sum(size + _GAP for size in one.values()) for one in sizes) + _TOP
    drawing = Drawing(title, round(height), _WIDTH)
    tops = [_tops(one, height) for one in sizes]
    used = [dict.fromkeys(one, 0.0) for one in tops]
    for source in left:
        for target in right:
            if number := links.get((source.key, target.key), 0):
                start, end = tops[0][source.key] + used[0][source.key], tops[1][target.key] + used[1][target.key]
                drawing.path("flow", _ribbon(start, end, number * scale), f"{source.name} – {target.name}: {number}")
                used[0][source.key] += number * scale
                used[1][target.key] += number * scale
    for side, ends in enumerate((left, right)):
        for one in ends:
            _draw_end(drawing, one, tops[side][one.key], sizes[side][one.key], is_left=side == 0)
    return drawing


def _heights(ends: Sequence[FlowEnd], counts: Sequence[int], scale: float) -> dict[str, float]:
    """Return the height of each box: that of its links, and at least that of its name beside it."""
    return {
        one.key: max(count * scale, _LINE_HEIGHT * len(wrap(one.name, _LETTERS)))
        for one, count in zip(ends, counts, strict=True)
    }


def _tops(sizes: Mapping[str, float], height: float) -> dict[str, float]:
    """Return the upper edge of each box, the column spread over *height*, so that both begin at the top."""
    spare = height - _TOP - sum(size + _GAP for size in sizes.values())
    gap = _GAP + spare / max(1, len(sizes) - 1)
    top, found = float(_TOP), {}
    for key, size in sizes.items():
        found[key] = top
        top += size + gap
    return found


def _ribbon(start: float, end: float, thickness: float) -> str:
    x1, x2 = _LEFT + _BOX, _RIGHT
    middle = (x1 + x2) / 2
    return (
        f"M{x1} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {x2} {end:.1f}"
        f"V{end + thickness:.1f}C{middle} {end + thickness:.1f} {middle} {start + thickness:.1f} {x1} "
        f"{start + thickness:.1f}Z"
    )


def _draw_end(drawing: Drawing, one: FlowEnd, top: float, size: float, *, is_left: bool) -> None:
    drawing.open_link(one.href, one.name)
    drawing.rect("node", _LEFT if is_left else _RIGHT, top, _BOX, size)
    x, anchor = (_LEFT - 6, "end") if is_left else (_RIGHT + _BOX + 6, "start")
    lines = wrap(one.name, _LETTERS)
    first = top + size / 2 + 4 - _LINE_HEIGHT * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        drawing.text("name", x, first + _LINE_HEIGHT * number, line, anchor=anchor)
    drawing.close_link()
