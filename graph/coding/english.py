"""
English job titles and the names of ESCO: equal names, and the groups of near ones.

ESCO has four times as many names as the catalogue of titles. They are read with the first title that may be English.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

from ..search.folding import fold_words
from ..search.index import IndexEntry, SearchIndex
from ..search.words import load_words
from ..search.written_titles import split_title
from .evidence.english_names import EnglishNames
from .evidence.recognised import NOT_ENGLISH, English
from .routes import Routes

_KINDS = ("esco", "isco08")
_RANKS = frozenset(["senior", "junior", "sr", "jr", "lead", "principal", "head", "chief", "experienced"])
_SHORTEST, _FOUND = 3, 20
# Groups are named in the plural ("Developers"), ESCO occupations in the singular.
_PLURAL = "s"
ENGLISH = "en"
_WEIGHED, _STEEP = 15, 8.0


class EnglishGroups:
    """
    The groups of STYRK-08 that the English names of *index* speak for, by *routes*.

    *norwegian* names (folded) tell the languages apart.
    """

    def __init__(self, index: SearchIndex, routes: Routes, norwegian: Sequence[str]) -> None:
        self._index, self._routes, self._norwegian = index, routes, norwegian

    def is_english(self, title: str) -> bool:
        """Return whether *title* has the words of English names rather than of Norwegian ones."""
        return self._names.is_english(title)

    def find(self, title: str) -> English:
        """Return the evidence of the names nearest to an English *title*; none for a title in Norwegian."""
        if not self.is_english(title):
            return NOT_ENGLISH
        near = self._names.nearest(title, _WEIGHED)
        weights: dict[str, float] = {}
        cosines: dict[str, float] = {}
        for thing, _, cosine in near:
            for reached in self._routes.reach([thing], "styrk08"):
                code = reached.thing.code
                weights[code] = weights.get(code, 0.0) + reached.confidence * (math.exp(_STEEP * cosine) - 1)
                cosines[code] = max(cosines.get(code, 0.0), reached.confidence * cosine)
        whole = sum(weights.values())
        return English({code: weight / whole for code, weight in weights.items()}, cosines, near)

    @cached_property
    def _names(self) -> EnglishNames:
        entries = [entry for entry in self._index.names_of_kinds(_KINDS) if entry.language == ENGLISH]
        return EnglishNames([(one.text, one.folded, one.thing) for one in entries], self._norwegian)


def find_english(title: str, index: SearchIndex) -> list[IndexEntry]:
    """Return every name equal to *title*, or else to the first of its parts that equals any; [] for none."""
    for wording in dict.fromkeys(_wordings(title)):
        if len(wording) >= _SHORTEST and (found := index.same(wording.replace(" ", ""), _KINDS, _FOUND)):
            of_first_role = [entry for entry in found if entry.role == found[0].role]
            return list({entry.thing: entry for entry in of_first_role}.values())
    return []


def _wordings(title: str) -> Iterator[str]:
    generic = load_words().of_any_job
    for part in [title, *split_title(title)]:
        words = fold_words(part)
        yield " ".join(words)
        telling = [word for word in words if word not in generic and not word.isdigit()]
        yield " ".join(telling)
        if telling and telling[0] in _RANKS:
            yield " ".join(telling[1:])
        yield " ".join(telling).removesuffix(_PLURAL)
