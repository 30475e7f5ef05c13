"""Agreement of a user's record with a candidate: codes by their digits, words by their stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from ..search.folding import fold_words
from ..search.stems import stem

_DIGITS = re.compile(r"[0-9]+")
_SHORTEST_SHARED = 4
# Stems too general to identify a trade.
_OF_ANY_TRADE = frozenset(("og", "virksomh", "tjen", "drift", "annen", "ann", "and", "ellers", "med", "for", "av", "i"))


@dataclass(frozen=True, slots=True)
class Given:
    """
    A value on record: its text, and the kind of entity it is a key of ('' for plain text).

    ``is_number`` marks a value sent as a number, which may have lost a leading zero.
    """

    text: str
    kind: str = ""
    is_number: bool = False

    @property
    def code(self) -> str:
        """The digits of a code, without blanks, full stops and the name of a standard; '' where it is not a code."""
        bare = re.sub(r"(?i)\b(?:styrk|isco|nus)[- ]?(?:98|08|88|2000)?\b|[ .]", "", self.text)
        return bare if _DIGITS.fullmatch(bare) else ""


def agree_on_code(given: Given, code: str) -> float:
    """
    Return the agreement (0 to 1) of a code on record with *code*: the share of leading digits in common.

    A group agrees fully with a code inside it; at 0.5 the evidence is neutral.

    >>> agree_on_code(Given("2221150"), "2221"), agree_on_code(Given("2230"), "2221"), agree_on_code(Given("7"), "2221")
    (1.0, 0.5, 0.0)
    """
    written = given.code.zfill(len(code)) if given.is_number and len(given.code) == len(code) - 1 else given.code
    shortest = min(len(written), len(code))
    same = 0
    while same < shortest and written[same] == code[same]:
        same += 1
    return same / shortest if shortest else 0.0


def agree_on_name(given: Given, names: Iterable[str]) -> float:
    """Return the agreement (0 to 1) of a text on record with the most similar of *names* (folded)."""
    written = " ".join(fold_words(given.text))
    best = max((fuzz.ratio(written, name) / 100 for name in names), default=0.0)
    return max(0.0, 2 * best - 1)


def shares_trade(given: Given, names: Iterable[str]) -> bool:
    """
    Return whether any word of an employer's trade occurs in *names* (folded), alone or in a compound.

    >>> shares_trade(Given("Barnehager"), ["assistent barnehage"]), shares_trade(Given("Bank"), ["lege"])
    (True, False)
    """
    asked = {stem(word) for word in fold_words(given.text)} - _OF_ANY_TRADE
    known = {stem(word) for name in names for word in name.split()} - _OF_ANY_TRADE
    return any(
        one == other or (min(len(one), len(other)) >= _SHORTEST_SHARED and (one in other or other in one))
        for one in asked
        for other in known
    )


def weigh(chance: float, agreement: float) -> float:
    """
    Return *chance* (0 to 1) updated by evidence of this *agreement* (0 to 1; 0.5 is neutral).

    Full agreement multiplies the odds by 20, and full disagreement divides them by 20.

    >>> weigh(0.5, 0.5), round(weigh(0.5, 1.0), 3), round(weigh(0.5, 0.0), 3)
    (0.5, 0.952, 0.048)
    """
    if not 0 < chance < 1:
        return chance
    odds = chance / (1 - chance) * 20 ** (2 * agreement - 1)
    return odds / (1 + odds)
