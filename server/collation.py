"""Orders names as Norwegians do: æ, ø and å last, aa as å, accents beside their letters."""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
# Letters that the alphabet does not have, by those they stand among (Språkrådet's rules of order).
_AMONG = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ð": "d", "þ": "t", "œ": "ø"})
_RANK = {letter: chr(0x100 + place) for place, letter in enumerate(ALPHABET.lower())}
_DOUBLE_A = re.compile("aa")


def sort_key(name: str) -> tuple[str, str]:
    """
    Return what sorts *name* into the Norwegian alphabet.

    >>> sorted(["Ålefisker", "Zoolog", "Ærfuglvokter", "Aasen", "Økonom", "Éclairbaker"], key=sort_key)
    ['Éclairbaker', 'Zoolog', 'Ærfuglvokter', 'Økonom', 'Ålefisker', 'Aasen']
    """
    plain = _DOUBLE_A.sub("å", _without_accents(name.lower()))
    return "".join(_RANK.get(letter, letter) for letter in plain), name


def first_letter(name: str) -> str:
    """Return the letter of the alphabet that *name* stands under; '#' for what begins with none."""
    plain = _DOUBLE_A.sub("å", _without_accents(name.lower()))[:1].upper()
    return plain if plain and plain in ALPHABET else "#"


def _without_accents(text: str) -> str:
    """Return lower-case *text* without accents, but for the ring of å, which makes it a letter of its own."""
    kept = []
    for letter in text.translate(_AMONG):
        kept.append(letter if letter in _RANK else unicodedata.normalize("NFD", letter)[0])
    return "".join(kept)
