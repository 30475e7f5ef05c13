"""Search by name and code: a page with facets, the same hits as JSON, CSV and TSV, and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from graph.json_writer import write_json
from graph.reading.release import Release
from graph.search.finding import Found, Search
from graph.search.index import SearchIndex, open_index
from graph.search.mentions import find_subject
from graph.table_writer import write_table

from ..formats import CSV, HTML, JSON, SUGGESTIONS, TABLES, TSV, Format
from ..http.page_context import Page, TemplateContext
from ..http.parameters import takes
from ..http.responses import choose_format, page_response, text_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..messages import message
from ..refusals import BadRequest
from ..request_record import trace
from ..things.cards import OccupationCard, read_cards
from ..things.templating import languages_chosen
from .hits import Hit, check_kinds, check_length, count_kinds, find_hits, show_found
from .retired import RetiredHit, RetiredHits, find_retired, read_choice
from .told import ToldCard, find_cards

bp = Blueprint("search", __name__)

LANE = "search"
PAGE_SIZE = 20
MOST = 500
_FORMS = (HTML, JSON, CSV, TSV)
_DESCRIPTION = Format("xml", "application/opensearchdescription+xml", "OpenSearch", charset=True)
_SUGGESTED, _MOST_SUGGESTED = 8, 50
# Ways of matching by resemblance; sentences about occupations rank above such names.
_RESEMBLING = {"compound", "near", "part"}
# Ways of matching that leave no doubt, after which search stops.
_EXACT = {"code", "same", "same-words", "code-prefix"}
_COLUMNS = ("iri", "type", "code", "edition", "name", "language", "matched", "role", "way", "why", "likeness")


@dataclass(frozen=True)
class Answer:
    """
    One page of search hits, the total, and the number of hits of each kind before the choice of kinds.

    ``retired`` are retired resources and their total, None where the client has not asked for them.
    """

    typed: str
    kinds: list[str]
    hits: list[Hit]
    total: int
    counts: Mapping[str, int]
    page: int
    size: int
    told: Sequence[ToldCard] = ()
    retired: RetiredHits | None = None

    @property
    def is_named(self) -> bool:
        """Whether a name or code matches the text and does not merely resemble it."""
        return bool(self.hits) and self.hits[0].way not in _RESEMBLING

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def is_cut(self) -> bool:
        """Whether there may be more hits than counted."""
        return max(self.total, sum(self.counts.values())) >= MOST

    @property
    def shown_retired(self) -> Sequence[RetiredHit]:
        """The retired resources to show: on the first page only, so that pages put together have each once."""
        return self.retired.hits if self.retired is not None and self.page == 1 else ()

    def as_data(self, language: ReaderLanguage) -> dict[str, Any]:
        """Return the answer as JSON data."""
        return {
            "query": self.typed,
            "type": self.kinds,
            "total": self.total,
            "is_cut": self.is_cut,
            "page": self.page,
            "pages": self.pages,
            "types": self.counts,
            "results": [hit.as_data(language) for hit in self.hits],
            "told": [one.as_data() for one in self.told],
            **({} if self.retired is None else {"retired_total": self.retired.total}),
            **({} if self.retired is None else {"retired": [one.as_data() for one in self.shown_retired]}),
        }


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """The variables of ``search.html``; ``link`` returns the address of a page of the answer in a format."""

    template: ClassVar[str] = "search.html"

    answer: Answer
    cards: Mapping[str, OccupationCard]
    link: Callable[[str, int], str]


@dataclass(frozen=True, kw_only=True)
class OpenSearchDescription(TemplateContext):
    """The variables of ``opensearch.xml``."""

    template: ClassVar[str] = "opensearch.xml"

    language: ReaderLanguage
    base: str


@bp.get("/search")
@bp.get("/search.<suffix>")
@takes("q", "type", "limit", "page", "format", "deprecated", several=("type",))
def search(suffix: str | None = None) -> Response:
    """Return hits for ``?q=`` as HTML, JSON or a table; raises ``BadRequest`` for all but HTML without ``q``."""
    trace().lane = LANE
    chosen = choose_format(_FORMS, suffix, request.args.get("format"))
    current, language = release(), requested_language()
    answer = _find(current, language)
    if chosen is HTML:
        return page_response(_page(answer, current, language), current, language)
    if not answer.typed:
        raise BadRequest("Say what to look for: q=lege, q=2221, q=7632*.")
    body = _table(answer, language, chosen) if chosen in TABLES else write_json(answer.as_data(language))
    return text_response(body, chosen, current, language)


@bp.get("/suggest")
@takes("q", "type", "limit", "format", several=("type",))
def suggest() -> Response:
    """Return suggestions for ``?q=`` as JSON or OpenSearch suggestions; raises ``NoSuchForm``."""
    trace().lane = LANE
    chosen = choose_format((JSON, SUGGESTIONS), name=request.args.get("format"))
    current, language = release(), requested_language()
    typed, kinds = check_length(request.args.get("q", ""), "q"), check_kinds(request.args.getlist("type"))
    limit = read_number("limit", _SUGGESTED, _MOST_SUGGESTED)
    hits = find_hits(current, typed, kinds, limit, language)
    if chosen is JSON:
        found = {"query": typed, "suggestions": [_suggestion(hit, language) for hit in hits]}
        return text_response(write_json(found), JSON, current, language)
    names = [hit.name.words for hit in hits]
    about = [describe_hit(hit, language) for hit in hits]
    addresses = [current.names.base.rstrip("/") + hit.href for hit in hits]
    return text_response(write_json([typed, names, about, addresses]), SUGGESTIONS, current, language)


@bp.get("/opensearch.xml")
@takes()
def description() -> Response:
    """Return the OpenSearch description, which adds this search to the address bar of a browser."""
    current, language = release(), requested_language()
    text = OpenSearchDescription(language=language, base=current.names.base)
    return text_response(text.render(), _DESCRIPTION, current, language)


def read_number(name: str, usual: int, most: int) -> int:
    """Return the parameter *name*, an integer from 1 to *most*; raises ``BadRequest`` for any other value."""
    given = request.args.get(name) or str(usual)
    if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most):
        raise BadRequest(f"{name} is a number from 1 to {most}, not {given[:50]!r}.")
    return int(given)


def describe_hit(hit: Hit, language: ReaderLanguage) -> str:
    """Return the kind of a hit in words, with its code."""
    said = [message(f"one_{hit.thing.kind}", language.interface), hit.thing.code]
    return " ".join(one for one in said if one)


def _seek(index: SearchIndex, typed: str) -> tuple[str, list[Found]]:
    """Return what is found for *typed*, or for the name that a question is about, and the words that were sought."""
    found = Search(index, typed).found(MOST)
    if not (found and found[0].way in _EXACT) and (subject := find_subject(typed)):
        named = Search(index, subject).found(MOST)
        if named and named[0].way in _EXACT:
            return subject, named
    return typed, found


def _find(current: Release, language: ReaderLanguage) -> Answer:
    typed, kinds = check_length(request.args.get("q", ""), "q"), check_kinds(request.args.getlist("type"))
    size = read_number("limit", PAGE_SIZE, MOST)
    index = open_index(current.folder)
    sought, found = _seek(index, typed)
    counts = count_kinds(found)
    if kinds:
        found = Search(index, sought, kinds).found(MOST)
    page = read_number("page", 1, max(1, -(-len(found) // size)))
    hits = show_found(current, found[(page - 1) * size : page * size], language)
    is_exact = bool(found) and found[0].way in _EXACT
    is_told = page == 1 and not is_exact and (not kinds or "occupation" in kinds)
    told = find_cards(current, typed, language) if is_told else []
    with_retired = read_choice(request.args.get("deprecated", ""))
    shown = {hit.href for hit in hits}
    return Answer(
        typed, kinds, hits, len(found), counts, page, size, [one for one in told if one.card.href not in shown],
        find_retired(current, typed, kinds, language, size) if with_retired else None,
    )  # fmt: skip


def _suggestion(hit: Hit, language: ReaderLanguage) -> dict[str, Any]:
    about = {"about": describe_hit(hit, language), "matched": hit.matched.text if hit.matched else None}
    named = {"name": hit.name.words, "language": hit.name.language or None}
    return {"iri": hit.thing.iri, "type": hit.thing.kind, **named, **about, "document": hit.href}


def _page(answer: Answer, current: Release, language: ReaderLanguage) -> str:
    asked = [("q", answer.typed), *(("type", kind) for kind in answer.kinds)]
    if answer.retired is not None:
        asked.append(("deprecated", "yes"))
    if answer.size != PAGE_SIZE:
        asked.append(("limit", str(answer.size)))
    asked += languages_chosen().items()

    def link(suffix: str = "", page: int = 1) -> str:
        more = [("page", str(page))] if page > 1 else []
        return f"/search{suffix}?{urlencode([*asked, *more])}"

    cards = read_cards(current, language, [hit.thing.key for hit in answer.hits if hit.thing.kind == "occupation"])
    return SearchPage(language=language, release=current, answer=answer, cards=cards, link=link).render()


def _table(answer: Answer, language: ReaderLanguage, chosen: Format) -> str:
    rows = []
    for hit in answer.hits:
        matched = {"matched": hit.matched.text, "role": hit.matched.role} if hit.matched else {"matched": ""}
        record = {**hit.as_data(language), **matched}
        rows.append([record.get(column) for column in _COLUMNS])
    if answer.retired is None:
        return write_table(_COLUMNS, rows, TABLES[chosen])
    retired = [[*map(one.as_data().get, _COLUMNS), one.last] for one in answer.shown_retired]
    return write_table([*_COLUMNS, "last_release"], [*([*row, ""] for row in rows), *retired], TABLES[chosen])
