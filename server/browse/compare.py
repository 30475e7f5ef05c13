"""Two to four occupations side by side, with the values that several of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from flask import Blueprint, Response

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.vocab import YG, Iri

from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, requested_language
from ..messages import find_message
from ..refusals import UnknownPage
from ..things.page_questions import ask, questions_about
from ..things.pay import HeadlinePay, read_headlines
from ..things.query_links import compared_query
from ..things.sources import today
from ..things.tables import Names
from ..things.texts import Texts, describe_texts
from ..things.values import Section, Value, group_values, own_text, term_label
from .entries import Entry, read_names, requested_occupations

bp = Blueprint("compare", __name__)

MOST = 4
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
_COLUMNS = ("property", "value", "name", "occupations")


@dataclass
class Column:
    """One of the compared occupations."""

    entry: Entry
    sections: dict[str, Section] = field(default_factory=dict)
    pay: list[HeadlinePay] = field(default_factory=list)


@dataclass
class ComparedRow:
    """One property: the values of each compared occupation, and the number of occupations with each value."""

    key: str
    label: Passage
    cells: list[list[Value]]
    holders: Counter[str]
    # Whether a source gives the list of each occupation; without values and outside the coverage it is unknown.
    is_listed: list[bool]

    def is_shared(self, value: Value) -> bool:
        """Return whether more than one of the occupations has *value*."""
        return self.holders[value.iri] > 1


@dataclass
class Telling:
    """One text property: the text of each compared occupation, None where it has none."""

    key: str
    label: Passage
    cells: list[Passage | None]


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """
    The variables of ``compare.html``.

    ``told`` are the rows of texts and ``lines`` the rows of lists, ``others`` the occupations that may be added, and
    ``query`` the query behind the table, '' for fewer than two occupations.
    """

    template: ClassVar[str] = "compare.html"

    columns: Sequence[Column]
    lines: Sequence[ComparedRow]
    told: Sequence[Telling]
    texts: Texts
    most: int
    others: Sequence[Entry]
    query: str


@bp.get("/compare")
@bp.get("/compare.<suffix>")
@takes("occupation")
def compare(suffix: str | None = None) -> Response:
    """Compare the occupations in ``?occupation=``; raises ``BadRequest`` and ``UnknownPage`` for keys to refuse."""
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    entries = read_names(current, language)
    columns = read_columns(current, [entries[key] for key in _asked(entries)], language)
    lines = compare_lists(columns, current, language)
    if chosen.suffix != "html":
        return rows_response(_COLUMNS, as_records(columns, lines), chosen, current, language)
    told = compare_texts(columns, current, language)
    page = ComparePage(
        language=language, release=current, columns=columns, lines=lines, most=MOST,
        others=[entry for entry in entries.values() if entry.key not in {one.entry.key for one in columns}],
        query=compared_query([Iri(one.entry.iri) for one in columns], language) if len(columns) > 1 else "",
        told=told, texts=describe_texts([one.language for telling in told for one in telling.cells if one], language),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _asked(entries: dict[str, Entry]) -> list[str]:
    """
    Return the distinct keys in ``?occupation=``.

    Raises ``BadRequest`` for more than ``MOST`` keys and ``UnknownPage`` for a key that is no occupation.
    """
    found = requested_occupations(MOST)
    for key in found:
        if key not in entries:
            raise UnknownPage(f"There is no occupation called {key!r}.")
    return found


def read_columns(current: Release, entries: list[Entry], language: ReaderLanguage) -> list[Column]:
    """Return the compared properties and the pay of each of *entries*, by one batch of queries."""
    questions = {
        f"{key} {entry.key}": question
        for entry in entries
        for key, question in questions_about(Iri(entry.iri), language, "compared", "pay").items()
    }
    questions["figure-codes"] = Question(load_folder("pages")["figure-codes"].text)
    found = ask(current, questions)
    names = Names(current, found["figure-codes"], language)
    return [
        Column(
            entry,
            group_values(found[f"compared {entry.key}"], current, language),
            read_headlines(current.names, found[f"pay {entry.key}"], names, language, today()),
        )
        for entry in entries
    ]


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
