"""Sentences, numbers, months and dates in Norwegian text, in bokmål and nynorsk."""

from __future__ import annotations

import datetime
import re

# Both languages' words, and the spellings of older texts.
_NUMBERS = {
    1: "en ett et ein ei eit eitt én éin éi éitt",
    2: "to",
    3: "tre",
    4: "fire",
    5: "fem",
    6: "seks",
    7: "sju syv",
    8: "åtte",
    9: "ni",
    10: "ti",
    11: "elleve",
    12: "tolv",
}
_WORDS = {word: number for number, words in _NUMBERS.items() for word in words.split()}
_ONE_AND_A_HALF = ("halvannet", "halvanna", "halvtanna", "halvannan")
_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november")
_MONTH_NUMBERS = {name: number for number, name in enumerate((*_MONTHS, "desember"), start=1)}

_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = (
    rf"(?:\d{{1,2}}(?:[,.]\d)?|{'|'.join(_ONE_AND_A_HALF)}"
    rf"|(?:{_WORD}|\d{{1,2}})(?: og (?:et |eit |ein |en )?(?:halvt|halv))?)"
)
"""A pattern for a number up to 99 as ``number`` reads it: 6, 6,5, seks, seks og eit halvt, halvannet."""

MONTH = "|".join(_MONTH_NUMBERS)
"""A pattern for the name of a month, the same in both languages."""

_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\.? (?P<name>{MONTH}) (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)


def number(written: str) -> float:
    """
    Return the number *written*, which ``NUMBER`` matched.

    >>> number("seks og eit halvt"), number("6,5"), number("tre")
    (6.5, 6.5, 3.0)
    """
    first, _, half = written.casefold().partition(" og ")
    if first in _ONE_AND_A_HALF:
        return 1.5
    whole = _WORDS[first] if first in _WORDS else float(first.replace(",", "."))
    return whole + (0.5 if half else 0.0)


def month_number(name: str) -> int:
    """Return the number of the month *name*, 1-12."""
    return _MONTH_NUMBERS[name.casefold()]


def find_date(text: str) -> tuple[datetime.date, int] | None:
    """Return the first valid date in *text* and its offset, or None."""
    for pattern in _DATES:
        if match := pattern.search(text):
            parts = match.groupdict()
            month = month_number(parts["name"]) if parts.get("name") else int(parts["month"])
            try:
                return datetime.date(int(parts["year"]), month, int(parts["day"])), match.start()
            except ValueError:
                continue
    return None


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*, in order."""
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ–])", text)
