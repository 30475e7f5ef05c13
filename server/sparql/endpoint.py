"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, over the executor pool."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from graph.reading.release import Release
from graph.reading.store import Answer

from ..executors.open_answer import OpenAnswer
from ..fairness import Bound, Share
from ..formats import GRAPHS, HTML
from ..http.bodies import FORM
from ..http.downloads import close_source
from ..http.headers import finish_document, forbid_caching, make_etag
from ..http.responses import choose_format, page_response
from ..http.site import find_release, release, site
from ..languages import requested_language
from ..query_notices import notice_headers
from ..refusals import BadRequest, NoAcceptableForm, Refused, UnsupportedBody
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
from .run_query import AskedQuery, Found, ask, find_lasting, format_of, may_be_open, open_answer, run
from .service_description import describe_service

bp = Blueprint("sparql", __name__)

QUERY_BODY = "application/sparql-query"
UPDATE_BODY = "application/sparql-update"
_BY_ADDRESS = ("GET", "HEAD")


@bp.route("/sparql", methods=["GET", "POST", "QUERY"])
def endpoint() -> Response:
    """Answer a query; without a query string, return the query page or the service description."""
    if request.method in _BY_ADDRESS and not request.query_string:
        return describe_endpoint()
    trace().lane = "query"
    operation = read_operation()
    trace().query = operation.text
    wanted = wanted_format(request.args) or wanted_format(request.form)
    asked = ask(site().name_data(release()), operation, choose_formats(wanted, request.headers.get("Accept")))
    return answer_lasting(asked) if asked.key else answer_once(asked)


@bp.after_request
def add_notices(response: Response) -> Response:
    """Add the notices about the query to *response*, an answer or a fault."""
    response.headers.update(notice_headers(find_release(), trace().query))
    return response


def share_queries(settings: Settings) -> Share:
    """Return the slots for ad-hoc queries running or waiting, which bound the threads they hold."""
    everyone = settings.queries
    each = settings.client_queries
    return Share(
        Bound(everyone, "waiting", f"{everyone} queries are already running or queued; retry."),
        Bound(each, "client_queries", f"You already have {each} queries running or queued; retry when one finishes."),
        settings.newcomers,
    )


def answer_lasting(asked: AskedQuery) -> Response:
    """Answer a deterministic query from the client's cache, ours, or an executor."""
    current, has = release(), request.if_none_match
    known = has if request.method in _BY_ADDRESS and not has.star_tag else ()
    is_fresh, in_parts = bool(request.cache_control.no_cache), may_be_open(request.environ)
    found = find_lasting(site(), current, asked, trace(), known=known, is_fresh=is_fresh, in_parts=in_parts)
    return lasting_response(current, asked, found)


def lasting_response(current: Release, asked: AskedQuery, found: Found) -> Response:
    """Return the answer *found* to a deterministic query as a response, or a 304 where the client has it."""
    # A 304 has no type; the framework would call it a page.
    response = Response(content_type="") if found.answer is None else make_response(found.answer, asked.accepted)
    response.headers["Cache-Status"] = found.status
    return finish_document(response, current, asked.key)


def answer_once(asked: AskedQuery) -> Response:
    """Answer a query that is not deterministic, uncached."""
    trace().cache = "bypass"
    find = open_answer if may_be_open(request.environ) else run
    response = make_response(find(site(), release(), asked.query(trace())), asked.accepted)
    response.headers["Cache-Status"] = "yrkesgraf; fwd=bypass"
    return forbid_caching(response)


def make_response(answer: Answer | OpenAnswer, accepted: Accepted) -> Response:
    """Return *answer* as a response; raises ``NoAcceptableForm`` where its format is none of *accepted*."""
    body = answer if isinstance(answer, OpenAnswer) else answer.body
    try:
        response = Response(body, content_type=format_of(answer, accepted).content_type)
    except NoAcceptableForm:
        close_source(body)
        raise
    # The framework would read an open answer to its end for its length.
    response.implicit_sequence_conversion = isinstance(body, bytes)
    return response


def describe_endpoint() -> Response:
    """Return the query page or the service description; raises ``NoSuchForm``."""
    chosen = choose_format((*GRAPHS, HTML))
    current = release()
    if chosen is HTML:
        language = requested_language()
        page = QueryPage(language=language, release=current, query=first_query())
        return page_response(page.render(), current, language)
    # sd:endpoint is the requested URL, as the W3C test demands; cache keys include the host (RFC 9111 §2).
    body = describe_service(current, site().settings, request.base_url, chosen)
    etag = make_etag(current, request.base_url, chosen.suffix)
    return finish_document(Response(body, content_type=chosen.content_type), current, etag)


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
