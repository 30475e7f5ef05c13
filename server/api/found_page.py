"""Pages of rows that answer a query of the API, within the limits of ``/sparql``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

from graph.reading.known_lists import KnownList, known_lists
from graph.reading.query_definitions import QueryDefinition
from graph.reading.release import Release
from graph.reading.store import Answer

from ..formats import RESULTS_JSON, Format
from ..http.site import site
from ..languages import LANGUAGE_CHOICES, ReaderLanguage, choose
from ..request_record import trace
from ..sparql.protocol import Operation
from ..sparql.run_query import ask, find_lasting, run
from .arguments import Arguments
from .typed_rows import TypedRow, read_rows


@dataclass(frozen=True)
class FoundPage:
    """
    The rows of a query from ``offset`` up to the limit, and whether more follow.

    ``text`` is the SPARQL text that returns the same rows, ``coverage`` the coverage of the lists that it reads.
    """

    definition: QueryDefinition
    arguments: Arguments
    rows: list[TypedRow]
    has_more: bool
    text: str
    coverage: list[KnownList]

    def address(self, base: str, chosen: Format, offset: int | None = None) -> str:
        """Return the absolute address of this page in a format; with *offset*, that of the page that starts there."""
        query: dict[str, object] = dict(self.arguments.values)
        if offset is not None:
            query |= {"limit": self.arguments.limit, "offset": offset}
        query |= {name: request.args[name] for name in LANGUAGE_CHOICES if name in request.args}
        return f"{base}api/{self.definition.key}.{chosen.suffix}" + (f"?{urlencode(query)}" if query else "")

    def turns(self) -> Mapping[str, int]:
        """Return the offsets of the neighbouring pages, by link relation; empty for an answer with all rows."""
        limit, offset = self.arguments.limit, self.arguments.offset
        if limit is None:
            return {}
        found = {"first": 0, "prev": max(0, offset - limit)} if offset else {}
        return found | ({"next": offset + limit} if self.has_more else {})

    def as_data(self, current: Release, chosen: Format, language: ReaderLanguage) -> dict[str, Any]:
        """Return the page as JSON data: ``next`` is the address of the next page, None on the last."""
        after = self.turns().get("next")
        return {
            "query": self.definition.key,
            "release": current.id,
            "parameters": self.arguments.values,
            "columns": describe_columns(self.definition, language),
            "rows": self.rows,
            "coverage": [
                {
                    "property": one.property,
                    "name": str(choose(one.names, language) or one.property),
                    "known": one.known,
                    "all": one.all,
                }
                for one in self.coverage
            ],
            "next": None if after is None else self.address(current.names.base, chosen, after),
        }


def describe_columns(definition: QueryDefinition, language: ReaderLanguage) -> list[dict[str, str | None]]:
    """Return the name, type, unit and label of each column of a query as JSON data."""
    return [
        {"name": one.name, "type": one.type, "unit": one.unit or None, "label": one.labels[language.interface]}
        for one in definition.columns
    ]


def find_page(definition: QueryDefinition, arguments: Arguments, current: Release) -> FoundPage:
    """
    Return one page of rows of a query.

    Raises ``ResourceLimit`` where a limit is met, ``TooMany`` where the client has its share of queries running, and
    ``Refused`` and ``QueryFault`` as ``run_query.run`` does.
    """
    trace().lane = "query"
    answer = _find_answer(arguments.write(definition, current.names.base, more=1), current)
    rows = read_rows(answer.body, definition.columns)
    limit, text = arguments.limit, arguments.write(definition, current.names.base)
    lists = known_lists(current.coverage, definition.query.text)
    return FoundPage(definition, arguments, rows[:limit], limit is not None and len(rows) > limit, text, lists)


def _find_answer(text: str, current: Release) -> Answer:
    """Return the SPARQL JSON results of a query, from the cache if present."""
    trace().query = text
    asked = ask(current.id, Operation(text, None, None), (RESULTS_JSON, None))
    if asked.key:
        found = find_lasting(site(), current, asked, trace(), is_fresh=bool(request.cache_control.no_cache))
        if isinstance(found.answer, Answer):
            return found.answer
    # A value such as "now(" looks like a function that changes from call to call.
    return run(site(), current, asked.query(trace()))
