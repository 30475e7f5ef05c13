"""Errors that a person can mend, each with a one-sentence message and an HTTP status."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path


class YrkesgrafError(Exception):
    """An error that a person can mend; its message is one clear sentence."""

    status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR


class SourceFault(YrkesgrafError):
    """A source document without the form its adapter expects; ``line`` is from 1, None for the whole file."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        where = str(path) if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {message}")
        self.path = str(path)
        self.line = line


class ReleaseFault(YrkesgrafError):
    """A release that cannot be built, found or opened."""


class QueryFault(YrkesgrafError):
    """A query that is not SPARQL, with the line and column (from 1) of the first error."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class EngineFault(YrkesgrafError):
    """A remote engine that is unreachable, refuses the request, or returns an invalid answer."""

    status = HTTPStatus.BAD_GATEWAY


class EngineSlow(EngineFault):
    """A remote engine that did not answer in time."""

    status = HTTPStatus.GATEWAY_TIMEOUT


class EngineUnwilling(EngineSlow):
    """A remote engine that did not run a query, since by its estimate it would take too long."""


class AnswerTooLarge(EngineFault):
    """An answer of a remote engine that exceeds the size limit."""
