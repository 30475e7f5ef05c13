"""Results of this server in the W3C test suites, from the file that ``make conformance`` writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from flask import Blueprint, Response

from graph.reading.memory_store import hold_turtle
from graph.reading.query_files import load_folder
from graph.reading.rdf_formats import convert_triples
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.reading.store import TURTLE

from ..formats import BY_SUFFIX, JSON_LD, N_QUADS, Format
from ..http.jsonld import compact
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, document, page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language

bp = Blueprint("conformance", __name__)

EARL = Path(__file__).with_name("conformance.ttl")
_OFFERED = [BY_SUFFIX[suffix] for suffix in ("html", "ttl", "jsonld", "rdf", "nt")]


@dataclass(frozen=True)
class Verdict:
    """A W3C test: its IRI, its name, its outcome, and the reason where it did not pass."""

    iri: str
    name: str
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ConformancePage(Page):
    """The variables of ``conformance.html``: the verdicts by test suite, and the number of tests by outcome."""

    template: ClassVar[str] = "conformance.html"

    suites: Mapping[str, Sequence[Verdict]]
    counts: Counter[str]
    date: Cell
    version: Cell


@bp.get("/conformance")
@bp.get("/conformance.<suffix>")
@takes()
def conformance(suffix: str | None = None) -> Response:
    """Return the results as a page, or as EARL in an RDF format."""
    chosen = choose_format(_OFFERED, suffix)
    current, language = release(), requested_language()
    if chosen.suffix == "html":
        return page_response(_page(current, language), current, language)
    return document(_earl(f"{current.names.base}conformance", chosen, current.names.base), chosen, current)


def _earl(address: str, chosen: Format, base: str) -> bytes:
    body = EARL.read_bytes()
    if chosen is JSON_LD:
        return compact(convert_triples(body, TURTLE, N_QUADS.media_type, address), base)
    return convert_triples(body, TURTLE, chosen.media_type, address)


def _page(current: Release, language: ReaderLanguage) -> str:
    rows = hold_turtle(EARL.read_bytes(), f"{current.names.base}conformance").rows(
        load_folder("pages")["conformance"].text
    )
    suites = group_tests(rows)
    return ConformancePage(
        language=language,
        release=current,
        suites=suites,
        counts=Counter(test.outcome for tests in suites.values() for test in tests),
        date=rows[0]["date"],
        version=rows[0]["version"],
    ).render()


def group_tests(rows: list[Row]) -> Mapping[str, list[Verdict]]:
    """Return the tests by suite, in the order of *rows*; a suite is named after its folder at the W3C."""
    suites: dict[str, list[Verdict]] = {}
    for row in rows:
        suite = row["suite"].value.rstrip("/").rpartition("/")[2]
        note = row["note"].value if "note" in row else ""
        outcome = row["outcome"].value.rpartition("#")[2]
        suites.setdefault(suite, []).append(Verdict(row["test"].value, row["title"].value, outcome, note))
    return suites
