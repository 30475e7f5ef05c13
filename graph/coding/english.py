"""
Finds titles that are written in English, or named as ESCO names them, in the index itself.

ESCO has four times as many names as the catalogue, so they are looked up one by one and never held.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..search.folding import fold_words
from ..search.index import IndexEntry, SearchIndex
from ..search.words import load_words
from ..search.written_titles import split_title

_KINDS = ("esco", "isco08")
_RANKS = frozenset(["senior", "junior", "sr", "jr", "lead", "principal", "head", "chief", "experienced"])
_SHORTEST, _FOUND = 3, 20
# "Developers" is an index of one, as groups are named; ESCO names one person.
_PLURAL = "s"


def find_english(title: str, index: SearchIndex) -> list[IndexEntry]:
    """Return the names that *title*, or else a part of it, is the same as: all of them, of one wording."""
    for wording in dict.fromkeys(_wordings(title)):
        if len(wording) >= _SHORTEST and (found := index.same(wording.replace(" ", ""), _KINDS, _FOUND)):
            of_first_role = [entry for entry in found if entry.role == found[0].role]
            return list({entry.thing: entry for entry in of_first_role}.values())
    return []


def _wordings(title: str) -> Iterator[str]:
    said = load_words().of_any_job
    for part in [title, *split_title(title)]:
        words = fold_words(part)
        yield " ".join(words)
        telling = [word for word in words if word not in said and not word.isdigit()]
        yield " ".join(telling)
        if telling and telling[0] in _RANKS:
            yield " ".join(telling[1:])
        yield " ".join(telling).removesuffix(_PLURAL)
