"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, over the executor pool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from graph.store import Answer

from .answers import identify, is_lasting
from .description import describe_service
from .entities import finish_document
from .errors import BadRequest, NotAcceptable, Refused, UnsupportedBody
from .executors import Query
from .fairness import Bound, Share
from .formats import GRAPHS, HTML, RESULTS, Format, negotiate
from .languages import requested_language
from .service_keyword import asks_other_services
from .settings import Settings
from .trace import trace
from .world import release, site

bp = Blueprint("sparql", __name__)

# The formats accepted for rows and for triples; None where none of that kind is.
Accepted = tuple[Format | None, Format | None]

FORM = "application/x-www-form-urlencoded"
QUERY_BODY = "application/sparql-query"
UPDATE_BODY = "application/sparql-update"
_BY_MEDIA_TYPE = {format_.media_type: format_ for format_ in (*RESULTS, *GRAPHS)}
_BY_ADDRESS = ("GET", "HEAD")
_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')
_NO_UPDATE = "This endpoint only reads: the graph changes by a new release, never by SPARQL Update."
_NO_SERVICE = (
    "SERVICE is refused: this endpoint does not ask other endpoints. "
    "Run a federated query where you are, with this endpoint in its SERVICE clause."
)


@dataclass(frozen=True)
class Operation:
    """A query as the protocol carries it: its text, and the dataset it is to be asked of, if one is given."""

    text: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None


@bp.route("/sparql", methods=["GET", "POST", "QUERY"])
def endpoint() -> Response:
    """Answer a query; without any, show the query page to browsers and the service description to programs."""
    if request.method in _BY_ADDRESS and not request.query_string:
        return describe_endpoint()
    trace().lane = "query"
    operation = read_operation()
    trace().query = operation.text
    results, graphs = choose_formats()
    query = Query(
        operation.text,
        (results or RESULTS[0]).media_type,
        (graphs or GRAPHS[0]).media_type,
        operation.default_graphs,
        operation.named_graphs,
        trace(),
    )
    return answer_lasting(query, (results, graphs)) if is_lasting(query) else answer_once(query, (results, graphs))


def share_queries(settings: Settings) -> Share:
    """Return the places for ad-hoc queries that run or wait; they never hold the threads that pages need."""
    everyone = settings.executors + settings.long_executors + settings.waiting
    each = settings.client_queries
    return Share(
        Bound(everyone, "waiting", f"{everyone} queries run or wait already; try again."),
        Bound(each, "client_queries", f"{each} of your queries run or wait already; ask the next when one is done."),
    )


def answer_lasting(query: Query, accepted: Accepted) -> Response:
    """Answer a query whose answer is the same until the next release: from the client's copy, ours, or anew."""
    current, answers = release(), site().answers
    key = identify(current, query)
    if request.method in _BY_ADDRESS and key in request.if_none_match and not request.if_none_match.star_tag:
        trace().cache = "hit"
        response, status = Response(), "hit; detail=validator"
    elif not request.cache_control.no_cache and (kept := answers.find(current, key)):
        trace().cache = "hit"
        response, status = make_response(kept, accepted), "hit"
    else:
        trace().cache = "miss"
        found = run(query)
        response = make_response(found, accepted)
        status = "fwd=request" if request.cache_control.no_cache else "fwd=miss"
        status += "; stored" if answers.keep(current, key, found) else ""
    response.headers["Cache-Status"] = f"yrkesgraf; {status}"
    return finish_document(response, current, key)


def answer_once(query: Query, accepted: Accepted) -> Response:
    """Answer a query whose answer is another each time."""
    trace().cache = "bypass"
    response = make_response(run(query), accepted)
    response.headers["Cache-Status"] = "yrkesgraf; fwd=bypass"
    response.cache_control.no_store = True
    return response


def run(query: Query) -> Answer:
    """Have *query* answered by an executor; raises what the limits and the engine have against it."""
    if asks_other_services(query.text):
        raise Refused(_NO_SERVICE)
    world = site()
    with world.queries.hold(query.trace.client), world.meters.queries.track_inprogress():
        return world.executors.run(release(), query)


