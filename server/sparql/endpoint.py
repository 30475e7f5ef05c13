"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, over the executor pool."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from graph.reading.store import Answer

from ..adhoc_query import FAULT, FOUND, Query
from ..fairness import Bound, Share
from ..formats import GRAPHS, HTML, negotiate
from ..http.answer_cache import identify, is_lasting
from ..http.site import release, site
from ..http.validators import finish_document
from ..languages import requested_language
from ..refusals import BadRequest, NotAcceptable, Refused, UnsupportedBody
from ..request_record import trace
from ..settings import Settings
from .protocol import (
    NO_UPDATE,
    Accepted,
    Operation,
    choose_formats,
    from_parameters,
    read_dataset,
    read_parameters,
    wanted_format,
)
from .query_page import QueryPage, first_query
from .run_query import Found, find_lasting, format_of, run
from .service_description import describe_service

bp = Blueprint("sparql", __name__)

FORM = "application/x-www-form-urlencoded"
QUERY_BODY = "application/sparql-query"
UPDATE_BODY = "application/sparql-update"
_BY_ADDRESS = ("GET", "HEAD")


@bp.route("/sparql", methods=["GET", "POST", "QUERY"])
def endpoint() -> Response:
    """Answer a query; without a query string, return the query page or the service description."""
    if request.method in _BY_ADDRESS and not request.query_string:
        return describe_endpoint()
    trace().lane = "query"
    if fault := request.environ.get(FAULT):
        raise fault
    operation = read_operation()
    trace().query = operation.text
    wanted = wanted_format(request.args) or wanted_format(request.form)
    accepted = choose_formats(wanted, request.headers.get("Accept"))
    query = operation.query(accepted, trace())
    return answer_lasting(query, accepted) if is_lasting(query) else answer_once(query, accepted)


def share_queries(settings: Settings) -> Share:
    """Return the slots for ad-hoc queries running or waiting, which bound the threads they hold."""
    everyone = settings.executors + settings.long_executors + settings.waiting
    each = settings.client_queries
    return Share(
        Bound(everyone, "waiting", f"{everyone} queries are already running or queued; retry."),
        Bound(each, "client_queries", f"You already have {each} queries running or queued; retry when one finishes."),
    )


def answer_lasting(query: Query, accepted: Accepted) -> Response:
    """Answer a deterministic query from the client's cache, ours, or an executor."""
    current, has = release(), request.if_none_match
    key = identify(current.id, query)
    known = has if request.method in _BY_ADDRESS and not has.star_tag else ()
    found: Found = request.environ.get(FOUND) or find_lasting(
        site(), current, query, key, known=known, is_fresh=bool(request.cache_control.no_cache)
    )
    response = Response() if found.answer is None else make_response(found.answer, accepted)
    response.headers["Cache-Status"] = found.status
    return finish_document(response, current, key)


def answer_once(query: Query, accepted: Accepted) -> Response:
    """Answer a query that is not deterministic, uncached."""
    trace().cache = "bypass"
    response = make_response(run(site(), release(), query), accepted)
    response.headers["Cache-Status"] = "yrkesgraf; fwd=bypass"
    response.cache_control.no_store = True
    return response


def make_response(answer: Answer, accepted: Accepted) -> Response:
    """Return *answer* as a response; raises ``NotAcceptable`` where its format is none of *accepted*."""
    return Response(answer.body, content_type=format_of(answer, accepted).content_type)


def describe_endpoint() -> Response:
    """Return the query page or the service description; raises ``NotAcceptable``."""
    chosen = negotiate(request.headers.get("Accept"), (*GRAPHS, HTML))
    if chosen is None:
        raise NotAcceptable((HTML, *GRAPHS))
    current = release()
    if chosen is HTML:
        page = QueryPage(language=requested_language(), release=current, query=first_query())
        return Response(page.render(), content_type=HTML.content_type)
    # sd:endpoint is the requested URL, as the W3C test demands; cache keys include the host (RFC 9111 §2).
    body = describe_service(current, site().settings, request.base_url, chosen)
    return Response(body, content_type=chosen.content_type)


def read_operation() -> Operation:
    """Return the query of this request; raises ``BadRequest``, ``Refused`` and ``UnsupportedBody``."""
    in_address = read_parameters(request.query_string)
    if request.method in _BY_ADDRESS:
        return from_parameters(in_address)
    media_type = request.mimetype
    if media_type == FORM and request.method == "POST":
        in_form = read_parameters(request.get_data())
        return from_parameters(MultiDict([*in_address.items(multi=True), *in_form.items(multi=True)]))
    if media_type == QUERY_BODY:
        if "query" in in_address:
            raise BadRequest("The request has a query in its body and one in its address; send only one.")
        return Operation(_decode(request.get_data()), *read_dataset(in_address))
    if media_type == UPDATE_BODY:
        raise Refused(NO_UPDATE)
    raise UnsupportedBody(
        f"Send the query as {QUERY_BODY} or {FORM}, not as {media_type or 'a body without Content-Type'}."
    )


def _decode(body: bytes) -> str:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8"}:
        raise UnsupportedBody(f"Send the query as UTF-8, not as {charset}.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The query is not UTF-8: byte {error.start + 1} of the body.") from None
