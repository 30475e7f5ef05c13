"""
Query parameters: each view declares the ones it reads, and a request with any other is refused, or with one twice.

Otherwise a misspelt parameter would be a wrong answer, and each spelling of an address a page in the document cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from flask import Flask, current_app, request

from ..languages import INTERFACE_LANGUAGES, LANGUAGE_CHOICES
from ..refusals import BadRequest
from .headers import EXCEL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

View = TypeVar("View", bound=Callable[..., object])
_DECLARED, _SEVERAL = "query_parameters", "several_values"
_LONGEST_SHOWN = 50
# Addresses whose query strings are left as they are: queries, and versions of files.
_UNTOUCHED = ("/sparql", "/static/")


def register(app: Flask) -> None:
    """Check the query parameters of every request to *app*."""
    app.before_request(check_parameters)


def takes(*names: str, several: Iterable[str] = ()) -> Callable[[View], View]:
    """
    Declare the query parameters of a view, and those of them that may stand *several* times.

    ``lang`` and ``content`` need no mention.
    """

    def declare(view: View) -> View:
        view.__dict__[_DECLARED] = (*names, *LANGUAGE_CHOICES)
        view.__dict__[_SEVERAL] = frozenset(several)
        return view

    return declare


def declared(view: Callable[..., object]) -> tuple[str, ...] | None:
    """Return the query parameters that *view* declares, or None if it reads its address itself."""
    found: tuple[str, ...] | None = getattr(view, _DECLARED, None)
    return found


def check_parameters() -> None:
    """
    Raise ``BadRequest`` for an address that is not UTF-8, an unknown parameter, or one that stands twice.

    A refusal of an unknown parameter names the known ones.
    """
    if request.endpoint is None or request.method == "OPTIONS":
        return
    check_encoding(request.query_string, "The parameters of the request are")
    view = current_app.view_functions[request.endpoint]
    known = declared(view)
    if known is None:
        return
    for name, values in request.args.lists():
        if len(values) > 1 and name in known and name not in view.__dict__[_SEVERAL]:
            raise BadRequest(f"The parameter {name!r} stands {len(values)} times in this address; it takes one value.")
        # Any table in CSV may be asked for Excel; ``finishing`` refuses the parameter for other answers.
        if name not in known and name != EXCEL:
            raise BadRequest(f"There is no parameter {name[:_LONGEST_SHOWN]!r} here; there are: {', '.join(known)}.")


def check_encoding(encoded: bytes, subject: str) -> None:
    """Raise ``BadRequest``, a sentence about *subject*, unless *encoded* is UTF-8 behind its percent signs."""
    try:
        unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(f"{subject} not UTF-8.") from None


class LanguageParameters:
    """WSGI middleware in front of *app* that keeps each language parameter once, and known languages only."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the reduced query string."""
        if (query := environ["QUERY_STRING"]) and not environ["PATH_INFO"].startswith(_UNTOUCHED):
            environ["QUERY_STRING"] = reduce_query(query)
        return self._app(environ, start_response)


def reduce_query(query: str) -> str:
    """
    Return *query* in one spelling, with each language at most once and at the end.

    >>> reduce_query("&page=2&lang=xx&content=nn&content=en"), reduce_query("q=f%6fr+deg")
    ('page=2&content=nn', 'q=for+deg')
    """
    given = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    languages = {name: value for name, value in reversed(given) if name in LANGUAGE_CHOICES}
    kept = [pair for pair in given if pair[0] not in LANGUAGE_CHOICES]
    kept += [(name, languages[name]) for name in LANGUAGE_CHOICES if languages.get(name) in INTERFACE_LANGUAGES]
    return urlencode(kept, encoding="latin-1")
