"""Evidence for the groups of a title from recognised and English names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

Chances = Mapping[str, float]
_EQUAL = 0.999


class NearName(NamedTuple):
    """A name near to a title: the number of its entity, its text, and the cosine of their words (over 0, up to 1)."""

    thing: int
    text: str
    cosine: float

    @property
    def has_equal_words(self) -> bool:
        """Whether the name has the words of the title, in whatever order and number."""
        return self.cosine > _EQUAL


class English(NamedTuple):
    """
    Evidence from English names: shares and cosines of groups of STYRK-08, and the names themselves, the nearest first.

    All are empty for a title in Norwegian.
    """

    shares: Chances = MappingProxyType({})
    cosines: Chances = MappingProxyType({})
    near: Sequence[NearName] = ()


NOT_ENGLISH = English()


class Recognised(NamedTuple):
    """
    The rules' verdict on a title: the chance of each code by classification, and how the best name was found.

    ``score`` is the chance that this name is right, ``letters`` its likeness to the title letter by letter (0 to 1);
    ``guess`` has its features of ``confidence``.
    """

    chances: Mapping[str, Chances]
    score: float
    how: str
    letters: float
    guess: tuple[float, ...]
    english: English
