"""
The SPARQL 1.1 Graph Store HTTP Protocol for reading: one graph by its IRI, or the default graph.

A graph is a query whose dataset is that graph, so the limits, caches and formats are those of ``/sparql``.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder

from ..formats import GRAPHS
from ..http.parameters import takes
from ..http.responses import choose_format
from ..http.site import release
from ..refusals import BadRequest, Refused, UnknownPage
from ..request_record import trace
from .endpoint import answer_lasting
from .protocol import NO_UPDATE, Operation, is_absolute_iri
from .run_query import ask

bp = Blueprint("graph_store", __name__)

ADDRESS = "/rdf-graph-store"


@bp.get(ADDRESS)
@takes("graph", "default", "format")
def graph() -> Response:
    """
    Return the graph named by ``?graph=``, or with ``?default`` the default graph, in an RDF format.

    Raises ``BadRequest`` unless the address has one of the two, ``UnknownPage`` for a graph that the release does not
    have, and ``NoSuchForm``.
    """
    current, chosen = release(), choose_format(GRAPHS, None, request.args.get("format"))
    named = _read_graph()
    queries = load_folder("engine")
    if named and b"true" not in current.store.answer(queries["has-triples"].text, default_graphs=named).body:
        raise UnknownPage(f"There is no graph {named[0][:100]!r} in this release; /sparql describes them all.")
    trace().lane = "query"
    trace().query = queries["triples"].text
    return answer_lasting(ask(current.id, Operation(queries["triples"].text, named, None), (None, chosen)))


@bp.route(ADDRESS, methods=["PUT", "POST", "DELETE", "PATCH"])
def change() -> Response:
    """Refuse every change; raises ``Refused``."""
    raise Refused(NO_UPDATE)


def _read_graph() -> list[str] | None:
    """Return the named graph of the request, None for the default graph; raises ``BadRequest``."""
    named, is_default = request.args.getlist("graph"), "default" in request.args
    if len(named) + is_default != 1:
        raise BadRequest("The address names one graph: send ?graph= with its IRI, or ?default.")
    if named and not is_absolute_iri(named[0]):
        raise BadRequest(f"The parameter graph must be an absolute IRI, got {named[0][:100]!r}.")
    return named or None
