"""What can go wrong, in the words of the one who has to mend it."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path


class YrkesgrafError(Exception):
    """Something a person can mend; the message is one clear sentence."""

    status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR


class SourceFault(YrkesgrafError):
    """A source document that cannot be read as what it claims to be."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        where = str(path) if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {message}")
        self.path = str(path)
        self.line = line


class ReleaseFault(YrkesgrafError):
    """A release that cannot be built, found or opened."""


class QueryFault(YrkesgrafError):
    """A query that is not SPARQL, with the line and column (from 1) where it stops being so."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class EngineFault(YrkesgrafError):
    """An engine on another machine that is away, refuses us, or answers what is no answer."""

    status = HTTPStatus.BAD_GATEWAY


class EngineSlow(EngineFault):
    """An engine on another machine that did not answer in time."""

    status = HTTPStatus.GATEWAY_TIMEOUT


class AnswerTooLarge(EngineFault):
    """An answer of an engine on another machine that is larger than we pass on."""
