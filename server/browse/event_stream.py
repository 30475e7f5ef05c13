"""
The changes between releases as a Linked Data Event Stream: ``/changes/stream`` and its pages.

A view of TREE (https://w3id.org/tree/specification): the root lists one page after another by the day of their release,
and a page never changes, since a release takes over all earlier changes as they are. The stream itself is an
``ldes:EventStream`` (https://w3id.org/ldes/specification) whose members are the changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.rdf_formats import convert_triples
from graph.reading.release import Release
from graph.vocab import LICENCE, PREFIXES, YG, Iri

from ..formats import GRAPHS, JSON_LD, N_QUADS, N_TRIPLES, Format
from ..http.headers import locate, never_changes
from ..http.jsonld import compact
from ..http.parameters import takes
from ..http.responses import choose_format, document
from ..http.site import release
from ..refusals import UnknownPage
from .change_order import all_changes

bp = Blueprint("event_stream", __name__)

PATH = "changes/stream"
STREAM = f"{PATH}#stream"
# Members on a page. A page of the national graph takes some 300 kB as Turtle.
MOST_MEMBERS = 500

_LDES, _TREE, _DCT = PREFIXES["ldes"], PREFIXES["tree"], PREFIXES["dct"]
_TYPE = PREFIXES["rdf"] + "type"
_ISSUED = _DCT + "issued"
_DATE_TIME = PREFIXES["xsd"] + "dateTime"

Line = str


@bp.get(f"/{PATH}")
@takes()
def stream() -> Response:
    """Return the stream with the root of its view, which links to all pages; raises ``NoSuchForm``."""
    chosen, current = choose_format(GRAPHS), release()
    body = _written(_root(current), chosen, current, f"{current.names.base}{STREAM}")
    response = document(body, chosen, current)
    locate(response, f"/{PATH}")
    return response


@bp.get(f"/{PATH}/<name>/<int:number>")
@takes()
def page(name: str, number: int) -> Response:
    """
    Return one page of the changes of a release, by number from 1.

    Raises ``UnknownPage`` for a release without changes and a number past the last, ``NoSuchForm`` for no format.
    """
    chosen, current = choose_format(GRAPHS), release()
    body = write_page(current, name, number, chosen)
    response = Response(body, content_type=chosen.content_type)
    # No part of it comes from the current release.
    response.set_etag(sha256(body).hexdigest()[:24])
    never_changes(response).make_conditional(request)
    return response


def write_page(current: Release, name: str, number: int, chosen: Format) -> bytes:
    """Return the page *number* of the changes of the release *name*; raises ``UnknownPage`` where there is none."""
    every = sorted(one.change for one in all_changes(current) if one.release == name)
    members = every[(number - 1) * MOST_MEMBERS : number * MOST_MEMBERS] if number else []
    if not members:
        raise UnknownPage(f"There is no page {number} of changes of the release {name[:80]!r}.")
    here = _page_address(current, name, number)
    return _written(_page(current, name, members, here), chosen, current, here)


def _releases(current: Release) -> dict[str, int]:
    """Return the number of changes by the name of the newer release, oldest release first."""
    found = Counter(one.release for one in all_changes(current))
    return {name: found[name] for name in reversed(found)}


def _root(current: Release) -> Iterator[Line]:
    root = f"{current.names.base}{PATH}"
    yield from _about_stream(current, root)
    yield _link(root, _TYPE, f"{_TREE}Node")
    for name, changes in _releases(current).items():
        for number in range(1, -(-changes // MOST_MEMBERS) + 1):
            relation = f"{root}#{name}-{number}"
            yield _link(root, f"{_TREE}relation", relation)
            yield _link(relation, _TYPE, f"{_TREE}GreaterThanOrEqualToRelation")
            yield _link(relation, f"{_TREE}node", _page_address(current, name, number))
            yield _link(relation, f"{_TREE}path", _ISSUED)
            yield _time(relation, f"{_TREE}value", name)


def _page(current: Release, name: str, members: list[str], here: str) -> Iterator[Line]:
    stream_iri = f"{current.names.base}{STREAM}"
    yield _link(stream_iri, f"{_TREE}view", here)
    yield _link(here, _TYPE, f"{_TREE}Node")
    yield _link(here, f"{_DCT}isPartOf", f"{current.names.base}{PATH}")
    iris = [current.names.thing("change", member) for member in members]
    for iri in iris:
        yield _link(stream_iri, f"{_TREE}member", iri)
        yield _time(iri, _ISSUED, name)
    query = load_folder("entities")["changes"].choose(iris)
    graph = current.names.thing("graph", "changes")
    yield current.store.triples(query, N_TRIPLES.media_type, {"graph": Iri(graph)}).decode().rstrip("\n")


def _about_stream(current: Release, root: str) -> Iterator[Line]:
    iri = f"{current.names.base}{STREAM}"
    yield _link(iri, _TYPE, f"{_LDES}EventStream")
    yield _link(iri, f"{_LDES}timestampPath", _ISSUED)
    yield _link(iri, f"{_LDES}versionOfPath", f"{YG}changedThing")
    yield _link(iri, f"{_TREE}view", root)
    yield _link(iri, f"{_DCT}license", LICENCE)


def _page_address(current: Release, name: str, number: int) -> str:
    return f"{current.names.base}{PATH}/{name}/{number}"


def _link(subject: str, property_: str, value: str) -> Line:
    return f"<{subject}> <{property_}> <{value}> ."


def _time(subject: str, property_: str, name: str) -> Line:
    """Return a line with the day that starts the *name* of a release, as a time."""
    return f'<{subject}> <{property_}> "{name[:10]}T00:00:00Z"^^<{_DATE_TIME}> .'


def _written(lines: Iterable[Line], chosen: Format, current: Release, first: str) -> bytes:
    body = ("\n".join(lines) + "\n").encode()
    if chosen is JSON_LD:
        return compact(convert_triples(body, N_TRIPLES.media_type, N_QUADS.media_type), current.names.base)
    return convert_triples(body, N_TRIPLES.media_type, chosen.media_type, first=first)
