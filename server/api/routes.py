"""Routes of the API: one for each query, in every format, and a list of the queries."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from flask import Blueprint, Flask, Response, request
from werkzeug.datastructures import MultiDict

from graph.json_writer import write_json
from graph.reading.query_definitions import QueryDefinition, load_definitions
from graph.reading.release import Release
from graph.table_writer import write_records
from graph.tables.parquet_file import write_parquet, writes_parquet

from ..formats import CSV, GRAPHS, HTML, JSON, PARQUET, TABLES, TSV, TURTLE, Format
from ..http.headers import add_links, finish_document, make_etag
from ..http.parameters import takes
from ..http.responses import choose_format, document, page_response, text_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..refusals import BadRequest, UnknownPage
from .arguments import Arguments, read_arguments, read_range
from .found_page import FoundPage, describe_columns, find_page
from .query_form import make_form, make_index
from .query_statements import write_queries, write_query

bp = Blueprint("api", __name__)

# The parameters that every query has.
RANGE = ("limit", "offset")
COMMON = (*RANGE, "format")
# Rows per answer without a limit in the request; tables have all rows, since tools that read them follow no links.
DEFAULT_LIMITS = {HTML: 100, JSON: 1000}


def register(app: Flask) -> None:
    """Add the routes of every query to *app*; raises ``SourceFault`` where a definition is faulty."""
    app.register_blueprint(bp)
    for key, definition in load_definitions().items():
        names = [one.name for one in definition.parameters]
        view = takes(*names, *COMMON, several=tuple(names))(partial(serve_query, definition))
        app.add_url_rule(f"/api/{key}", f"api.{key}", view)
        app.add_url_rule(f"/api/{key}.<suffix>", f"api.{key}", view)


def offered_formats() -> Sequence[Format]:
    """Return the formats of answers: Parquet where pyarrow is installed."""
    return (HTML, JSON, CSV, TSV, *((PARQUET,) if writes_parquet() else ()))


@bp.get("/api")
@bp.get("/api.<suffix>")
@takes()
def index(suffix: str | None = None) -> Response:
    """Return the list of queries, with parameters and columns, as a page, JSON or RDF."""
    chosen = choose_format((HTML, JSON, *GRAPHS), suffix)
    current, language = release(), requested_language()
    if chosen in GRAPHS:
        return document(write_queries(load_definitions().values(), chosen, current), chosen, current)
    if chosen is HTML:
        return page_response(make_index(current, language).render(), current, language)
    found = [describe_query(one, current, language) for one in load_definitions().values()]
    return text_response(write_json(found), chosen, current, language)


@bp.get("/api/<name>")
@takes()
def unknown(name: str) -> Response:
    """Refuse a *name* that no query has; raises ``UnknownPage``."""
    raise UnknownPage(f"There is no query {name[:100]!r}; the queries are: {', '.join(load_definitions())}.")


def serve_query(definition: QueryDefinition, suffix: str | None = None) -> Response:
    """
    Answer a query with the arguments in the address, or in an RDF format with the description of the query.

    Raises ``BadRequest``, ``UnknownPage`` or ``NoSuchForm`` for a faulty request, ``ResourceLimit`` or ``TooMany`` at a
    limit.
    """
    chosen = choose_format((*offered_formats(), *GRAPHS), suffix, request.args.get("format"))
    current, language = release(), requested_language()
    if chosen in GRAPHS:
        return _show_description(definition, chosen, current)
    if chosen is HTML:
        return _show_form(definition, current, language)
    arguments = read_arguments(definition, request.args, current, language, DEFAULT_LIMITS.get(chosen))
    page = find_page(definition, arguments, current)
    return add_links(_respond(page, chosen, current, language), links_of(page, chosen, current))


def describe_query(definition: QueryDefinition, current: Release, language: ReaderLanguage) -> dict[str, object]:
    """Return the name, title, question, address, parameters and columns of a query as JSON data."""
    return {
        "name": definition.key,
        "title": definition.query.words("title", language.interface),
        "question": definition.query.words("question", language.interface),
        "group": definition.group,
        "address": f"{current.names.base}api/{definition.key}",
        "parameters": [
            {
                "name": one.name,
                "type": " ".join((one.type, one.of, *one.choices)).strip(),
                "label": one.labels[language.interface],
                "required": one.is_required,
                "default": one.default or None,
                "example": one.example or None,
            }
            for one in definition.parameters
        ],
        "columns": describe_columns(definition, language),
    }


def links_of(page: FoundPage, chosen: Format, current: Release) -> list[str]:
    """Return the links of an answer: to the neighbouring pages, the other formats, and the description of the API."""
    base = current.names.base
    links = [f'<{page.address(base, chosen, offset)}>; rel="{relation}"' for relation, offset in page.turns().items()]
    links += [
        f'<{page.address(base, other)}>; rel="alternate"; type="{other.media_type}"'
        for other in offered_formats()
        if other is not chosen
    ]
    links.append(f'<{base}api/{page.definition.key}.ttl>; rel="describedby"; type="{TURTLE.media_type}"')
    return [*links, f'<{base}api>; rel="service-doc"', f'<{base}openapi.json>; rel="service-desc"']


def _show_form(definition: QueryDefinition, current: Release, language: ReaderLanguage) -> Response:
    """Return the page of a query with the rows of the request, or of the example for a request without arguments."""
    read_range(request.args)  # a fault in it is none of the example
    if any(one.name in request.args for one in definition.parameters):
        arguments = read_arguments(definition, request.args, current, language, DEFAULT_LIMITS[HTML])
    elif (example := _find_example(definition, current, language)) is None:
        return page_response(make_form(definition, current, language).render(), current, language)
    else:
        arguments = example
    page = find_page(definition, arguments, current)
    html = make_form(definition, current, language, page, offered_formats())
    return add_links(page_response(html.render(), current, language), links_of(page, HTML, current))


def _show_description(definition: QueryDefinition, chosen: Format, current: Release) -> Response:
    """Return the description of a query as RDF; raises ``BadRequest`` for arguments, which are for rows."""
    of_rows = (*(one.name for one in definition.parameters), *RANGE)
    if given := [name for name in of_rows if name in request.args]:
        *some, last = (one.label for one in offered_formats())
        rows = f"{', '.join(some)} or {last}"
        raise BadRequest(f"An RDF format describes the query and takes no {given[0]}; rows are {rows}.")
    return document(write_query(definition, chosen, current), chosen, current)


def _find_example(definition: QueryDefinition, current: Release, language: ReaderLanguage) -> Arguments | None:
    """Return the example arguments of a query, else only the required ones; None where the release lacks these, too."""
    required = {one.name: one.example for one in definition.parameters if one.is_required}
    for example in (definition.example, required):
        given = MultiDict({**example, **request.args.to_dict()})
        with suppress(UnknownPage, BadRequest):
            return read_arguments(definition, given, current, language, DEFAULT_LIMITS[HTML])
    return None


def _respond(page: FoundPage, chosen: Format, current: Release, language: ReaderLanguage) -> Response:
    columns = page.definition.columns
    if chosen is JSON:
        return text_response(write_json(page.as_data(current, chosen, language)), chosen, current, language)
    if chosen in TABLES:
        table = write_records([column.name for column in columns], page.rows, TABLES[chosen])
        return text_response(table, chosen, current, language)
    response = Response(write_parquet(page.rows, columns), content_type=chosen.content_type)
    query = request.query_string.decode("ascii", "replace")
    return finish_document(response, current, make_etag(current, request.path, query, chosen.suffix, language.content))
