"""The start page, the pages about the data, and the page of the classifications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response

from graph.kinds import BY_KEY, KINDS, ResourceKind
from graph.reading.query_files import QueryFile, load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.vocab import expand, shorten

from ..dates import write_date
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import page_response
from ..http.site import release
from ..languages import Passage, ReaderLanguage, requested_language
from ..things.orders import find_order
from ..things.page_questions import Found, ask
from ..things.sources import Source, read_sources, sources_question, today
from .lists import label_kind, listed_by
from .trees import name_schemes

bp = Blueprint("front_pages", __name__)

EXAMPLES_SHOWN = ("titles-by-group", "safe-and-naive-count", "related-and-why")
# The entries of the start page, worded as the visitor would, with their addresses.
WAYS_IN = (
    ("like", "/interests"), ("compare", "/compare"), ("all", "/occupations"), ("change", "/way"),
    ("study", "/list/education"), ("data", "/data"),
)  # fmt: skip
# The kinds whose number the start page shows.
_COUNTED = ("occupation", "education", "title", "interest")
# The tools for users of data, by address, with the keys of their names.
TOOLS = (
    ("/api", "api"), ("/tables", "tables"), ("/query", "query"), ("/course", "course"), ("/code", "code_titles"),
    ("/recode", "recode_tables"),
    ("/count", "count_safely"), ("/def.html", "ontology"), ("/about", "about_the_data"), ("/catalog", "catalogue"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """The variables of ``start.html``; ``kinds`` are (kind, label, number), ``issued`` is the date in words."""

    template: ClassVar[str] = "start.html"

    ways: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, Passage, int]]
    issued: str


@dataclass(frozen=True, kw_only=True)
class AboutPage(Page):
    """The variables of ``about.html``; ``kinds`` are (kind, label, number), ``main_kinds`` those visible at once."""

    template: ClassVar[str] = "about.html"

    kinds: Sequence[tuple[str, Passage, int]]
    main_kinds: Sequence[str]
    sources: Sequence[Source]


@dataclass(frozen=True, kw_only=True)
class DataPage(Page):
    """The variables of ``data.html``; ``tools`` are (address, key of the name)."""

    template: ClassVar[str] = "data.html"

    tools: Sequence[tuple[str, str]]
    examples_shown: Sequence[QueryFile]


@dataclass(frozen=True, kw_only=True)
class BrowsePage(Page):
    """The variables of ``browse.html``: the classifications with a tree as (key, name)."""

    template: ClassVar[str] = "browse.html"

    trees: Sequence[tuple[str, Passage]]


@bp.get("/")
@takes()
def start() -> Response:
    """Show the search form, the ways in, and the number of resources of the main kinds."""
    current, language = release(), requested_language()
    counted = ((BY_KEY[key], current.manifest.counts.get(shorten(expand(BY_KEY[key].class_)), 0)) for key in _COUNTED)
    page = StartPage(
        language=language, release=current, ways=WAYS_IN,
        kinds=[(kind.key, label_kind(current, kind, language), count) for kind, count in counted if count],
        issued=write_date(str(current.manifest.issued), language.interface),
    )  # fmt: skip
    return page_response(page.render(), current, language)


@bp.get("/about")
@takes()
def about() -> Response:
    """Show the age of each source, and the kinds of resources in the release."""
    current, language, now = release(), requested_language(), today()
    found = ask(current, {"sources": sources_question(language), **_size_questions(current)})
    kinds = [(kind.key, label_kind(current, kind, language), _size(current, kind, found, language)) for kind in KINDS]
    page = AboutPage(
        language=language,
        release=current,
        kinds=[kind for kind in kinds if kind[2]],
        main_kinds=[kind.key for kind in KINDS if kind.is_main],
        sources=read_sources(current, found["sources"], language, now),
    )
    # The ages of the sources change from day to day.
    return page_response(page.render(), current, language, now.isoformat())


@bp.get("/data")
@takes()
def data() -> Response:
    """Show the tools, the example queries and the interfaces for users of data."""
    current, language = release(), requested_language()
    examples = [load_folder("examples")[key] for key in EXAMPLES_SHOWN]
    page = DataPage(language=language, release=current, tools=TOOLS, examples_shown=examples)
    return page_response(page.render(), current, language)


@bp.get("/browse")
@takes()
def ways() -> Response:
    """Show the classifications, and the tools that lead from one to another."""
    current, language = release(), requested_language()
    schemes = current.store.rows(load_folder("pages")["schemes"].text)
    trees = [(key, name) for key, (name, _) in name_schemes(current, schemes, language).items()]
    page = BrowsePage(language=language, release=current, trees=trees)
    return page_response(page.render(), current, language)


def _size_questions(current: Release) -> dict[str, Question]:
    text = load_folder("pages")["scheme-size"].text
    schemes = {kind.key: current.names.thing("scheme", kind.key) for kind in KINDS if kind.in_scheme}
    return {kind: Question(text, {"scheme": scheme}) for kind, scheme in schemes.items()}


def _size(current: Release, kind: ResourceKind, found: Found, language: ReaderLanguage) -> int:
    """Return the number of resources of *kind*, for a class as counted by the build."""
    bound = listed_by(kind.key, current.names)
    if kind.key == "scheme":
        # The count of the build includes schemes of other publishers, which are not listed.
        return find_order(current, "list-order", {**bound, "language": language.content}).total
    if kind.in_scheme:
        return int(found[kind.key][0]["items"].value) if found[kind.key] else 0
    return current.manifest.counts.get(shorten(bound["class"]), 0)
