"""Error reports by readers: the statement, its release and sources, and the address of the publisher."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import quote

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Cell
from graph.vocab import Iri

from ..collation import alphabetical
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..messages import message
from ..refusals import UnknownPage
from ..things.entities import must_exist
from ..things.headings import Heading, make_heading
from ..things.history.change_lines import name_property
from ..things.tables import shorten
from ..things.values import Section, group_values

bp = Blueprint("report", __name__)

_LONGEST = 90
_LONGEST_WORDS = 2000


@dataclass(frozen=True)
class Choice:
    """A statement to choose: its property and value in N-Triples, and in words."""

    key: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """
    The variables of ``report.html``.

    ``statements`` are those to choose from by property, ``statement`` the key of the chosen one or '', ``text`` the
    report and ``recipient`` its address, '' where the release names none.
    """

    template: ClassVar[str] = "report.html"

    heading: Heading
    statements: Sequence[tuple[Section, Sequence[Choice]]]
    statement: str
    property: str
    words: str
    text: str
    recipient: str


@bp.get("/report")
@takes("iri", "property", "statement", "words")
def report() -> Response:
    """
    Show the form and the report made from its fields; nothing is stored or sent.

    Raises ``UnknownPage`` for an IRI outside this site or release.
    """
    current, language = release(), requested_language()
    iri = Iri(request.args.get("iri", ""))
    if current.names.split(iri) is None:
        raise UnknownPage(f"There is nothing called {iri!r} here to report a fault in.")
    must_exist(current, iri)
    rows = current.store.rows(load_folder("pages")["facts"].text, {"this": iri})
    sections = group_values(rows, current, language)
    heading = make_heading(current, iri, sections, language)
    property_ = request.args.get("property", "")
    statements = [(section, _choices(section)) for section in _meant(sections, property_, current, language)]
    known = {choice.key for _, choices in statements for choice in choices}
    statement = request.args.get("statement", "")
    if "property" in request.args and "statement" not in request.args and known:
        statement = statements[0][1][0].key
    statement = statement if statement in known else ""
    words = request.args.get("words", "")[:_LONGEST_WORDS]
    text = _write(current, heading, statement, words, language)
    page = ReportPage(
        language=language, release=current, heading=heading, statements=statements, statement=statement,
        property=property_, words=words, text=text,
        recipient=_address(current, heading.title.words, text, language),
    )  # fmt: skip
    return page_response(page.render(), current, language)


def write_statement(property_: str, value: Cell) -> str:
    """Return a property and its value in N-Triples; its strings are escaped as in JSON."""
    if value.kind == "uri":
        return f"<{property_}> <{value.value}>"
    tail = f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else ""
    return f"<{property_}> {json.dumps(value.value, ensure_ascii=False)}{tail}"


def _meant(
    sections: Mapping[str, Section], property_: str, current: Release, language: ReaderLanguage
) -> list[Section]:
    """
    Return the section of *property_*, or by name all sections whose properties have names.

    Properties without a name are of other vocabularies, and rules restate those of ours in them.
    """
    if property_ in sections:
        return [sections[property_]]
    named = [replace(one, label=name_property(current, one.iri, language)) for one in sections.values()]
    return sorted((one for one in named if one.label.language), key=lambda one: alphabetical(one.label.words))


def _choices(section: Section) -> list[Choice]:
    found = []
    for value in section.values:
        words = " ".join(part for part in (value.notation, value.shown.words) if part)
        found.append(Choice(write_statement(section.iri, value.cell), shorten(" ".join(words.split()), _LONGEST)))
    return found


def _write(current: Release, heading: Heading, statement: str, words: str, language: ReaderLanguage) -> str:
    lines = [
        message("report_about", language.interface, name=heading.title.words),
        f"IRI: {heading.iri}",
        f"{message('release', language.interface)}: {current.id}",
    ]
    if statement:
        named = message("report_statement", language.interface)
        lines.append(f"{named}: <{heading.iri}> {statement} .")
        lines += [
            f"{message('source', language.interface)}: {source}" for source in _sources(current, heading.iri, statement)
        ]
    if words.strip():
        lines += ["", words.strip()]
    return "\n".join(lines)


def _sources(current: Release, iri: Iri, statement: str) -> list[str]:
    property_ = statement[1:].partition(">")[0]
    bound = {"this": iri, "property": Iri(property_)}
    rows = current.store.rows(load_folder("pages")["statement-sources"].text, bound)
    said = (row["source"].value for row in rows if write_statement(property_, row["value"]) == statement)
    return sorted(set(said))


def _address(current: Release, name: str, text: str, language: ReaderLanguage) -> str:
    """Return a ``mailto:`` address with the report, the publisher's page, or '' if the release names neither."""
    for row in current.store.rows(load_folder("pages")["contact"].text):
        found = row["address"].value
        if found.startswith("mailto:"):
            subject = message("report_about", language.interface, name=name)
            return f"{found}?subject={quote(subject)}&body={quote(text)}"
        if not found.startswith(current.names.base):
            return found
    return ""
