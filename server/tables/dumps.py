"""
Files of the releases: the list of all as page, JSON and table, each with its digest, and ``latest`` for the newest.

``/dumps/latest/FILE`` redirects to the file of the current release, whose own address never changes its content.
"""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Response, send_file

from graph.atomic_files import digest_file
from graph.json_writer import write_json
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.table_writer import write_records

from ..formats import HTML, TABLES
from ..http.headers import add_digest, forbid_caching
from ..http.listings import OFFERED
from ..http.old_releases import is_memento
from ..http.parameters import takes
from ..http.responses import DIGEST_ENDING, choose_format, digest_response
from ..http.site import release, site
from ..languages import ReaderLanguage, requested_language
from ..refusals import UnknownPage
from ..things.query_links import bound
from .dump_list import (
    COLUMNS,
    DumpedGraph,
    DumpedRelease,
    DumpsPage,
    list_graphs,
    list_releases,
    list_rows,
    list_table_files,
)

bp = Blueprint("dumps", __name__)

LATEST = "latest"


@bp.get("/dumps")
@bp.get("/dumps.<suffix>")
@takes()
def index(suffix: str | None = None) -> Response:
    """
    Return every release on this server with its files, the named graphs and the tables of the current one.

    Within a named release, only that one is listed.
    """
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    releases = list_releases(current, () if is_memento() else site().kept.earlier())
    graphs = list_graphs(current, language)
    if chosen is HTML:
        body = _page(current, language, releases, graphs).render()
    elif chosen in TABLES:
        rows = list_rows(current, releases, graphs, list_table_files(current))
        body = write_records(COLUMNS, rows, TABLES[chosen])
    else:
        body = _json(current, releases, graphs)
    response = Response(body, content_type=chosen.content_type)
    response.content_language.add(language.interface)
    # Releases are removed while the current one stays.
    return forbid_caching(response)


def _page(
    current: Release, language: ReaderLanguage, releases: list[DumpedRelease], graphs: list[DumpedGraph]
) -> DumpsPage:
    return DumpsPage(
        language=language,
        release=current,
        releases=releases,
        graphs=graphs,
        files_query=bound(load_folder("pages")["dumps-table"].text, {}),
        graphs_query=bound(load_folder("pages")["graphs"].text, {}),
    )


def _json(current: Release, releases: list[DumpedRelease], graphs: list[DumpedGraph]) -> str:
    found = {
        "latest": f"{current.names.base}dumps/{LATEST}/{{file}}",
        "releases": [asdict(one) for one in releases],
        "graphs": [asdict(one) | {"title": one.title.words} for one in graphs],
        "tables": [asdict(one) for one in list_table_files(current)],
    }
    return write_json(found)


@bp.get("/dumps/<name>/<file>")
@takes()
def dump(name: str, file: str) -> Response:
    """
    Return a file of a release, or with ``.sha256`` behind its name the digest of the file.

    Another release than the current one, and ``latest``, are redirected to. Raises ``UnknownPage`` for an unknown file
    or release, and ``GoneRelease`` for a removed one.
    """
    current = release()
    if name not in {LATEST, current.id} and is_memento():
        raise UnknownPage(f"There is no file of the release {name[:80]!r} here; this is {current.id!r}.")
    found = current if name in {LATEST, current.id} else site().kept.get(name)
    stem = file.removesuffix(DIGEST_ENDING)
    if stem not in found.files():
        raise UnknownPage(f"There is no file {file[:80]!r} in the release {found.id!r}; /dumps lists them all.")
    if name == LATEST:
        return forbid_caching(_redirect(f"/dumps/{found.id}/{quote(file)}"))
    if found is not current:
        return _redirect(f"/release/{found.id}/dumps/{found.id}/{quote(file)}")
    sha256 = _digest(current, stem)
    if file != stem:
        return digest_response(sha256, current)
    # A .gz file is no content coding of the response (RFC 9110 §8.4): clients would unpack it.
    packed = "application/gzip" if file.endswith(".gz") else None
    return add_digest(send_file((current.folder / file).resolve(), mimetype=packed, conditional=True), sha256)


def _redirect(path: str) -> Response:
    # A relative address, so that a cached answer never carries the Host header of another client.
    return Response(status=HTTPStatus.FOUND, headers={"Location": path})


def _digest(current: Release, file: str) -> str:
    """Return the digest of a file from the manifest; that of the manifest itself is computed."""
    known = {entry.path: entry.sha256 for entry in current.manifest.files}
    return known.get(file) or digest_file(current.folder / file)
