"""HTML pages about one resource: a general page, and pages of their own for occupations and four other kinds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.kinds import KINDS, PLAIN, find_kind
from graph.reading.known_lists import KnownList, known_lists
from graph.reading.query_files import QueryFile, load_folder
from graph.reading.release import Release
from graph.vocab import PREFIXES, YG, Iri

from ..formats import N_TRIPLES, TSV
from ..languages import ReaderLanguage
from .beginnings import FoundRows, read_beginning
from .crossings import MAPPED, MOST_SHOWN, SUGGESTED, Crossing, CrossingLine, crossings, suggestions
from .crosswalk_page import CrosswalkPage, make_crosswalk_page
from .facts import list_facts, list_rest
from .headings import make_heading
from .history.past import history_queries
from .long_lists import find_cuts, linked_questions, linked_sections
from .occupation.page import QUERIES as OCCUPATION_QUERIES
from .occupation.page import UNNAMED as OCCUPATION_UNNAMED
from .occupation.page import UNREAD as OCCUPATION_UNREAD
from .occupation.page import OccupationPage, make_occupation_page
from .page_questions import ask, questions_about
from .release_page import QUERIES as RELEASE_QUERIES
from .release_page import ReleasePage, make_release_page
from .sources import Source, read_sources
from .subject import ResourcePage, Subject
from .tables import FIGURE_QUERIES, Component, FigureTables, figure_tables, read_components
from .texts import Texts
from .values import Section

# The kinds whose pages have sections of their own for long lists.
_WHOLE = frozenset(kind.key for kind in KINDS if kind.template != PLAIN)

# The kinds that have statistics.
_COUNTED = frozenset(kind.key for kind in KINDS if kind.has_figures)

# The kinds that have no figures of a cube, by its query.
_WITHOUT = {"unemployment": ("occupation",)}

# The queries that only the pages of one kind have.
_QUERIES = {
    "cube": ("components",),
    "crosswalk": ("crosswalk-grounds",),
    "education": ("sources-of",),
    "occupation": OCCUPATION_QUERIES,
    "release": RELEASE_QUERIES,
}


# The properties that define a code.
_DEFINED = {PREFIXES["skos"] + "definition", PREFIXES["skos"] + "scopeNote", PREFIXES["dct"] + "description"}
# The properties that sections of the page about a study programme show; a table of facts has the rest.
EDUCATION_SHOWN = frozenset((
    *(YG + name for name in ("summary", "entryRequirements", "leadsTo", "hasInterest", "hasEducationCode")),
    *(PREFIXES["dct"] + name for name in ("description", "subject", "identifier")),
    PREFIXES["rdfs"] + "seeAlso",
    PREFIXES["prov"] + "wasDerivedFrom",
))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ThingPage(ResourcePage):
    """
    The variables of ``thing.html``, the page of every kind without a template of its own.

    ``standard`` is the publisher's page about the classification of a code that no source defines, '' for all others.
    """

    template: ClassVar[str] = "thing.html"

    facts: Sequence[Section]
    standard: str
    figures: FigureTables
    crossings: Sequence[Crossing]
    crossings_query: str
    suggestions: Sequence[CrossingLine]
    suggestions_query: str
    most_crossings: int
    components: Sequence[Component]
    components_query: str


@dataclass(frozen=True, kw_only=True)
class EducationPage(ResourcePage):
    """The variables of ``education.html``."""

    template: ClassVar[str] = "education.html"

    texts: Texts
    figures: FigureTables
    rest: Sequence[Section]
    sources: Sequence[Source]


@dataclass(frozen=True, kw_only=True)
class ExamplePage(ResourcePage):
    """The variables of ``example.html``: an example query, its first rows, and the coverage of the lists it reads."""

    template: ClassVar[str] = "example.html"

    example: QueryFile
    found: FoundRows
    lists: Sequence[KnownList]


def render_thing(release: Release, iri: Iri, language: ReaderLanguage, now: datetime.date) -> str:
    """Return the page about *iri*, which must exist in *release*; it counts ages from *now*."""
    return make_resource_page(release, iri, language, now).render()


def make_resource_page(release: Release, iri: Iri, language: ReaderLanguage, now: datetime.date) -> ResourcePage:
    """Return the variables of the page about *iri*, which must exist in *release*."""
    kind = (release.names.split(iri) or ("", ""))[0]
    cuts = [] if kind in _WHOLE else find_cuts(release, iri, language)
    queries = ("notices", *_queries(kind), *history_queries(release, iri, kind))
    is_occupation = kind == "occupation"
    links = linked_questions(release, iri, cuts, language, OCCUPATION_UNREAD if is_occupation else {})
    questions = links | questions_about(iri, language, *queries)
    found = ask(release, questions, OCCUPATION_UNNAMED if is_occupation else ())
    sections, incoming = linked_sections(release, iri, cuts, found, language)
    heading = make_heading(release, iri, sections, language)
    make = _MAKERS[PLAIN if _is_retired(sections) else find_kind(kind).template]
    return make(Subject(release, iri, language, found, sections, incoming, heading, now))


def _is_retired(sections: Mapping[str, Section]) -> bool:
    return f"{YG}lastRelease" in sections


def _make_thing_page(about: Subject) -> ThingPage:
    release, found, language, pages = about.release, about.found, about.language, load_folder("pages")
    return ThingPage(
        **about.variables(),
        facts=list_facts(about.sections),
        standard="" if _DEFINED & about.sections.keys() else find_kind(about.heading.kind).standard,
        figures=figure_tables(release, found, language, about.now)
        if about.heading.kind in _COUNTED
        else FigureTables(),
        crossings=crossings(release, found.get("crossings", []), language),
        crossings_query=pages["crossings"].text,
        suggestions=suggestions(release, found.get("suggested-names", []), language),
        suggestions_query=pages["suggested"].text,
        most_crossings=MOST_SHOWN,
        components=read_components(release, found.get("components", []), language),
        components_query=pages["components"].text,
    )


def _make_education_page(about: Subject) -> EducationPage:
    return EducationPage(
        **about.variables(),
        texts=about.texts(),
        figures=figure_tables(about.release, about.found, about.language, about.now),
        rest=list_rest(about.sections, EDUCATION_SHOWN, ()),
        sources=read_sources(about.release, about.found["sources-of"], about.language, about.now),
    )


def _make_example_page(about: Subject) -> ExamplePage:
    example = load_folder("examples")[about.heading.key]
    answer = about.release.store.answer(example.text, results=TSV.media_type, graphs=N_TRIPLES.media_type)
    lists = known_lists(about.release.coverage, example.text)
    return ExamplePage(**about.variables(), example=example, found=read_beginning(answer), lists=lists)


# The functions that fill in the templates of kinds.
_MAKERS: dict[str, Callable[[Subject], ResourcePage]] = {
    ThingPage.template: _make_thing_page,
    OccupationPage.template: make_occupation_page,
    CrosswalkPage.template: make_crosswalk_page,
    EducationPage.template: _make_education_page,
    ReleasePage.template: make_release_page,
    ExamplePage.template: _make_example_page,
}


def _queries(kind: str) -> list[str]:
    """Return the keys of the queries for pages of *kind*, in addition to those of every page."""
    found = ["crossings"] if kind in MAPPED else []
    found += ["suggested-names"] if kind in SUGGESTED else []
    found += [key for key in FIGURE_QUERIES if kind not in _WITHOUT.get(key, ())] if kind in _COUNTED else []
    return [*found, *_QUERIES.get(kind, ())]