def make_response(answer: Answer, accepted: Accepted) -> Response:
    """Return *answer*, which must be in one of the formats *accepted*."""
    found = _BY_MEDIA_TYPE[answer.media_type]
    if found not in accepted:
        raise NotAcceptable(RESULTS if found in RESULTS else GRAPHS)
    return Response(answer.body, content_type=found.content_type)


def describe_endpoint() -> Response:
    """Return the query page or the service description."""
    chosen = negotiate(request.headers.get("Accept"), (*GRAPHS, HTML))
    if chosen is None:
        raise NotAcceptable((HTML, *GRAPHS))
    current = release()
    if chosen is HTML:
        page = render_template("sparql.html", language=requested_language(), release=current, query="")
        return Response(page, content_type=HTML.content_type)
    body = describe_service(current, site().settings, request.base_url, chosen)
    return Response(body, content_type=chosen.content_type)


def read_operation() -> Operation:
    """Return the query of this request; raises what the protocol asks for where there is none, or more than one."""
    in_address = _parameters(request.query_string)
    if request.method in _BY_ADDRESS:
        return _from_parameters(in_address)
    media_type = request.mimetype
    if media_type == FORM and request.method == "POST":
        return _from_parameters(
            MultiDict([*in_address.items(multi=True), *_parameters(request.get_data()).items(multi=True)])
        )
    if media_type == QUERY_BODY:
        if "query" in in_address:
            raise BadRequest("There is a query in the body and one in the address; send one of them.")
        return Operation(_decode(request.get_data()), *_dataset(in_address))
    if media_type == UPDATE_BODY:
        raise Refused(_NO_UPDATE)
    raise UnsupportedBody(f"Send the query as {QUERY_BODY} or {FORM}, not as {media_type or 'a body without a type'}.")


def _parameters(encoded: bytes) -> MultiDict[str, str]:
    """Return the parameters of an address or a form, strictly: werkzeug keeps what is not UTF-8 as it stands."""
    try:
        return MultiDict(parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise BadRequest("The parameters of the request are not UTF-8.") from None


def _from_parameters(parameters: MultiDict[str, str]) -> Operation:
    if "update" in parameters:
        raise Refused(_NO_UPDATE)
    texts = parameters.getlist("query")
    if len(texts) != 1:
        count = "no parameter 'query'" if not texts else f"{len(texts)} parameters 'query'"
        raise BadRequest(f"There is {count} in this request; send one.")
    return Operation(texts[0], *_dataset(parameters))


def _dataset(parameters: MultiDict[str, str]) -> tuple[list[str] | None, list[str] | None]:
    default, named = (_graphs(parameters, name) for name in ("default-graph-uri", "named-graph-uri"))
    return default or None, named or None


def _graphs(parameters: MultiDict[str, str], name: str) -> list[str]:
    for iri in parameters.getlist(name):
        if not _ABSOLUTE_IRI.fullmatch(iri):
            raise BadRequest(f"The parameter {name} is an absolute IRI, not {iri!r}.")
    return parameters.getlist(name)


def _decode(body: bytes) -> str:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8"}:
        raise UnsupportedBody(f"A query is sent as UTF-8, not as {charset}.")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The query is not UTF-8: byte {error.start + 1} of the body.") from None


def choose_formats() -> tuple[Format | None, Format | None]:
    """Return the formats the client accepts for rows and for triples; None where it accepts none of that kind."""
    if wanted := request.args.get("format") or request.form.get("format"):
        # A plus sign that was not encoded arrives as a blank: "application/sparql-results json".
        wanted = wanted.replace(" ", "+")
        found = _named(wanted, RESULTS), _named(wanted, GRAPHS)
        if found == (None, None):
            known = ", ".join(dict.fromkeys(format_.suffix for format_ in (*RESULTS, *GRAPHS)))
            raise BadRequest(f"There is no format {wanted!r}; there are: {known}.")
        return found
    accept = request.headers.get("Accept")
    found = negotiate(accept, RESULTS), negotiate(accept, GRAPHS)
    if found == (None, None):
        raise NotAcceptable((*RESULTS, *GRAPHS))
    return found


def _named(wanted: str, formats: Sequence[Format]) -> Format | None:
    return next(
        (one for one in formats if wanted in {one.suffix, one.media_type, *one.hints}),
        None,
    )
