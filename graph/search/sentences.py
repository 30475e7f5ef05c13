"""Sentences of a text."""

from __future__ import annotations

import re

# A sentence ends before a capital letter; a full stop after an abbreviation or a number ends none.
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«“\"])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:bl\.a|f\.eks|m\.m|osv|evt|ca|nr|kap|st|dr|prof|o\.l|jf|t\.d|mfl|mv)|\b\d{1,2})\.$", re.I
)


def split_sentences(text: str) -> list[str]:
    """
    Return the sentences of *text*, in order; a line break ends a sentence, too.

    >>> split_sentences("Du hjelper folk, f.eks. Barn. Du er mye ute.")
    ['Du hjelper folk, f.eks. Barn.', 'Du er mye ute.']
    """
    found: list[str] = []
    for line in text.splitlines():
        held = ""
        for part in _END.split(line.strip()):
            held = f"{held} {part}".strip()
            if not _ABBREVIATED.search(held):
                found.append(held)
                held = ""
        found += [held] if held else []
    return [one for one in found if one]
