"""Syntax errors of the embedded engine in the words of this service."""

from __future__ import annotations

import re

from ..errors import QueryFault

_POSITION = re.compile(r"(?:error )?at (\d+):(\d+)(?:-\d+:\d+)?: ?(.*)", re.DOTALL)
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
