"""Norwegian alphabetical order: æ, ø and å last, aa as å, accents ignored."""

from __future__ import annotations

import unicodedata

# The brace comes after z in every encoding.
_LAST = str.maketrans({"æ": "{1", "ä": "{1", "ø": "{2", "ö": "{2", "å": "{3"})


def alphabetical(words: str) -> str:
    """
    Return the sort key that puts *words* in Norwegian dictionary order.

    >>> sorted(["Årgang", "Øl", "Zoolog", "Ære", "Aasen", "André", "Andreas"], key=alphabetical)
    ['André', 'Andreas', 'Zoolog', 'Ære', 'Øl', 'Årgang', 'Aasen']
    """
    spelled = unicodedata.normalize("NFC", words).lower().replace("aa", "å").translate(_LAST)
    if spelled.isascii():
        # Nearly all words: a page sorts two hundred.
        return spelled
    return "".join(letter for letter in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(letter))


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
_LETTERS = {"{1": "Æ", "{2": "Ø", "{3": "Å"}


def first_letter(words: str) -> str:
    """
    Return the letter of the alphabet that *words* are listed under; '#' if they start with no letter.

    >>> [first_letter(words) for words in ("Ålefisker", "Aasen", "Éclairbaker", "3D-tegner")]
    ['Å', 'Å', 'E', '#']
    """
    key = alphabetical(words)
    letter = _LETTERS.get(key[:2]) or key[:1].upper()
    return letter if letter and letter in ALPHABET else "#"
