"""
Routes of the tables of a release: ``/tables/NAME.SUFFIX`` for each, and ``/cube/KEY.SUFFIX`` for the figures of a cube.

The first request for a file makes it from the store; it is kept without a name on disk and sent with ranges, which
DuckDB and Arrow read Parquet by. The entity tag is strong: a release, a table and a format are the same bytes for ever.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Flask, Response, current_app, redirect, request
from flask import send_file as send_from_disk
from werkzeug.wrappers import Response as BaseResponse

from graph.json_writer import write_json
from graph.reading.release import Release
from graph.tables.data_package import PACKAGE_FILE, describe_package
from graph.tables.inventory import list_tables
from graph.tables.layout import TableDefinition, TableGroup
from graph.tables.renditions import CSV_METADATA, file_suffixes, make_file

from ..formats import CSV, JSON, PARQUET, TSV
from ..http.headers import add_digest, add_links, allow_caching, make_etag
from ..http.parameters import takes
from ..http.responses import DIGEST_ENDING, digest_response, document, page_response
from ..http.site import release
from ..languages import requested_language
from ..refusals import UnknownPage
from .listing_pages import make_list, make_page
from .made_files import MADE_FILES, MadeFiles

bp = Blueprint("tables", __name__)

CSVM = "application/csvm+json"
_MEDIA_TYPES = {one.suffix: one.content_type for one in (CSV, TSV, PARQUET, JSON)} | {CSV_METADATA: CSVM}
# The names of a cube in JSON-stat are in one language; all other files have the names in three.
_SPOKEN = JSON.suffix


def register(app: Flask) -> None:
    """Add the routes of tables to *app*, with the files that it makes."""
    app.register_blueprint(bp)
    app.extensions[MADE_FILES] = MadeFiles()


@bp.get(f"/tables/{PACKAGE_FILE}")
@takes()
def data_package() -> Response:
    """Return the Frictionless description of all tables of the release."""
    current = release()
    return document(write_json(describe_package(current)).encode(), JSON, current)


@bp.get("/tables")
@takes()
def tables() -> Response:
    """Show all tables of the release, with their files."""
    current, language = release(), requested_language()
    return page_response(make_list(current, language).render(), current, language)


@bp.get("/tables/<file>")
@takes()
def table_file(file: str) -> Response:
    """
    Return a table, or its CSVW description; without a suffix, the page about it.

    Raises ``UnknownPage`` for an unknown table or suffix.
    """
    name, suffix = _split(file)
    if suffix:
        return send_table(name, suffix)
    current, language = release(), requested_language()
    return page_response(make_page(current, find_table(current, name), language).render(), current, language)


@bp.get("/cube/<file>")
@takes()
def cube_file(file: str) -> BaseResponse:
    """
    Return the figures of a data cube as a table or as JSON-stat; without a suffix, redirect to the page with them.

    Raises ``UnknownPage`` for an unknown cube or suffix.
    """
    key, suffix = _split(file)
    if suffix:
        return send_table(f"{TableGroup.CUBE}-{key}", suffix)
    find_table(release(), f"{TableGroup.CUBE}-{key}")
    return redirect(f"/figures/{key}", HTTPStatus.SEE_OTHER)


def _split(file: str) -> tuple[str, str]:
    """Return the stem and the suffix of the name of a file, which may have a dot itself."""
    stem, _, suffix = file.partition(".")
    return stem, suffix


def find_table(current: Release, name: str) -> TableDefinition:
    """Return the table *name*; raises ``UnknownPage`` where the release has none of that name."""
    if (found := list_tables(current).get(name)) is None:
        raise UnknownPage(f"There is no table {name[:100]!r} in this release; /tables lists them all.")
    return found


def send_table(name: str, suffix: str) -> Response:
    """
    Return the file of a table, from those made before or made now, or its digest for a suffix with ``.sha256`` behind.

    Raises ``UnknownPage``.
    """
    current = release()
    table = find_table(current, name)
    asked, suffix = suffix, suffix.removesuffix(DIGEST_ENDING)
    if suffix not in (offered := file_suffixes(table)):
        raise UnknownPage(f"There is no {suffix[:50]!r} of the table {name}; there are: {', '.join(offered)}.")
    language = requested_language().content if suffix == _SPOKEN else ""
    # The description has a relative address, so that it leads to the table of its own release, from /cube/ too.
    base = current.names.base
    made = current_app.extensions[MADE_FILES].find(
        (current.id, base, name, suffix, language),
        lambda: make_file(current, table, suffix, language or "nb", f"../tables/{name}.csv"),
    )
    if asked != suffix:
        return digest_response(made.sha256, current, language)
    response = send_from_disk(
        made.path, mimetype=JSON.media_type, conditional=True, last_modified=current.manifest.built,
        etag=make_etag(current, request.path, suffix, language),
    )  # fmt: skip
    response.headers["Content-Type"] = _MEDIA_TYPES[suffix]
    if language:
        response.content_language.add(language)
    del response.headers["Content-Disposition"]  # the name on disk
    allow_caching(response)
    add_digest(response, made.sha256)
    return add_links(response, _links_of(base, name, suffix, offered))


def _links_of(base: str, name: str, suffix: str, offered: tuple[str, ...]) -> list[str]:
    """Return the links of a file: to its description, its other formats, and the data package."""
    stem = f"{base}tables/{name}"
    links = [f'<{stem}.{CSV_METADATA}>; rel="describedby"; type="{CSVM}"'] if suffix != CSV_METADATA else []
    links += [
        f'<{stem}.{other}>; rel="alternate"; type="{_MEDIA_TYPES[other].partition(";")[0]}"'
        for other in offered
        if other not in {suffix, CSV_METADATA}
    ]
    return [*links, f'<{base}tables/{PACKAGE_FILE}>; rel="collection"']
