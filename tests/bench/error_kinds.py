"""Kinds of titles whose groups are hard to find, for counts of errors by method."""

from __future__ import annotations

import re
from collections.abc import Collection

KINDS = (
    "apprentice", "leader", "only variants listed", "field in brackets", "English", "compound", "other",
)  # fmt: skip
_LEADER = re.compile(r"(leder|leiar|sjef|direktør|formann|bestyrer|mester|inspektør)$")
_ENGLISH = re.compile(
    r"\b(manager|controller|officer|engineer|developer|consultant|assistant|specialist|account|sales|business|head|chief"
    r"|advisor|analyst|driver|operator|planner|supervisor|executive|lead|director|technician|service)\b"
)
_LONG = 12


def kind_of(written: str, varied: Collection[str]) -> str:
    """
    Return the first of ``KINDS`` that a title is of; *varied* are the names listed with a field in brackets only.

    >>> kind_of("Lærling (gartner)", ()), kind_of("Leder (fiske)", ()), kind_of("Billettør", ["billettør"])
    ('apprentice', 'leader', 'only variants listed')
    """
    main, _, field = (part.strip() for part in written.lower().partition("("))
    if main.startswith("lærling"):
        return "apprentice"
    if _LEADER.search(main):
        return "leader"
    if not field and main in varied:
        return "only variants listed"
    if field:
        return "field in brackets"
    if _ENGLISH.search(main):
        return "English"
    return "compound" if len(main) >= _LONG and " " not in main else "other"


def varied_names(names: Collection[str]) -> frozenset[str]:
    """Return the names before brackets, in small letters, that are not among *names* themselves."""
    whole = {name.lower() for name in names}
    return frozenset(name.partition("(")[0].strip() for name in whole if "(" in name) - whole
