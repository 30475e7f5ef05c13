"""Headers of answers: validators, caching, links to other forms, and the headers common to all."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Response, request
from werkzeug.http import http_date

from graph.reading.release import Release
from graph.vocab import LICENCE, ONTOLOGY

from ..formats import Format
from ..profiles import HEADER
from ..settings import Settings
from .release_cache import Headers
from .site import site

_YEAR = 31_536_000
# The parameter of every address of a CSV that converts it for Excel.
EXCEL = "excel"
_DIGEST = "Repr-Digest"
_VARY = ("Accept", "Accept-Language", "Accept-Encoding")
# Pages load nothing from other hosts and run no inline scripts.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_EXPOSED = (
    "Link", "ETag", "Content-Location", "Retry-After", "Cache-Status", "Server-Timing", "Yrkesgraf-Query-Faults",
    "Yrkesgraf-Query-Notices", "Content-Profile", "Content-Range", "Accept-Ranges", "Content-Disposition",
    "Memento-Datetime", _DIGEST,
)  # fmt: skip
# Headers of every answer, errors included.
_COMMON = (
    ("Vary", ", ".join(_VARY)),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", ", ".join(_EXPOSED)),
    ("Timing-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", _POLICY),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


@dataclass(frozen=True)
class Place:
    """
    The addresses of one document in several formats: /def, /def.ttl, /def.rdf …

    ``stem`` is the path without slash and suffix, ``offered`` its formats, ``canonical`` its IRI.
    """

    stem: str
    offered: Sequence[Format]
    canonical: str
    licence: str = LICENCE

    def point(self, response: Response, chosen: Format, current: Release, query: str = "") -> Response:
        """
        Add ``Content-Location`` and ``Link`` to *response*, which is in the format *chosen*; returns it.

        *query* is the query string of a document that has one of its own.
        """
        response.headers["Content-Location"] = f"/{self.stem}.{chosen.suffix}{query}"
        links = [
            f'<{current.names.base}{self.stem}.{other.suffix}>; rel="alternate"; type="{other.media_type}"'
            for other in self.offered
            if other is not chosen
        ]
        links += [
            f'<{ONTOLOGY}>; rel="describedby"',
            f'<{self.licence}>; rel="license"',
            f'<{self.canonical}>; rel="canonical"',
            f'<{current.names.thing("release", current.id)}>; rel="http://rdfs.org/ns/void#inDataset"',
        ]
        response.headers["Link"] = ", ".join(links)
        return response


def locate(response: Response, path: str) -> Response:
    """Say that *response* is the content of *path*, another address than was requested; returns it."""
    response.headers["Content-Location"] = path
    return response


def make_etag(current: Release, *parts: str) -> str:
    """Return the strong entity tag of one representation: a digest of the release, *parts* and ``?excel``."""
    converted = (EXCEL,) if EXCEL in request.args else ()
    return hashlib.sha256("\n".join((current.id, *parts, *converted)).encode()).hexdigest()[:24]


def finish_document(response: Response, current: Release, etag: str) -> Response:
    """Add validators and caching to *response*, and turn it into a 304 where the client has it already."""
    response.set_etag(etag)
    response.last_modified = current.manifest.built
    allow_caching(response)
    response.make_conditional(request)
    return response


def cached_headers(settings: Settings, etag: str) -> Headers:
    """Return the headers of ``finish_document`` in a 304, and the common ones; *etag* is in quotation marks."""
    return [("Cache-Control", f"public, max-age={settings.cache_seconds}"), *_COMMON, ("ETag", etag)]


def last_modified(current: Release) -> tuple[str, str]:
    """Return the header that a whole answer has as well."""
    return "Last-Modified", _write_date(current.manifest.built)


def allow_caching(response: Response) -> None:
    """Let every cache keep *response* for the setting ``cache_seconds``."""
    response.cache_control.public = True
    response.cache_control.max_age = site().settings.cache_seconds


def never_expires(response: Response) -> Response:
    """Mark *response*, whose address holds a digest of its content, as immutable; returns it."""
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


def add_links(response: Response, links: Sequence[str]) -> Response:
    """Add *links*, each a value of the ``Link`` header, to *response* and return it."""
    known = response.headers.get("Link")
    response.headers["Link"] = ", ".join((known, *links) if known else links)
    return response


def move_into_release(response: Response, current: Release, inside: str) -> Response:
    """
    Prefix the addresses in the headers of *response* with the path *inside* of its release, and date it.

    The canonical address of a document stays the current one. Returns *response*.
    """
    if (place := response.headers.get("Content-Location", "")).startswith("/"):
        response.headers["Content-Location"] = inside + place
    root = current.names.base.rstrip("/")
    moved = re.compile(rf'<{re.escape(root)}(/[^>]*)>; rel="(alternate|collection|describedby)"')
    if links := response.headers.get("Link"):
        response.headers["Link"] = moved.sub(rf'<{root}{inside}\1>; rel="\2"', links)
    response.headers["Memento-Datetime"] = _write_date(current.manifest.built)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def never_changes(response: Response, *, is_immutable: bool = True) -> Response:
    """Let every cache keep *response*, whose address names a release, for a year; returns it."""
    response.cache_control.max_age = _YEAR
    response.cache_control.public = True
    return never_expires(response) if is_immutable else response


def add_digest(response: Response, sha256: str) -> Response:
    """
    Add the digest of a whole file, hexadecimal *sha256*, as ``Repr-Digest`` (RFC 9530) to *response*; returns it.

    The body of *response* may be a part of the file.
    """
    response.headers[_DIGEST] = f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
    return response


def drop_digest(response: Response) -> None:
    """Remove the digest from *response*, whose body is no longer that of the file."""
    response.headers.pop(_DIGEST, None)


def varies_by_time(response: Response) -> Response:
    """Add ``Accept-Datetime`` to the ``Vary`` header of *response* and return it."""
    response.vary.add("Accept-Datetime")
    return response


def varies_by_profile(response: Response) -> Response:
    """Add ``Accept-Profile`` to the ``Vary`` header of *response* and return it."""
    response.vary.add(HEADER)
    return response


def forbid_caching(response: Response) -> Response:
    """Keep *response* out of every cache; returns it."""
    response.cache_control.no_store = True
    return response


def add_common_headers(response: Response) -> Response:
    """Add the common headers to *response*; registered as a hook for all answers."""
    response.vary.update(_VARY)
    # Flask dates a file's expiry by the second; Cache-Control says the same and is the same in every answer.
    response.headers.pop("Expires", None)
    for name, value in _COMMON[1:]:
        response.headers.setdefault(name, value)
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = (
            "Accept, Accept-Datetime, Accept-Language, Accept-Profile, Cache-Control, Content-Type, If-Match, "
            "If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range"
        )
    return response


@lru_cache(maxsize=8)
def _write_date(moment: datetime.datetime) -> str:
    return http_date(moment)
