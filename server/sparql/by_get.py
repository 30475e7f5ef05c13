"""
SPARQL queries by GET without the framework, which costs more than a cached answer or a short query.

The framework finishes the outcomes that need its hooks: faults, and answers large enough to be sent in parts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from ..executors.open_answer import OpenAnswer
from ..http.compression import GZIP, LEAST, MARK, accepts_gzip, packed_answer
from ..http.downloads import PART
from ..http.headers import cached_headers, last_modified
from ..http.request_hooks import Ready
from ..query_notices import notice_headers
from .endpoint import lasting_response
from .protocol import read_address
from .run_query import AskedQuery, ask, find_lasting, format_of, may_be_open

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from flask import Response

    from ..http.site import Site
    from ..request_record import Trace

ENDPOINT = "/sparql"
_REMEMBERED = 1024
_LONGEST_REMEMBERED = 4096


class QueriesByGet:
    """Answers to queries by GET on the releases of *world*; safe to use from many threads."""

    def __init__(self, world: Site) -> None:
        self._world = world
        self._read = lru_cache(_REMEMBERED)(_read)

    def find(self, environ: WSGIEnvironment, found: Trace, is_fresh: bool) -> Ready | Callable[[], Response] | None:
        """
        Return the answer, a function that makes a large one within the framework, or None for the view.

        The view answers queries that are not deterministic, and requests with several entity tags. Raises the faults
        of ``read_address`` and ``find_lasting``.
        """
        current = self._world.world.get()
        address = environ["QUERY_STRING"]
        accept = environ.get("HTTP_ACCEPT")
        read = self._read if len(address) + len(accept or "") < _LONGEST_REMEMBERED else _read
        found.lane = "query"
        asked = read(self._world.name_data(current), address, accept)
        is_packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        condition, key = environ.get("HTTP_IF_NONE_MATCH"), asked.key
        if not key or condition not in {None, f'"{key}"', f'"{key}{MARK}"' if is_packed else None}:
            return None
        found.query = asked.operation.text
        known = (key,) if condition else ()
        in_parts = may_be_open(environ)
        answer = find_lasting(self._world, current, asked, found, known=known, is_fresh=is_fresh, in_parts=in_parts)
        status = ("Cache-Status", answer.status)
        if answer.answer is None:
            headers = cached_headers(self._world.settings, condition or "")
            return Ready(ENDPOINT, HTTPStatus.NOT_MODIFIED, [status, *headers])
        if isinstance(answer.answer, OpenAnswer) or len(answer.answer.body) > PART:
            return partial(lasting_response, current, asked, answer)
        body, tag = answer.answer.body, key
        headers = [status, ("Content-Type", format_of(answer.answer, asked.accepted).content_type)]
        headers += notice_headers(current, asked.operation.text).items()
        if is_packed and len(body) >= LEAST:
            body, tag = packed_answer(self._world, current, key, answer.answer, is_fresh=is_fresh).body, key + MARK
            headers.append(("Content-Encoding", GZIP))
        headers += (("Content-Length", str(len(body))), last_modified(current))
        headers += cached_headers(self._world.settings, f'"{tag}"')
        return Ready(ENDPOINT, HTTPStatus.OK, headers, body)


def _read(data_name: str, address: str, accept: str | None) -> AskedQuery:
    return ask(data_name, *read_address(address, accept))
