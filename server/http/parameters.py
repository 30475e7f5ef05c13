"""
Query parameters: each view declares the ones it reads, and a request with any other is refused.

Otherwise a misspelt parameter would be a wrong answer, and each spelling of an address a page in the document cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from flask import Flask, current_app, request

from ..languages import INTERFACE_LANGUAGES, LANGUAGE_CHOICES
from ..refusals import BadRequest
from .headers import EXCEL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

View = TypeVar("View", bound=Callable[..., object])
PAGE = "page"
_DECLARED = "query_parameters"
_LONGEST_SHOWN = 50
# Addresses whose query strings are left as they are: queries, and versions of files.
_UNTOUCHED = ("/sparql", "/static/")


def register(app: Flask) -> None:
    """Check the query parameters of every request to *app*."""
    app.before_request(check_parameters)


class Declaration(NamedTuple):
    """
    The parameters of a view: all, those that may stand several times, and those that only pages have, no data.

    An ``is_open`` view lets other parameters and fields pass. ``fields`` are those of its form, None for a view without
    one, and may be lists, too.
    """

    names: tuple[str, ...]
    several: tuple[str, ...]
    of_pages: tuple[str, ...]
    is_open: bool
    fields: tuple[str, ...] | None


def takes(
    *names: str,
    several: tuple[str, ...] = (),
    of_pages: tuple[str, ...] = (),
    is_open: bool = False,
    fields: tuple[str, ...] | None = None,
) -> Callable[[View], View]:
    """Declare the query parameters of a view as a ``Declaration``; ``lang`` and ``content`` need no mention."""

    def declare(view: View) -> View:
        every = (*names, *LANGUAGE_CHOICES)
        view.__dict__[_DECLARED] = Declaration(every, several, of_pages, is_open, fields)
        return view

    return declare


def declaration(view: Callable[..., object]) -> Declaration | None:
    """Return the declaration of *view*, or None if it reads its address itself."""
    found: Declaration | None = getattr(view, _DECLARED, None)
    return found


def declared(view: Callable[..., object]) -> tuple[str, ...] | None:
    """Return the only query parameters of *view*, or None if it takes any."""
    found = declaration(view)
    return None if found is None or found.is_open else found.names


def check_parameters() -> None:
    """Raise ``BadRequest`` for an address that is not UTF-8 or has an unknown parameter, with the known ones."""
    if request.endpoint is None or request.method == "OPTIONS":
        return
    check_encoding(request.query_string, "The parameters of the request are")
    known = declaration(current_app.view_functions[request.endpoint])
    if known is None:
        return
    for name, values in request.args.lists():
        # Any table in CSV may be asked for Excel; ``finishing`` refuses the parameter for other answers.
        if name not in known.names and name != EXCEL and not known.is_open:
            raise _unknown("parameter", name, known.names)
        if name in known.names and name not in known.several:
            check_single("parameter", name, values)
        if name in LANGUAGE_CHOICES and values[0] not in ("", *INTERFACE_LANGUAGES):
            offered, given = ", ".join(INTERFACE_LANGUAGES), values[0][:_LONGEST_SHOWN]
            raise BadRequest(f"The parameter {name} must be one of {offered}, got {given!r}.")
    if known.fields is not None and request.method == "POST":
        check_fields(known, known.fields)


def check_fields(known: Declaration, fields: tuple[str, ...]) -> None:
    """Raise ``BadRequest`` for a form with other *fields*, or with a repeated one that is no list."""
    sent: list[tuple[str, Sequence[object]]] = [*request.form.lists(), *request.files.lists()]
    for name, values in sent:
        if name not in fields and not known.is_open:
            raise _unknown("field", name, fields)
        if name not in known.several:
            check_single("field", name, values)


def check_single(what: str, name: str, values: Sequence[object]) -> None:
    """Raise ``BadRequest`` where a parameter or field has several *values*."""
    if len(values) > 1:
        raise BadRequest(f"The {what} {name} has {len(values)} values; send one.")


def refuse_page() -> None:
    """Raise ``BadRequest`` for a ``page`` of data, which have no pages."""
    if PAGE in request.args:
        raise BadRequest(f"Data have no parameter {PAGE!r}: all rows are in one answer.")


def _unknown(what: str, name: str, known: tuple[str, ...]) -> BadRequest:
    return BadRequest(f"There is no {what} {name[:_LONGEST_SHOWN]!r} here; there are: {', '.join(known)}.")


def check_encoding(encoded: bytes, subject: str) -> None:
    """Raise ``BadRequest``, a sentence about *subject*, unless *encoded* is UTF-8 behind its percent signs."""
    try:
        unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(f"{subject} not UTF-8.") from None


class LanguageParameters:
    """WSGI middleware in front of *app* that gives addresses with the same parameters one spelling."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application with the query string in its one spelling."""
        if (query := environ["QUERY_STRING"]) and not environ["PATH_INFO"].startswith(_UNTOUCHED):
            environ["QUERY_STRING"] = reduce_query(query)
        return self._app(environ, start_response)


def reduce_query(query: str) -> str:
    """
    Return *query* in one spelling, with the languages at the end and no empty one.

    >>> reduce_query("&content=nn&page=2&content=&lang=en"), reduce_query("q=f%6fr+deg")
    ('page=2&lang=en&content=nn', 'q=for+deg')
    """
    given = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    kept = [pair for pair in given if pair[0] not in LANGUAGE_CHOICES]
    kept += [(name, value) for choice in LANGUAGE_CHOICES for name, value in given if name == choice and value]
    return urlencode(kept, encoding="latin-1")
