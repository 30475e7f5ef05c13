"""Refusals of requests, each with its HTTP status; ``http.errors`` turns them into answers."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from graph.errors import YrkesgrafError

_LONGEST = 100


class NoSuchForm(YrkesgrafError):
    """An address without the form in its suffix (404), in ``?format=`` (400) or in the Accept header (406)."""

    def __init__(self, form: str, offered: Iterable[str], status: HTTPStatus) -> None:
        available = ", ".join(dict.fromkeys(offered))
        super().__init__(f"There is no form {form[:_LONGEST]!r} here; the forms are: {available}.")
        self.status = status


class NoAcceptableForm(YrkesgrafError):
    """A query whose answer, of this *kind*, has none of the accepted forms."""

    status = HTTPStatus.NOT_ACCEPTABLE

    def __init__(self, kind: str, offered: Iterable[str]) -> None:
        super().__init__(f"This query gives {kind}, and the request accepts none of their forms: {', '.join(offered)}.")


class UnknownPage(YrkesgrafError):
    """No page, list or file has this address."""

    status = HTTPStatus.NOT_FOUND


class Refused(YrkesgrafError):
    """A valid request that this server does not carry out."""

    status = HTTPStatus.FORBIDDEN


class BadRequest(YrkesgrafError):
    """A malformed request."""

    status = HTTPStatus.BAD_REQUEST


class FailedCondition(YrkesgrafError):
    """A request for another version of a resource than the current one."""

    status = HTTPStatus.PRECONDITION_FAILED


class TooLargeHeaders(YrkesgrafError):
    """A request line and headers over the limit ``header_bytes``."""

    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


class UnsupportedBody(YrkesgrafError):
    """A request body in a media type that this address does not take."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class ResourceLimit(YrkesgrafError):
    """
    A request over a limit of the server.

    ``limit`` names the setting; ``retry_after`` is in seconds.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, limit: str, message: str, retry_after: int = 10) -> None:
        super().__init__(message)
        self.limit = limit
        self.retry_after = retry_after


class TooMany(ResourceLimit):
    """A client over its share, while others are served."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class TooSlow(ResourceLimit):
    """A request body that did not arrive in time."""

    status = HTTPStatus.REQUEST_TIMEOUT
