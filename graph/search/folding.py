"""Folding of case, Norwegian letters, accents, hyphens and punctuation, so that spellings compare equal."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "e", "ä": "e", "ø": "o", "ö": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ł": "l", "œ": "o"}
)
# Spellings without the Norwegian letters, and UTF-8 misread as Latin-1.
_SPELT = re.compile("ae|oe|aa|ã¦|ã¸|ã¥|ã˜|ã†|ã…")
_WHOLE = {"ae": "e", "oe": "o", "aa": "a", "ã¦": "e", "ã¸": "o", "ã¥": "a", "ã˜": "o", "ã†": "e", "ã…": "a"}
_WORD = re.compile("[a-z0-9]+")


def fold(text: str) -> str:
    """
    Return *text* in lower case without accents, with every spelling of æ, ø and å replaced by e, o and a.

    >>> fold("LÆRER"), fold("Laerer"), fold("Röntgenlege"), fold("Paal")
    ('lerer', 'lerer', 'rontgenlege', 'pal')
    """
    small = text.lower()
    if not small.isascii():
        # Three replacements take a tenth of the time of a translation table and are enough for most names.
        small = _join_spelt(small).replace("æ", "e").replace("ø", "o").replace("å", "a")
        if not small.isascii():
            apart = unicodedata.normalize("NFKD", small.translate(_LETTERS))
            small = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _join_spelt(small)


def _join_spelt(small: str) -> str:
    return _SPELT.sub(lambda found: _WHOLE[found[0]], small)


def fold_words(text: str) -> list[str]:
    """
    Return the folded words of *text*; every character except letters and digits separates words.

    >>> fold_words("Avd.leder (IT-drift)")
    ['avd', 'leder', 'it', 'drift']
    """
    return find_words(fold(text))


def find_words(folded: str) -> list[str]:
    """Return the words of text that is already *folded*."""
    return _WORD.findall(folded)
