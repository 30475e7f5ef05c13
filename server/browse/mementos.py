"""
Memento (RFC 7089): the TimeGate and the TimeMap of a document.

The versions of a document are those of the releases on disk that have its resource, each at the time of its build, up
to the current release: one built later has been withdrawn.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.http import http_date, parse_date

from graph.reading.release import Release
from graph.vocab import is_iri

from ..http.headers import add_links, forbid_caching, varies_by_time
from ..http.parameters import takes
from ..http.site import release, site
from ..refusals import BadRequest, UnknownPage

bp = Blueprint("mementos", __name__)

_LINK_FORMAT = "application/link-format"


@bp.get("/timegate/<path:original>")
@takes()
def timegate(original: str) -> Response:
    """
    Redirect to the version of a document at the time in ``Accept-Datetime``, by default to the newest.

    A time before the first version leads to the first. Raises ``BadRequest`` for a time that is not an HTTP date,
    ``UnknownPage`` for a document without versions.
    """
    wanted = request.headers.get("Accept-Datetime")
    moment = parse_date(wanted) if wanted else None
    if wanted and moment is None:
        raise BadRequest("Accept-Datetime must be an HTTP date, such as Thu, 31 May 2007 20:35:00 GMT.")
    path, versions = _versions(original)
    earlier = [one for one in versions if moment is None or one.manifest.built <= moment]
    chosen = earlier[-1] if earlier else versions[0]
    response = Response(status=HTTPStatus.FOUND, headers={"Location": _address(chosen, path)})
    add_links(response, _links(path, versions, [chosen], own="timegate"))
    return forbid_caching(varies_by_time(response))


@bp.get("/timemap/<path:original>")
@takes()
def timemap(original: str) -> Response:
    """Return the list of all versions of a document; raises ``UnknownPage`` for a document without versions."""
    path, versions = _versions(original)
    body = ",\n".join(_links(path, versions, versions, own="timemap")) + "\n"
    return forbid_caching(Response(body, content_type=_LINK_FORMAT))


def _versions(original: str) -> tuple[str, list[Release]]:
    """Return the path of a document and the releases that have its resource, oldest first."""
    current = release()
    path = original.removeprefix(current.names.base)
    head, _, rest = path.partition("/")
    kind, _, key = rest.partition("/")
    if head not in {"doc", "id"} or not kind or not key:
        raise UnknownPage("There are versions of documents: /timegate/doc/KIND/KEY.")
    iri = current.names.thing(kind, key.partition(".")[0] if head == "doc" else key)
    found = site().kept.having(iri) if is_iri(iri) else []
    if not found:
        raise UnknownPage(f"No release has anything called {iri}.")
    return f"{head}/{quote(kind)}/{quote(key)}", found


def _address(version: Release, path: str) -> str:
    return f"{version.names.base}release/{version.id}/{path}"


def _links(path: str, versions: Sequence[Release], shown: Sequence[Release], own: str) -> list[str]:
    """Return the links of a TimeGate or TimeMap, with the *shown* of all *versions*."""
    base = versions[0].names.base
    span = f'from="{_date(versions[0])}"; until="{_date(versions[-1])}"'
    links = [f'<{base}{path}>; rel="original"']
    for name, extra in (("timegate", ""), ("timemap", f'; type="{_LINK_FORMAT}"; {span}')):
        relation = "self" if name == own == "timemap" else name
        if name == own == "timegate":
            continue
        links.append(f'<{base}{name}/{path}>; rel="{relation}"{extra}')
    for version in shown:
        places = [word for word, end in (("first", versions[0]), ("last", versions[-1])) if version is end]
        relation = " ".join((*places, "memento"))
        links.append(f'<{_address(version, path)}>; rel="{relation}"; datetime="{_date(version)}"')
    return links


def _date(version: Release) -> str:
    moment: datetime.datetime = version.manifest.built
    return http_date(moment)
