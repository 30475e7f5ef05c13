"""The ways in which a name is recognised in a title, the surest first."""

from __future__ import annotations

WAYS = ("same", "folded", "stems", "called", "within", "near", "part", "spelt")
SAME, FOLDED, STEMS, CALLED, WITHIN, NEAR, PART, SPELT = WAYS
# Those by which the name is the written one.
OWN_NAME = (SAME, FOLDED)
# Those by which the name is another one than the written, likely the one meant.
GUESSES = (NEAR, PART, SPELT)
