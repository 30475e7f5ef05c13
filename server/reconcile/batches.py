"""Batches of queries and of ids from reconciliation clients, validated on arrival."""

from __future__ import annotations

import math
from collections.abc import Sequence
from http import HTTPStatus
from typing import Literal, TypeVar

import msgspec

from graph.coding.record_evidence import Given
from graph.errors import YrkesgrafError

from ..refusals import BadRequest

MOST_CANDIDATES = 25
# Values of an extension that are not more likely than not are left out unless the request lowers this.
LEAST_CONFIDENCE = 0.51
# Bounds on properties and on values of one: each value is compared with each candidate.
MOST_PROPERTIES, MOST_VALUES = 20, 20
_USUAL_CANDIDATES = 5
_LONGEST_SHOWN = 300
Decoded = TypeVar("Decoded")


class TooLargeBatch(YrkesgrafError):
    """A batch larger than the manifest allows."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Entity(msgspec.Struct):
    """A value given by its id in this service."""

    id: str
    name: str = ""


Value = str | bool | int | float | Entity


class Evidence(msgspec.Struct):
    """A property with its values in the client's record."""

    pid: str
    v: Value | list[Value] | None

    def given(self) -> list[Given]:
        """Return the values that are not empty."""
        values = self.v if isinstance(self.v, list) else [self.v]
        return [given for one in values if (given := _read_value(one)).text]


class ReconciliationQuery(msgspec.Struct):
    """A query of a batch; at least one of ``query`` and ``properties`` is present."""

    query: str = ""
    type: str | list[str] | None = None
    limit: float | None = None
    properties: list[Evidence] = []
    type_strict: Literal["any", "should", "all"] | None = None

    @property
    def types(self) -> list[str]:
        """The requested types, each once."""
        asked = [self.type] if isinstance(self.type, str) else self.type or []
        return list(dict.fromkeys(one for one in asked if one))

    @property
    def candidates(self) -> int:
        """The maximum number of candidates; raises ``BadRequest`` for a limit that is not a whole number from 1."""
        if self.limit is None:
            return _USUAL_CANDIDATES
        if not (math.isfinite(self.limit) and self.limit >= 1 and self.limit.is_integer()):
            raise BadRequest(f"The limit of a query is a whole number from 1, not {self.limit:g}.")
        return min(MOST_CANDIDATES, int(self.limit))


class Asked(msgspec.Struct):
    """A property to fetch, with its settings."""

    id: str
    settings: dict[str, str | bool | int | float | None] = {}


class Extension(msgspec.Struct):
    """A data extension request: ids, and the properties to fetch for each."""

    ids: list[str]
    properties: list[Asked]


def read_queries(text: str, most: int) -> dict[str, msgspec.Raw]:
    """Return the queries of a batch, each to be read by itself; raises ``BadRequest`` and ``TooLargeBatch``."""
    queries = _decode(text, dict[str, msgspec.Raw], "queries")
    _check_size(queries, most, "queries")
    return queries


def read_query(name: str, body: msgspec.Raw) -> ReconciliationQuery:
    """Return one query of a batch; raises ``BadRequest`` for another shape, or for one with nothing to go by."""
    query = _decode(bytes(body), ReconciliationQuery, f"The query {name[:50]!r}")
    if not query.query.strip() and not query.properties:
        raise BadRequest(f"The query {name[:50]!r} has neither a query nor properties to go by.")
    if any(isinstance(one.v, list) and len(one.v) > MOST_VALUES for one in query.properties):
        raise BadRequest(f"A property of the query {name[:50]!r} has more than {MOST_VALUES} values.")
    _check_properties(query.properties)
    return query


def read_extension(text: str, most: int) -> Extension:
    """Return the data extension request; raises ``BadRequest`` for bad JSON and ``TooLargeBatch``."""
    asked = _decode(text, Extension, "extend")
    _check_size(asked.ids, most, "ids")
    _check_properties(asked.properties)
    return asked


def _decode(text: str | bytes, form: type[Decoded], name: str) -> Decoded:
    try:
        return msgspec.json.decode(text, type=form)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise BadRequest(f"{name} is not valid by the API: {str(error)[:_LONGEST_SHOWN]}.") from None


def _check_properties(properties: Sequence[Evidence | Asked]) -> None:
    if len(properties) > MOST_PROPERTIES:
        raise BadRequest(f"There are {len(properties)} properties here; {MOST_PROPERTIES} is the most.")


def _check_size(batch: Sequence[str] | dict[str, msgspec.Raw], most: int, of: str) -> None:
    if len(batch) > most:
        raise TooLargeBatch(f"This batch has {len(batch)} {of}; {most} is the most, as the manifest and /limits say.")


def _read_value(value: Value | None) -> Given:
    if isinstance(value, Entity):
        kind, _, key = value.id.partition("/")
        return Given(key, kind) if key else Given(value.id)
    if value is None or isinstance(value, bool):
        return Given("")
    if isinstance(value, str):
        return Given(value[:200].strip())
    return Given(str(int(value)) if math.isfinite(value) and value == int(value) else "", is_number=True)
