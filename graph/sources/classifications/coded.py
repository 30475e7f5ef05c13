"""What readers of classifications yield: a code with what the source calls it, and how deep codes may lie."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...model import Record

_DIGITS = re.compile(r"[0-9]+")

# How many digits the codes of each classification have, from the top level down.
DEPTHS: Mapping[str, tuple[int, ...]] = {
    "styrk98": (1, 2, 3, 4),
    "styrk08": (1, 2, 3, 4),
    "isco88": (1, 2, 3, 4),
    "isco08": (1, 2, 3, 4),
    "nus": (1, 2, 3, 4, 6),
    "nus-field": (1, 2, 3),
}


class CodedItem(Record, frozen=True):
    """
    One code of a classification.

    ``names`` has its own name by language, where known; ``in_use`` are (language, name) other sources call it by;
    ``notes`` are remarks of the publisher by language. ``added_by`` is the key of an organisation that uses the code
    without its being in the edition.
    """

    code: str
    names: Mapping[str, str] = {}
    in_use: tuple[tuple[str, str], ...] = ()
    notes: Mapping[str, str] = {}
    isced97: str = ""
    added_by: str = ""

    def __post_init__(self) -> None:
        if not _DIGITS.fullmatch(self.code):
            raise ValueError(f"a classification code is digits, got {self.code!r}")


def check_depth(kind: str, code: str) -> None:
    """Refuse a *code* that has not as many digits as a code of the classification *kind* may have."""
    depths = DEPTHS[kind]
    if not _DIGITS.fullmatch(code) or len(code) not in depths:
        known = ", ".join(map(str, depths[:-1]))
        raise ValueError(f"a code of {kind} has {known} or {depths[-1]} digits, got {code!r}")
