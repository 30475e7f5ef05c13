"""A way as steps on a line: each with its name and a note."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from .drawing import Drawing

_WIDTH, _LEFT, _TOP, _LINE, _GAP, _LONGEST = 480, 14, 20, 17, 22, 58


def draw_steps(steps: Sequence[tuple[str, str]], title: str = "") -> Drawing:
    """Return the drawing of *steps* as (name, note) from top to bottom; a note may be ''."""
    blocks = [[("figure", line) for line in wrap(name, _LONGEST)] + [("tick", line) for line in wrap(note, _LONGEST)]
              for name, note in steps]  # fmt: skip
    heights = [len(block) * _LINE + _GAP for block in blocks]
    drawing = Drawing(title, _TOP + sum(heights), _WIDTH)
    drawing.line("spoke", _LEFT, _TOP, _LEFT, _TOP + sum(heights[:-1]), stroke_width=2)
    top = _TOP
    for number, (block, height) in enumerate(zip(blocks, heights, strict=True)):
        drawing.circle("opened" if number == len(blocks) - 1 else "node", _LEFT, top, 7)
        for order, (kind, line) in enumerate(block):
            drawing.text(kind, _LEFT + 20, top + 5 + order * _LINE, line)
        top += height
    return drawing
