"""Codes of classifications as their readers yield them, and the lengths that codes may have."""

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
    One code of a classification; raises ``ValueError`` where it is not digits.

    ``names`` has its own name by language, where known; ``in_use`` are the (language, name) that other sources use;
    ``notes`` are remarks of the publisher by language. ``added_by`` is the key of an organisation that uses the code
    although the edition lacks it.
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
    """Check the length of *code*; raises ``ValueError`` where the classification *kind* has no code of that length."""
    depths = DEPTHS[kind]
    if not _DIGITS.fullmatch(code) or len(code) not in depths:
        known = ", ".join(map(str, depths[:-1]))
        raise ValueError(f"a code of {kind} has {known} or {depths[-1]} digits, got {code!r}")
