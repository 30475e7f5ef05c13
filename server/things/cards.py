"""
The card of an occupation: its work, education, pay and number of employed persons in brief.

Pages, lists, search hits and comparisons show it at several sizes. Cards are kept with the release once they are read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG, Names

from ..languages import INTERFACE_LANGUAGES, Passage, ReaderLanguage, choose
from ..numbers import write_number
from . import tables
from .page_questions import PAY, Found, WholeQuery, ask, look_up
from .pay import HeadlinePay, choose_headline, is_managers, read_headlines
from .sources import AGES, today
from .texts import first_sentence
from .values import address

_NAME = PREFIXES["skos"] + "prefLabel"
_PAGE, _DATE = PREFIXES["rdfs"] + "seeAlso", PREFIXES["dct"] + "modified"
_COVERED = YG + "coveredProperty"
_LICENCE = YG + "requiresAuthorisation"
_PROGRAMME = YG + "hasEducation"
_FOR_PART = YG + "authorisationForPart"
_GROUP = YG + "classifiedIn"
_SCHOOLING = (YG + "howToBecome",)
# The texts whose first sentence describes the work, best first.
_TEXTS = (YG + "summary", YG + "tasks", YG + "commonTasks")
_QUESTIONS = ("card-facts", "card-pay", "card-employed", AGES)
_FACTS = WholeQuery("card-facts", "occupation", 14)
_BY_GROUP = {"card-pay": PAY, "card-employed": WholeQuery("card-employed", "group", 12)}


@dataclass(frozen=True)
class NamedLink:
    """A name with its address."""

    href: str
    name: Passage


@dataclass(frozen=True)
class Employed:
    """The number of employed persons in a group of STYRK-08 in a year, in the notation of the reader."""

    number: int
    words: str
    year: str
    href: str
    group: Passage


@dataclass(frozen=True)
class OccupationCard:
    """
    An occupation in brief.

    ``told`` is the first sentence of its text, ``schooling`` that about education. ``knows_programmes`` is true where a
    source gives all study programmes, ``knows_licences`` where one states whether an authorisation is required, and
    ``licence_for_part`` where one is for part of the work. ``levels`` are of education codes in ``levels_year``, lowest
    first. ``pay`` and ``employed`` are of one group, None without a figure.
    """

    key: str
    href: str
    name: Passage
    told: Passage | None
    schooling: Passage | None
    page: str
    programmes: tuple[NamedLink, ...]
    knows_programmes: bool
    levels: tuple[Passage, ...]
    levels_year: str
    licences: tuple[NamedLink, ...]
    knows_licences: bool
    licence_for_part: bool
    pay: HeadlinePay | None
    employed: Employed | None


@dataclass
class _Facts:
    """The facts of one occupation: words by property and language, values by property, and their names by language."""

    words: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        property_, value = row["property"].value, row["value"]
        if value.kind == "literal":
            words = self.words.setdefault(property_, {})
            # Of several texts in a language the alphabetically first, so the order of rows does not matter.
            words[value.language] = min(words.get(value.language, value.value), value.value)
            return
        names = self.values.setdefault(property_, {}).setdefault(value.value, {})
        if "name" in row:
            names[row["name"].language] = row["name"].value


@dataclass
class _Kept:
    """The cards made so far for a release and a language."""

    cards: dict[str, OccupationCard] = field(default_factory=dict)
    is_whole: bool = False

    def has(self, keys: Iterable[str] | None) -> bool:
        return self.is_whole or (keys is not None and self.cards.keys() >= set(keys))


def read_cards(
    current: Release, language: ReaderLanguage, keys: Iterable[str] | None = None, now: datetime.date | None = None
) -> Mapping[str, OccupationCard]:
    """
    Return cards of occupations of a release by key, for a reader of *language*: at least those of *keys*.

    The *keys* are of occupations, never of an address unchecked. Without them the cards are those of all occupations.
    Pay is marked as old as of *now*, by default today.
    """
    now = now or today()
    kept = _kept(current, language, now)
    wanted = None if keys is None else list(keys)
    if kept.has(wanted):
        return kept.cards
    if wanted is not None:
        found = _find(current, [key for key in wanted if key not in kept.cards])
        # Another thread may iterate over the cards of before.
        kept.cards = kept.cards | _make_cards(current, found, language, now)
        return kept.cards
    # Reading all rows takes longer than wording the cards, so the usual languages are made at the same time.
    found = _find(current)
    for reader in (language, *map(ReaderLanguage.of, INTERFACE_LANGUAGES)):
        whole = _kept(current, reader, now)
        whole.cards = _make_cards(current, found, reader, now)
        whole.is_whole = True
    return kept.cards


def _kept(current: Release, language: ReaderLanguage, now: datetime.date) -> _Kept:
    # The marks of old figures change with the year.
    return derive(current, ("cards", language.interface, language.content, str(now.year)), _Kept)


def _find(current: Release, keys: Sequence[str] | None = None) -> Found:
    """Return the rows of the queries about the occupations *keys* and their groups, or about all."""
    if keys is None:
        return ask(current, {key: Question(load_folder("pages")[key].unlimited) for key in _QUESTIONS})
    occupations = [current.names.thing("occupation", key) for key in keys]
    facts = _find_some(current, {"card-facts": _FACTS}, occupations)
    groups = sorted({row["value"].value for row in facts["card-facts"] if row["property"].value == _GROUP})
    ages = ask(current, {AGES: Question(load_folder("pages")[AGES].text)})
    return {**facts, **_find_some(current, _BY_GROUP, groups), **ages}


def _find_some(current: Release, wholes: Mapping[str, WholeQuery], iris: Sequence[str]) -> Found:
    """Return the rows of the page queries that are the keys of *wholes* about *iris*, looked up where they are kept."""
    kept = {key: look_up(current, whole, iris) for key, whole in wholes.items()}
    asked = {key: Question(load_folder("pages")[key].choose(iris)) for key, rows in kept.items() if rows is None}
    return {**{key: rows for key, rows in kept.items() if rows is not None}, **ask(current, asked)}


def _make_cards(
    current: Release, found: Found, language: ReaderLanguage, now: datetime.date
) -> dict[str, OccupationCard]:
    facts: dict[str, _Facts] = {}
    for row in found["card-facts"]:
        facts.setdefault(row["occupation"].value, _Facts()).add(row)
    names = tables.Names(current, found["figure-codes"], language)
    pay = {one.href: one for one in read_headlines(current.names, found["card-pay"], names, language, now)}
    maker = _CardMaker(current.names, language, pay, found["card-employed"])
    return {card.key: card for iri, one in facts.items() for card in [maker.make(iri, one)]}


class _CardMaker:
    """Makes cards from facts, the headline pay of each group by address, and rows of employed persons."""

    def __init__(
        self, names: Names, language: ReaderLanguage, pay: Mapping[str, HeadlinePay], employed: Iterable[Row]
    ) -> None:
        self._names = names
        self._language = language
        self._pay = pay
        # Rows are in order of period, so the newest of a group stays.
        self._employed = {address(row["group"].value, names): row for row in employed}
        counted = (row for row in self._employed.values() if "code" in row)
        self._sizes = {row["code"].value: int(row["employed"].value) for row in counted}

    def make(self, iri: str, facts: _Facts) -> OccupationCard:
        key = (self._names.split(iri) or ("", iri))[1]
        groups = [address(group, self._names) for group in facts.values.get(_GROUP, {})]
        names = facts.words.get(_NAME, {})
        name = choose(names, self._language) or Passage(key, "")
        paid = (self._pay[group] for group in groups if group in self._pay)
        pay = choose_headline(names, paid, lambda code: self._sizes.get(code, 0))
        return OccupationCard(
            key,
            address(iri, self._names),
            name,
            self._told(facts, _TEXTS),
            self._told(facts, _SCHOOLING),
            next(iter(sorted(facts.values.get(_PAGE, {}))), ""),
            self._links(facts, _PROGRAMME),
            _PROGRAMME in facts.values.get(_COVERED, {}),
            tuple(link.name for link in self._links(facts, YG + "educationLevel")),
            next(iter(facts.words.get(_DATE, {}).values()), "")[:4],
            self._links(facts, _LICENCE),
            _LICENCE in facts.values.get(_COVERED, {}),
            _FOR_PART in facts.words,
            pay,
            self._count(pay.href if pay else self._largest(groups)),
        )

    def _told(self, facts: _Facts, properties: Iterable[str]) -> Passage | None:
        """Return the first sentence of the first of *properties* that has a text."""
        for property_ in properties:
            if text := choose(facts.words.get(property_, {}), self._language):
                return Passage(first_sentence(text.words), text.language)
        return None

    def _links(self, facts: _Facts, property_: str) -> tuple[NamedLink, ...]:
        """Return the values of a property with their names, in the order of their IRIs."""
        found = sorted(facts.values.get(property_, {}).items())
        named = ((iri, choose(names, self._language)) for iri, names in found)
        return tuple(NamedLink(address(iri, self._names), name) for iri, name in named if name)

    def _largest(self, groups: Iterable[str]) -> str:
        """Return the address of the group among *groups* with most employed persons, '' where none has a number."""
        counted = [
            (is_managers(row["code"].value), -int(row["employed"].value), group)
            for group in groups
            if (row := self._employed.get(group)) and "code" in row
        ]
        return min(counted)[2] if counted else ""

    def _count(self, group: str) -> Employed | None:
        if (row := self._employed.get(group)) is None:
            return None
        name = Passage(row["name"].value, row["name"].language) if "name" in row else Passage(row["code"].value, "")
        words = write_number(row["employed"].value, self._language.interface)
        return Employed(int(row["employed"].value), words, row["period"].value[:4], group, name)
