"""The columns and rows of a comparison of occupations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.vocab import YG, Iri

from ..http.listings import Record
from ..languages import Passage, ReaderLanguage
from ..messages import find_message
from ..things.cards import OccupationCard, read_cards
from ..things.occupation.skills import ESSENTIAL, Skill, read_skills
from ..things.page_questions import ask, questions_about
from ..things.pay import HeadlinePay, read_headlines
from ..things.sources import today
from ..things.tables import Names
from ..things.values import Section, Value, group_values, own_text, term_label
from .entries import Entry

# Compared properties, in the order of the table: texts are shown whole, the rest as lists.
TEXTS = ("summary", "commonTasks", "howToBecome")
LISTS = (
    "classifiedIn",
    "hasInterest",
    "requiresAuthorisation",
    "hasSpecialisation",
    "hasEducation",
    "relevantEducationCode",
    "hasJobTitle",
    "relatedOccupation",
)
# Rows that are folded below the others, as are rows of one occupation only.
_DETAILS = {
    "classifiedIn",
    "relevantEducationCode",
    "hasJobTitle",
    "relatedOccupation",
    "requiresAuthorisation",
    "hasEducation",
}


@dataclass
class Column:
    """
    One of the compared occupations.

    ``skills`` are its essential ones: ``common`` to another of the occupations, or its ``own``.
    """

    entry: Entry
    card: OccupationCard
    sections: dict[str, Section] = field(default_factory=dict)
    pay: list[HeadlinePay] = field(default_factory=list)
    skills: list[Skill] = field(default_factory=list)
    common: list[Skill] = field(default_factory=list)
    own: list[Skill] = field(default_factory=list)


@dataclass
class ComparedRow:
    """One property: the values of each compared occupation, and the number of occupations with each value."""

    key: str
    label: Passage
    cells: list[list[Value]]
    holders: Counter[str]
    # Whether a source gives the list of each occupation; a list without values outside the coverage is unknown.
    is_listed: list[bool]

    @property
    def is_detail(self) -> bool:
        """Whether the row is folded: it has codes, or values of one occupation only."""
        return self.key in _DETAILS or (len(self.cells) > 1 and sum(map(bool, self.cells)) == 1)

    def is_shared(self, value: Value) -> bool:
        """Return whether more than one of the occupations has *value*."""
        return self.holders[value.iri] > 1


@dataclass
class Telling:
    """One text property: the text of each compared occupation, None where it has none."""

    key: str
    label: Passage
    cells: list[Passage | None]

    @property
    def is_detail(self) -> bool:
        """Whether the row is folded: the card has its beginning, or only one occupation has such a text."""
        return self.key == "summary" or (len(self.cells) > 1 and sum(map(bool, self.cells)) == 1)


def read_columns(current: Release, entries: list[Entry], language: ReaderLanguage) -> list[Column]:
    """Return the compared properties and the pay of each of *entries*, from one batch of queries."""
    questions = {
        f"{key} {entry.key}": question
        for entry in entries
        for key, question in questions_about(Iri(entry.iri), language, "compared", "pay", "skills").items()
    }
    questions["figure-codes"] = Question(load_folder("pages")["figure-codes"].text)
    found = ask(current, questions)
    names = Names(current, found["figure-codes"], language)
    cards = read_cards(current, language, [entry.key for entry in entries])
    columns = [
        Column(
            entry,
            cards[entry.key],
            group_values(found[f"compared {entry.key}"], current, language),
            read_headlines(current.names, found[f"pay {entry.key}"], names, language, today()),
            read_skills(current, [row for row in found[f"skills {entry.key}"] if row["need"].value == ESSENTIAL]),
        )
        for entry in entries
    ]
    holders = Counter(skill.iri for column in columns for skill in column.skills)
    for column in columns:
        column.common = [skill for skill in column.skills if holders[skill.iri] > 1]
        column.own = [skill for skill in column.skills if holders[skill.iri] == 1]
    return columns


def compare_texts(columns: list[Column], current: Release, language: ReaderLanguage) -> list[Telling]:
    """Return the texts that any of *columns* has, each in the reader's language or the next best."""
    found = [
        Telling(
            name,
            term_label(current.terms, YG + name, language),
            [own_text(column.sections.get(YG + name), language) for column in columns],
        )
        for name in TEXTS
    ]
    return [telling for telling in found if any(telling.cells)]


def compare_lists(columns: list[Column], current: Release, language: ReaderLanguage) -> list[ComparedRow]:
    """Return the properties that any of *columns* has, shared values first in each cell."""
    lines = []
    for name in LISTS:
        found = [column.sections.get(YG + name) for column in columns]
        cells = [list(section.values) if section else [] for section in found]
        if not any(cells):
            continue
        holders = Counter(value.iri for values in cells for value in values)
        for values in cells:
            values.sort(key=lambda value: -holders[value.iri])
        words = find_message(f"many_{name}", language.interface)
        label = Passage(words, language.interface) if words else term_label(current.terms, YG + name, language)
        is_listed = [bool(values) or _is_listed(column, name) for column, values in zip(columns, cells, strict=True)]
        lines.append(ComparedRow(name, label, cells, holders, is_listed))
    return lines


def _is_listed(column: Column, name: str) -> bool:
    listed = column.sections.get(f"{YG}coveredProperty")
    return listed is not None and any(value.iri == YG + name for value in listed.values)


def as_records(columns: list[Column], lines: list[ComparedRow]) -> list[Record]:
    """
    Return one record for each value, with the keys of the occupations that have it.

    A record without a value, named "not stated", has the occupations whose list no source gives.
    """
    found: dict[tuple[str, str], Record] = {}
    for line in lines:
        unknown = [column.entry.key for column, known in zip(columns, line.is_listed, strict=True) if not known]
        if unknown:
            fresh = {"property": line.key, "value": "", "name": "not stated", "occupations": unknown}
            found[line.key, ""] = fresh
        for column, values in zip(columns, line.cells, strict=True):
            for value in values:
                fresh = {"property": line.key, "value": value.iri, "name": value.shown.words, "occupations": []}
                found.setdefault((line.key, value.iri), fresh)["occupations"].append(column.entry.key)
    for column in columns:
        for pay in column.pay:
            found["pay", f"{column.entry.key} {pay.code}"] = {
                "property": "medianPay",
                "value": round(pay.median),
                "name": ", ".join([pay.code, *(limit.words for limit in pay.limits), pay.year]),
                "occupations": [column.entry.key],
            }
    return list(found.values())
