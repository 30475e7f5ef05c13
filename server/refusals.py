"""What a request can be refused for: each refusal with its HTTP status; ``errors`` turns them into answers."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from graph.errors import YrkesgrafError

from .formats import Format


class NotAcceptable(YrkesgrafError):
    """No format that the client accepts is one that this address has."""

    status = HTTPStatus.NOT_ACCEPTABLE

    def __init__(self, offered: Sequence[Format]) -> None:
        super().__init__(
            "None of the formats you accept is here. There is: " + ", ".join(f.media_type for f in offered)
        )


class UnknownPage(YrkesgrafError):
    """There is no such page, list or file."""

    status = HTTPStatus.NOT_FOUND


class Refused(YrkesgrafError):
    """A request that is understood and will not be carried out."""

    status = HTTPStatus.FORBIDDEN


class BadRequest(YrkesgrafError):
    """A request that cannot be understood."""

    status = HTTPStatus.BAD_REQUEST


class UnsupportedBody(YrkesgrafError):
    """A request body of a kind that this address does not take."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class ResourceLimit(YrkesgrafError):
    """
    A query that met a limit of the server.

    ``limit`` names the setting; ``retry_after`` is how many seconds to wait before asking again.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, limit: str, message: str, retry_after: int = 10) -> None:
        super().__init__(message)
        self.limit = limit
        self.retry_after = retry_after


class TooMany(ResourceLimit):
    """A client that asks for more than its share; others are answered meanwhile."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class TooSlow(ResourceLimit):
    """A client that does not send what it announced in time."""

    status = HTTPStatus.REQUEST_TIMEOUT
