"""Occupations found by their texts, interests and skills, each with its card and the words that matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.reading.release import Release
from graph.search.index import IndexMention, open_index
from graph.search.mentions import find_told

from ..languages import Passage, ReaderLanguage
from ..things.cards import OccupationCard, read_cards

MOST = 24


@dataclass(frozen=True)
class ToldCard:
    """The card of an occupation, and the sentences, interests or skills that matched."""

    card: OccupationCard
    words: tuple[Passage, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the occupation and the words that matched as JSON data."""
        words = [{"text": one.words, "language": one.language or None} for one in self.words]
        return {"key": self.card.key, "name": self.card.name.words, "document": self.card.href, "matched": words}


def find_cards(current: Release, typed: str, language: ReaderLanguage) -> list[ToldCard]:
    """Return the occupations that match words of *typed*, best first, for a reader of *language*."""
    index = open_index(current.folder)
    told = find_told(index, typed, MOST)
    things = index.things(one.thing for one in told)
    cards = read_cards(current, language, [thing.key for thing in things.values()])
    found = ((cards.get(things[one.thing].key), one.mentions) for one in told if one.thing in things)
    return [ToldCard(card, _words(mentions)) for card, mentions in found if card]


def _words(mentions: Iterable[IndexMention]) -> tuple[Passage, ...]:
    return tuple(Passage(mention.text, mention.language) for mention in mentions)
