"""Error answers: RFC 9457 problem details for programs, a page for browsers."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Response, current_app, redirect, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestedRangeNotSatisfiable

from graph.errors import QueryFault, YrkesgrafError
from graph.json_writer import write_json

from ..formats import HTML, JSON, negotiate
from ..languages import requested_language
from ..query_notices import describe_notices, find_notices
from ..refusals import ResourceLimit
from ..request_record import trace
from .headers import add_common_headers, forbid_caching
from .problems import ErrorPage, describe_problem, find_nearest
from .site import find_release, site

PROBLEM = "application/problem+json"

log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Give *app* its error answers and the headers common to all answers."""
    app.register_error_handler(YrkesgrafError, explain)
    app.register_error_handler(HTTPException, explain_http)
    app.register_error_handler(Exception, explain_unexpected)
    app.after_request(add_common_headers)


def explain(error: YrkesgrafError) -> Response:
    """Return the problem of *error* under its own status, with line, column or limit where it has them."""
    extra: dict[str, object] = {}
    if isinstance(error, QueryFault) and error.line is not None:
        extra = {"line": error.line, "column": error.column}
    if notices := find_notices(find_release(), trace().query):
        extra["notices"] = describe_notices(notices)
    if isinstance(error, ResourceLimit):
        trace().limit = error.limit
        extra["limit"] = error.limit
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
    # Messages about faults of the server name files and folders, so they are only logged.
    words = _OURS if error.status == HTTPStatus.INTERNAL_SERVER_ERROR else str(error)
    response = answer(error.status, words, extra)
    if isinstance(error, ResourceLimit):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def explain_http(error: HTTPException) -> Response:
    """Return the problem of an *error* raised by werkzeug or Flask; redirects of the router stay as they are."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]  # a redirect of the router
    if status == HTTPStatus.NOT_FOUND and (place := find_without_slash()):
        return redirect(place, HTTPStatus.PERMANENT_REDIRECT)  # type: ignore[return-value]  # Flask's own class
    extra: dict[str, object] = {}
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        trace().limit = "body_bytes"
        extra = {"limit": "body_bytes"}
    response = answer(status, _SENTENCES.get(status, error.description or status.phrase), extra)
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    if isinstance(error, RequestedRangeNotSatisfiable):
        response.headers["Content-Range"] = f"bytes */{error.length}"
    return response


def find_without_slash() -> str:
    """Return the address of the request without the slashes at its end where that is a page, else ''."""
    path = request.path.rstrip("/")
    # Two slashes at the beginning would lead to another host.
    if request.path == path or not path or path.startswith("//") or request.method not in {"GET", "HEAD"}:
        return ""
    if not current_app.create_url_adapter(request).test(path, "GET"):  # type: ignore[union-attr]  # within a request
        return ""
    query = request.query_string.decode("ascii", "replace")
    return quote(request.script_root + path) + (f"?{query}" if query else "")


def explain_unexpected(error: Exception) -> Response:
    """Log *error* and return a problem with status 500."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, _OURS)


_OURS = "The server failed; the fault has been logged."
_SENTENCES = {
    HTTPStatus.NOT_FOUND: "There is no page at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not support that method.",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "No byte is in that range; Content-Range states the length.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request body is larger than the limit body_bytes; see /limits.",
}


def answer(status: HTTPStatus, detail: str, extra: dict[str, object] | None = None) -> Response:
    """Return a problem in the form the client prefers: a page for browsers, problem details for programs."""
    if negotiate(request.headers.get("Accept"), (JSON, HTML)) is HTML:
        language = requested_language()
        problem = describe_problem(status, detail, extra or {}, site().settings, language)
        nearest = find_nearest() if status == HTTPStatus.NOT_FOUND else []
        page = ErrorPage(language=language, release=None, problem=problem, nearest=nearest)
        response = Response(page.render(), status, content_type=HTML.content_type)
        response.content_language.add(language.interface)
        return forbid_caching(response)
    details = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail, **(extra or {})}
    # Never cached: a limit or a missing page may be over at the next request.
    return forbid_caching(Response(write_json(details), status, content_type=PROBLEM))
