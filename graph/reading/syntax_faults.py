"""Errors of the embedded engine in a query, in the words of this service."""

from __future__ import annotations

import re

from ..errors import QueryFault

_POSITION = re.compile(r"(?:error )?at (\d+):(\d+)(?:-\d+:\d+)?: ?(.*)", re.DOTALL)
_UNKNOWN_FUNCTION = re.compile(r"The custom function (\S+) is not supported")
_LONGEST_COMPLAINT = 300


def explain_syntax(error: SyntaxError) -> QueryFault:
    """Return the engine's syntax error as one short sentence with line and column."""
    match = _POSITION.search(str(error.msg))
    if match is None:
        return QueryFault(f"The query is not SPARQL 1.1: {error.msg}")
    line, column, complaint = int(match[1]), int(match[2]), " ".join(match[3].split())
    if len(complaint) > _LONGEST_COMPLAINT:
        complaint = complaint[:_LONGEST_COMPLAINT].rstrip(", ") + " …"
    return QueryFault(f"The query is not SPARQL 1.1: line {line}, column {column}: {complaint}", line, column)


def explain_function(error: RuntimeError) -> QueryFault | None:
    """Return the fault of a query that calls an unknown function, or None for any other error."""
    unknown = _UNKNOWN_FUNCTION.search(str(error))
    return QueryFault(f"{unknown[1]} is not a function of SPARQL 1.1.") if unknown else None
