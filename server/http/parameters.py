"""
Query strings reduced to the parameters that the view of an address reads.

Others would make a page again for each spelling (``/def?u=1``, ``/def?u=2`` …) and fill the document cache with copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from ..languages import INTERFACE_LANGUAGES, LANGUAGE_CHOICES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LETTERS = re.compile(r"/([a-z]*)")
# By the letters that a path starts with; addresses under other letters keep their whole query string.
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "": (),
    "browse": (),
    "catalog": (),
    "conformance": (),
    "context": (),
    "count": ("occupation", "of"),
    "crosswalk": ("page",),
    "def": (),
    "doc": (),
    "id": (),
    "interests": (),
    "limits": (),
    "linked": ("page",),
    "list": ("page",),
    "neighbours": ("least",),
    "robots": (),
    "sitemap": (),
    "tree": ("at",),
    "void": (),
}


class KnownParameters:
    """WSGI middleware in front of *app* that drops unknown query parameters and languages."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the known parameters."""
        if query := environ["QUERY_STRING"]:
            environ["QUERY_STRING"] = reduce_query(environ["PATH_INFO"], query)
        return self._app(environ, start_response)


def reduce_query(path: str, query: str) -> str:
    """
    Return *query* without the parameters that the view of *path* does not read, and each language at most once.

    >>> reduce_query("/list/title", "u=1&page=2&lang=xx&content=nn&content=en"), reduce_query("/search", "u=1")
    ('page=2&content=nn', 'u=1')
    """
    start = _LETTERS.match(path)
    known = PARAMETERS.get(start[1]) if start else None
    if known is None:
        return query
    given = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    languages = {name: value for name, value in reversed(given) if name in LANGUAGE_CHOICES}
    kept = [pair for pair in given if pair[0] in known]
    kept += [(name, languages[name]) for name in LANGUAGE_CHOICES if languages.get(name) in INTERFACE_LANGUAGES]
    return urlencode(kept, encoding="latin-1")
