"""
Search for occupations by the words of a wish, in sentences of their texts, interests and skills.

Words without meaning for the work are skipped, and everyday words stand for the interests in ``wishes.toml``.
An occupation that matches all words goes before one that matches some; a sentence with several of them counts most.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .folding import fold_words
from .index import IndexMention, SearchIndex, write_wanted
from .records import INTEREST, MENTIONS
from .stems import stem

PATH = Path(__file__).with_name("wishes.toml")
_MOST_WORDS = 8
_GATHERED = 3000
_MOST_SHOWN = 2


@dataclass(frozen=True)
class Wishes:
    """Words to skip in a wish, those of a question, and the words for which an everyday word stands, folded."""

    passed_over: frozenset[str]
    asked: frozenset[str]
    meant: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """An occupation, by its number in the index, with its best mentions."""

    thing: int
    mentions: Sequence[IndexMention]


@cache
def load_wishes() -> Wishes:
    """Return the tables of ``wishes.toml``, read once."""
    table = tomllib.loads(PATH.read_text("utf-8"))
    meant = {word: tuple(words.split()) for word, words in table["meant"].items()}
    return Wishes(frozenset(table["passed_over"].split()), frozenset(table["asked"].split()), meant)


def find_subject(typed: str) -> str:
    """
    Return the words of a question without those that ask, folded; '' where all or none of them do.

    >>> find_subject("Hva tjener en sykepleier?"), find_subject("sykepleier"), find_subject("hva tjener man")
    ('sykepleier', '', '')
    """
    words, wishes = fold_words(typed), load_wishes()
    subject = [word for word in words if word not in wishes.asked and word not in wishes.passed_over]
    return " ".join(subject) if len(subject) < len(words) else ""


@dataclass(frozen=True, slots=True)
class _Match:
    """A mention with the positions of the typed words that it matches, and of those that it has literally."""

    words: frozenset[int]
    literal: frozenset[int]
    mention: IndexMention

    @property
    def rank(self) -> tuple[int, int, int]:
        """A sort key: literal words, all words, the kind of the mention."""
        return -len(self.literal), -len(self.words), MENTIONS.index(self.mention.kind)


def find_told(index: SearchIndex, typed: str, limit: int) -> list[Told]:
    """
    Return the best *limit* occupations that match words of *typed*, best first.

    Raises ``ReleaseFault`` where the index cannot be read.
    """
    asked = [(stem(word), frozenset(map(stem, load_wishes().meant.get(word, ())))) for word in _telling(typed)]
    if not asked:
        return []
    wanted = write_wanted([sorted({one for word, meant in asked for one in (word, *meant)})])
    held: dict[int, list[_Match]] = {}
    for mention in index.mentioned(wanted, _GATHERED):
        words = {stem(word) for word in fold_words(mention.text)}
        literal = frozenset(place for place, (word, _) in enumerate(asked) if word in words)
        matched = literal | {place for place, (_, meant) in enumerate(asked) if words & meant}
        if matched:
            held.setdefault(mention.thing, []).append(_Match(matched, literal, mention))
    ranked = sorted((_rank(found), thing) for thing, found in held.items())
    return [Told(thing, _best(held[thing])) for _, thing in ranked[:limit]]


def _telling(typed: str) -> list[str]:
    """Return the words of *typed* that matter for the work, folded."""
    passed_over = load_wishes().passed_over
    return list(dict.fromkeys(word for word in fold_words(typed)[:_MOST_WORDS] if word not in passed_over))


def _rank(found: Sequence[_Match]) -> tuple[int, tuple[int, int, int], int]:
    """Return a sort key: words matched over all mentions, the best mention, and the number of mentions."""
    told = frozenset[int]().union(*(match.words for match in found))
    return -len(told), min(match.rank for match in found), -len(found)


def _best(found: Iterable[_Match]) -> list[IndexMention]:
    """Return the mentions to show: those with most words, interests before sentences and skills."""
    ordered = sorted(found, key=lambda match: (match.rank, match.mention.number))
    shown = [match.mention for match in ordered]
    return shown[: _MOST_SHOWN + (shown[0].kind == INTEREST)]
