"""Compares what someone has on record of a job with what is known of a candidate: codes by digits, words by stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from ..search.folding import fold_words
from ..search.stems import stem

_DIGITS = re.compile(r"[0-9]+")
_SHORTEST_SHARED = 4
# What says nothing about which trade it is.
_OF_ANY_TRADE = frozenset(("og", "virksomh", "tjen", "drift", "annen", "ann", "and", "ellers", "med", "for", "av", "i"))


@dataclass(frozen=True, slots=True)
class Given:
    """
    A value on record: its text, and the kind of thing it is a key of ('' where it is only written).

    ``is_number`` is whether it came as a number, which may have lost zeros before it.
    """

    text: str
    kind: str = ""
    is_number: bool = False

    @property
    def code(self) -> str:
        """The digits of a code, '' where it is none; blanks, full stops and the name of a standard do not count."""
        bare = re.sub(r"(?i)\b(?:styrk|isco|nus)[- ]?(?:98|08|88|2000)?\b|[ .]", "", self.text)
        return bare if _DIGITS.fullmatch(bare) else ""


def agree_on_code(given: Given, code: str) -> float:
    """
    Return how far a code on record and a known one agree (0 to 1): as far as their first digits are the same.

    A group and one within it agree; half of the digits the same says neither yes nor no.

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
    """Return how like what is on record is to one of *names* (folded), 0 to 1; what is less than half alike is 0."""
    written = " ".join(fold_words(given.text))
    best = max((fuzz.ratio(written, name) / 100 for name in names), default=0.0)
    return max(0.0, 2 * best - 1)


def shares_trade(given: Given, names: Iterable[str]) -> bool:
    """
    Return whether the words of an employer's trade stand in any of *names* (folded), alone or in compounds.

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
    Return a chance in the light of evidence that agrees so far (0 to 1, where a half says nothing).

    Full agreement makes the odds twenty times as high, none twenty times as low.

    >>> weigh(0.5, 0.5), round(weigh(0.5, 1.0), 3), round(weigh(0.5, 0.0), 3)
    (0.5, 0.952, 0.048)
    """
    if not 0 < chance < 1:
        return chance
    odds = chance / (1 - chance) * 20 ** (2 * agreement - 1)
    return odds / (1 + odds)
