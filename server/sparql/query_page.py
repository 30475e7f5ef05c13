"""The query page: an editor with the first rows of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.errors import QueryFault, YrkesgrafError
from graph.json_writer import write_json
from graph.reading.query_files import load_folder
from graph.reading.unknown_terms import UnknownTerm
from graph.vocab import PREFIXES

from ..adhoc_query import Query
from ..browse.course import without_header
from ..formats import HTML, JSON, N_TRIPLES, TSV
from ..http.errors import explain
from ..http.headers import forbid_caching
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.problems import Problem, describe_problem
from ..http.responses import document
from ..http.site import release, site
from ..languages import requested_language
from ..query_notices import find_notices
from ..refusals import ResourceLimit
from ..request_record import trace
from ..things.beginnings import FoundRows, read_beginning
from .answer_chart import AnswerChart, draw_answer
from .run_query import run

bp = Blueprint("query_page", __name__)

# The parameters by which a reader chooses the columns and the kind of a chart.
CHOICES = ("x", "y", "series", "kind")


@dataclass(frozen=True)
class Fault:
    """A fault of a query: the problem, and its line, column and the text of that line where known."""

    problem: Problem
    line: int | None = None
    column: int | None = None
    text: str = ""

    @property
    def pointer(self) -> str:
        """Spaces and an arrow, which marks the column when printed below the line."""
        return " " * max(0, (self.column or 1) - 1) + "↑"


@dataclass(frozen=True, kw_only=True)
class QueryPage(Page):
    """The variables of ``sparql.html``: a query, and the first rows of its result or its ``fault`` once it has run."""

    template: ClassVar[str] = "sparql.html"

    query: str
    found: FoundRows | None = None
    chart: AnswerChart | None = None
    fault: Fault | None = None
    notices: Sequence[UnknownTerm] = ()


@bp.get("/query")
@takes("query", "run", "format", *CHOICES)
def page() -> Response:
    """Return the page with the query of the address, and with its answer and a chart of it where ``run`` is given."""
    text = request.args.get("query", first_query())
    if not text.strip() or "run" not in request.args:
        return _render(text)
    try:
        found = find(text)
        asked = {name: request.args[name] for name in CHOICES if name in request.args}
        chart = draw_answer(found, asked, requested_language())
    except YrkesgrafError as error:
        return _refuse(text, error)
    return _render(text, found=found, chart=chart)


@bp.get("/query/vocabulary.json")
@takes()
def vocabulary() -> Response:
    """
    Return the completions of the editor: prefixes, and the classes and properties in the release's VoID.

    ``used`` has the properties of each class, the most used first, and ``labels`` the names of our terms by language.
    """
    current = release()
    classes: list[str] = []
    properties: list[str] = []
    used: dict[str, list[str]] = {}
    for row in current.store.rows(load_folder("pages")["vocabulary"].text):
        if "class" in row and "property" in row:
            used.setdefault(row["class"].value, []).append(row["property"].value)
        elif "class" in row:
            classes.append(row["class"].value)
        else:
            properties.append(row["property"].value)
    named = {*classes, *properties}
    labels = {iri: term.labels for iri, term in current.terms.items() if iri in named}
    body = {"prefixes": PREFIXES, "classes": classes, "properties": properties, "used": used, "labels": labels}
    return document(write_json(body).encode(), JSON, current)


def first_query() -> str:
    """Return the initial query of the page: common prefixes, and a query with answers in every release."""
    return without_header(load_folder("pages")["first"])


def find(text: str) -> FoundRows:
    """Run a query and return the first rows of its answer; raises ``QueryFault``, ``ResourceLimit`` and ``Refused``."""
    trace().lane, trace().query = "query", text
    answer = run(site(), release(), Query(text, TSV.media_type, N_TRIPLES.media_type, trace=trace()))
    return read_beginning(answer)


def _refuse(text: str, error: YrkesgrafError) -> Response:
    """Return the page with the fault, under the status and headers that programs get."""
    refusal = explain(error)
    line, column = (error.line, error.column) if isinstance(error, QueryFault) else (None, None)
    extra: dict[str, object] = {"line": line, "column": column}
    if isinstance(error, ResourceLimit):
        extra = {"limit": error.limit}
    problem = describe_problem(
        HTTPStatus(refusal.status_code), str(error), extra, site().settings, requested_language()
    )
    lines = text.split("\n")  # as faults count lines
    found = lines[line - 1].rstrip("\r") if line and line <= len(lines) else ""
    response = _render(text, fault=Fault(problem, line, column, found))
    response.status_code = refusal.status_code
    if "Retry-After" in refusal.headers:
        response.headers["Retry-After"] = refusal.headers["Retry-After"]
    return response


def _render(
    text: str, found: FoundRows | None = None, chart: AnswerChart | None = None, fault: Fault | None = None
) -> Response:
    language, current = requested_language(), release()
    # A query that has not run may be half written.
    notices = find_notices(current, text) if found or fault else ()
    html = QueryPage(
        language=language, release=current, query=text, found=found, chart=chart, fault=fault, notices=notices
    )
    response = Response(html.render(), content_type=HTML.content_type)
    response.content_language.add(language.interface)
    return forbid_caching(response)
