"""
The SPARQL 1.1 Graph Store HTTP Protocol for reading: one graph by its IRI, or the default graph.

A named graph is a query whose dataset is that graph, so the limits, caches and formats are those of ``/sparql``. The
default graph is everything, and a dump of the release holds it: that is unpacked or converted while it is sent.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wsgi import wrap_file

from graph.reading.manifest import DUMP
from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ..formats import GRAPHS, TRIG, TURTLE, Format
from ..http.compression import GZIP, MARK, accepts_gzip
from ..http.headers import finish_document, make_etag
from ..http.parameters import takes
from ..http.responses import choose_format
from ..http.site import release, site
from ..refusals import BadRequest, Refused, UnknownPage
from ..request_record import trace
from .dump_bodies import ConvertedDump, UnpackedDump, unpacked_size
from .endpoint import answer_lasting
from .protocol import NO_UPDATE, Operation, is_absolute_iri
from .run_query import ask, may_be_open

bp = Blueprint("graph_store", __name__)

ADDRESS = "/rdf-graph-store"
# Turtle is a subset of TriG.
_AS_DUMPED = (TURTLE, TRIG)


@bp.get(ADDRESS)
@takes("graph", "default", "format", several=("graph",))
def graph() -> Response:
    """
    Return the graph named by ``?graph=``, or with ``?default`` the default graph, in an RDF format.

    Raises ``BadRequest`` unless the address has one of the two, ``UnknownPage`` for a graph that the release does not
    have, and ``NoSuchForm``.
    """
    named = _read_graph()
    current, chosen = release(), choose_format(_offered(named), None, request.args.get("format"))
    trace().lane = "query"
    if not named:
        return _whole(current, chosen)
    queries = load_folder("engine")
    if b"true" not in current.store.answer(queries["has-triples"].text, default_graphs=named).body:
        raise UnknownPage(f"There is no graph {named[0][:100]!r} in this release; /sparql describes them all.")
    trace().query = queries["triples"].text
    return answer_lasting(ask(current.id, Operation(queries["triples"].text, named, None), (None, chosen)))


@bp.route(ADDRESS, methods=["PUT", "POST", "DELETE", "PATCH"])
def change() -> Response:
    """Refuse every change; raises ``Refused``."""
    raise Refused(NO_UPDATE)


def _offered(named: list[str] | None) -> tuple[Format, ...]:
    """Return the formats of a graph; the end of a converted dump is not marked over HTTP/1.0."""
    is_measured = bool(named) or request.method == "HEAD" or may_be_open(request.environ)
    return GRAPHS if is_measured else _AS_DUMPED


def _whole(current: Release, chosen: Format) -> Response:
    """Return the default graph: the dump as it is to a client that accepts gzip, else unpacked or converted."""
    dump = (current.folder / DUMP).resolve()
    etag = make_etag(current, ADDRESS, chosen.suffix)
    charge = partial(site().budget.charge, trace().client)
    if chosen in _AS_DUMPED and accepts_gzip(request.headers.get("Accept-Encoding", "")):
        # No ranges: those of the packed bytes are not those of the graph. No file is opened for a HEAD or a 304.
        response = finish_document(Response(), current, etag)
        if response.status_code == HTTPStatus.OK:
            response.content_encoding, response.content_length = GZIP, dump.stat().st_size
            response.set_etag(etag + MARK)
            if request.method == "GET":
                response.response, response.direct_passthrough = wrap_file(request.environ, dump.open("rb")), True
    else:
        body = UnpackedDump(dump, charge) if chosen in _AS_DUMPED else ConvertedDump(dump, chosen.media_type, charge)
        response = Response(body)
        response.implicit_sequence_conversion = False
        if chosen in _AS_DUMPED and (size := unpacked_size(dump)) is not None:
            response.content_length = size
        response = finish_document(response, current, etag)
    response.headers["Content-Type"] = chosen.content_type
    return response


def _read_graph() -> list[str] | None:
    """Return the named graph of the request, None for the default graph; raises ``BadRequest``."""
    named, is_default = request.args.getlist("graph"), "default" in request.args
    if len(named) + is_default != 1:
        raise BadRequest("The address names one graph: send ?graph= with its IRI, or ?default.")
    if named and not is_absolute_iri(named[0]):
        raise BadRequest(f"The parameter graph must be an absolute IRI, got {named[0][:100]!r}.")
    return named or None
