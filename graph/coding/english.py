"""
English job titles and ESCO names, looked up in the search index.

ESCO has four times as many names as the catalogue of titles, so they stay in the index and are never held in memory.
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
# Groups are named in the plural ("Developers"), ESCO occupations in the singular.
_PLURAL = "s"


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
