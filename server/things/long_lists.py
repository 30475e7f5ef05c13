"""
Links of a resource by property, long ones shortened to their first page.

A classification level may have thousands of codes, and a check thousands of findings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri, shorten

from ..languages import ReaderLanguage
from .orders import find_order, name_question, read_named
from .page_questions import Found, facts_question
from .values import Section, group_values, make_section

# The queries of outgoing and of incoming links.
WAYS = {"to": "facts", "from": "links-in"}
Sections = dict[str, Section]
_ALL_READ: Mapping[str, Collection[str]] = {}


@dataclass(frozen=True)
class Cut:
    """
    A property too long for a page: ``way`` is ``to`` for outgoing and ``from`` for incoming links.

    ``total`` is the number of links, ``first`` the IRIs of the first page.
    """

    way: str
    by: Iri
    total: int
    first: list[Iri]

    @property
    def key(self) -> str:
        """The key of the question that asks for the names of ``first``."""
        return f"{self.way} {self.by}"


def find_cuts(current: Release, iri: Iri, language: ReaderLanguage) -> list[Cut]:
    """Return the properties of *iri* that are too long for a page. One query, plus one per property and release."""
    found = []
    for row in current.store.rows(load_folder("pages")["long-lists"].text, {"this": iri}):
        way, property_ = row["way"].value, Iri(row["property"].value)
        asked = {"this": iri, "property": property_, "language": language.content}
        order = find_order(current, f"linked-{way}-order", asked)
        found.append(Cut(way, property_, int(row["values"].value), order.page(1)))
    return found


def linked_questions(
    current: Release,
    iri: Iri,
    cuts: list[Cut],
    language: ReaderLanguage,
    unread: Mapping[str, Collection[str]] = _ALL_READ,
) -> dict[str, Question]:
    """
    Return the questions for the links of *iri*, in and out; long properties are read for their first page only.

    Links by the properties *unread*, by their way, are not read.
    """
    left_out = {way: [*(cut.by for cut in cuts if cut.way == way), *unread.get(way, ())] for way in WAYS}
    return {cut.key: name_question(cut.first, language) for cut in cuts} | {
        WAYS["to"]: facts_question(current, iri, left_out["to"]),
        WAYS["from"]: Question(load_folder("pages")[WAYS["from"]].leave_out(left_out["from"]), {"this": iri}),
    }


def linked_sections(
    current: Release, iri: Iri, cuts: list[Cut], asked: Found, language: ReaderLanguage
) -> tuple[Sections, Sections]:
    """Return the outgoing and incoming links of *iri* by property, from the rows *asked* by ``linked_questions``."""
    named = {way: [row for row in asked[query] if _is_shown(row, way)] for way, query in WAYS.items()}
    found = {way: group_values(rows, current, language) for way, rows in named.items()}
    for cut in cuts:
        values = read_named(current, cut.first, asked[cut.key], language)
        section = make_section(current, cut.by, values, language)
        section.total = cut.total
        section.more = path_of(current, iri, cut.way, shorten(cut.by))
        found[cut.way][cut.by] = section
    return found["to"], found["from"]


def _is_shown(row: Row, way: str) -> bool:
    """Return whether the link in *row* has an end that a page can name: a blank node links to others for programs."""
    return way == "to" or row["value"].kind == "uri"


def path_of(current: Release, iri: Iri, way: str, name: str) -> str:
    """Return the address of the full list of links of *iri*, one *way* (``to`` or ``from``), by the prefixed *name*."""
    kind, key = current.names.split(iri) or ("", "")
    return f"/linked/{kind}/{key}/{way}/{name}"
