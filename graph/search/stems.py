"""Stems of Norwegian words, without endings of number, definiteness, gender and written norm."""

from __future__ import annotations

import re
from functools import lru_cache

from .words import load_words

# Suffixes for the person who does the job: lærarinne, renholdskvinne, tillitsperson, formenn.
_WOMAN = re.compile("(?<=[a-z]{2}[ear]r)(?:inn|sk)(?:e|a|en|er|ene)$")
_PERSON = re.compile(
    "(?<=[a-z]{2})(?:(?:kvinn|dam)(?:e|a|er|en|ene)|person(?:er|en)?|menn(?:ene)?|mann(?:en)?)s?$",
)
# -arane, -erne, -arar, -er; -ene, -ane; -en, -et, -a, -e; at least three letters remain.
_ENDING = re.compile("(?<=[a-z0-9]{3})(?:(?:er|ar)(?:ane|ene|ne|en|ar|er|e|s)?|ens?|ets?|enes?|ane|a|es?)$")
# Irregular plurals and definite forms, and their singulars.
_UNEVEN = {"legar": "lege", "bonder": "bonde", "kokka": "kokk"}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    Return the stem of a folded *word*, common to its forms in bokmål and nynorsk.

    >>> stem("sykepleierne") == stem("sjukepleiar") == stem("sykepleier")
    True
    >>> stem("tjenestekvinne") == stem("tenestemann") == stem("tjenestemenn")
    True
    """
    if word.isdigit():
        return word
    known = load_words().respell(_UNEVEN.get(word, word))
    known = _PERSON.sub("mann", _WOMAN.sub("", known))
    return _ENDING.sub("", known)
