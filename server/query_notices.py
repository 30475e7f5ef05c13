"""
Notices about a query that is valid but unlikely to be meant so: names that the ontology does not have.

The results of SPARQL have no place for notices, so answers carry them in a header, faults in a member, and pages in
words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

import msgspec

from graph.errors import YrkesgrafError
from graph.json_writer import write_ascii_json
from graph.reading.derived_facts import derive
from graph.reading.release import Release
from graph.reading.unknown_terms import UnknownTerm, find_unknown_terms

HEADER = "Yrkesgraf-Query-Notices"
_LONGEST_REMEMBERED = 4096


def find_notices(current: Release | None, query: str) -> Sequence[UnknownTerm]:
    """Return the names in *query* that the ontology of *current* does not have; empty where none can be read."""
    if current is None or not query:
        return ()
    try:
        known = _known_terms(current)
    except YrkesgrafError:
        # The engine has failed, which the answer to the query says.
        return ()
    return (_remembered if len(query) <= _LONGEST_REMEMBERED else _find)(query, known)


def read_ahead(current: Release) -> None:
    """
    Read the names that notices need from *current*, so that no query waits for them; from no remote engine.

    A damaged store is tried once: it fails the queries that read it.
    """
    if not current.store.is_remote and _TRIED not in current.derived:
        current.derived[_TRIED] = True
        with suppress(YrkesgrafError, OSError, RuntimeError):
            _known_terms(current)


def notice_headers(current: Release | None, query: str) -> Mapping[str, str]:
    """Return the header of an answer to *query*: a JSON list of notices in ASCII; no header where there are none."""
    found = find_notices(current, query)
    return {HEADER: write_ascii_json(describe_notices(found))} if found else {}


def describe_notices(found: Sequence[UnknownTerm]) -> list[dict[str, object]]:
    """Return notices as JSON data: ``term``, ``line``, ``column``, and ``nearest``, a list of IRIs."""
    return [msgspec.structs.asdict(one) for one in found]


_KEY, _TRIED = ("known-terms",), ("known-terms", "tried")


def _known_terms(current: Release) -> frozenset[str]:
    return derive(current, _KEY, lambda: frozenset(current.terms))


def _find(query: str, known: frozenset[str]) -> Sequence[UnknownTerm]:
    return tuple(find_unknown_terms(query, known))


_remembered = lru_cache(maxsize=512)(_find)
