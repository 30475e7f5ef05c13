"""The features that the names of jobs are compared by: pieces of words, whole words, and the place of each."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from ...search.folding import fold_words
from ...search.stems import stem
from ...search.words import load_words
from ...search.written_titles import read_title

_PIECES = (3, 4)
# Conjunctions, prepositions and short forms without meaning of their own in the name of a group.
_SMALL_WORDS = frozenset("og i av innen for med til pa ved samt mv mfl fl ol o l m".split())  # noqa: SIM905 - readable
_OTHER, _OTHERS = "annen", frozenset(["andre", "annet", "ovrige", "ovrig", "annan"])
_APPRENTICE = "lerling"
# Apprentices are named by the subject: "Lærling (rørleggerfaget)" is of the trade of a rørlegger.
_SUBJECT = re.compile("(?<=[a-z]{4})fag(?:et)?$")
_SUBJECTS = frozenset(("fag", "faget"))
_END_OF_WORD = 5
_LAST = "last:"


def name_features(name: str, *, advertised: bool = False) -> Counter[str]:
    """
    Return the features of a name of a job, each with its count; empty for a text without letters and digits.

    Words that any advertisement has are left out where the name is *advertised*.

    >>> sorted(name_features("Lege"))
    ['3: le', '3:eg ', '3:leg', '4: leg', '4:leg ', 'all:leg', 'first:leg', 'last:leg', 'word:leg']
    """
    before, _, field = name.partition("(")
    main, rest = _words(before, advertised=advertised), _words(field, advertised=advertised)
    if not main:
        main, rest = rest, []
    found: Counter[str] = Counter()
    if not main:
        return found
    if main[0].startswith(_APPRENTICE) and (trade := [*filter(None, map(_trade, [*main[1:], *rest]))]):
        main, rest = trade, []
        found[_APPRENTICE] = 1
    for word in [*main, *rest]:
        found.update(pieces(word))
    stems = [stem(word) for word in main]
    found.update((f"first:{stems[0]}", f"{_LAST}{stems[-1]}", f"all:{' '.join(stems)}"))
    for one in map(stem, rest):
        found.update((f"field:{one}", f"{stems[0][-_END_OF_WORD:]}({one}"))
    return found


def find_head(features: Counter[str]) -> str:
    """Return the stem of the last word before the brackets of a name with these *features*; '' for none."""
    # It stands behind the pieces of words.
    return next((one.removeprefix(_LAST) for one in reversed(features) if one.startswith(_LAST)), "")


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[str, ...]:
    """Return the features of one folded *word*: its stem, and the runs of three and four letters in that."""
    whole = f" {stem(word)} "
    runs = {f"{length}:{whole[at : at + length]}" for length in _PIECES for at in range(len(whole) - length + 1)}
    return (*sorted(runs), f"word:{whole.strip()}")


def _words(text: str, *, advertised: bool) -> list[str]:
    if not text.strip():
        return []
    words = read_title(text, advertised=advertised).telling if advertised else _all_words(text)
    return [_OTHER if word in _OTHERS else word for word in words if word not in _SMALL_WORDS]


def _all_words(text: str) -> list[str]:
    short = load_words().abbreviations
    return [whole for word in fold_words(text) for whole in short.get(word, (word,))]


def _trade(word: str) -> str:
    """Return a *word* of an apprentice's subject as that of the trade; '' for one that has only "faget"."""
    return "" if word in _SUBJECTS else _SUBJECT.sub("", word)
