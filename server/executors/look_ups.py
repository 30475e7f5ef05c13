"""
Look-ups: queries for the statements of one thing, which the web process answers itself.

A query with one pattern whose subject is an IRI costs less than the document of that thing, which the web process makes
as well. It needs no executor, and none of its four wake-ups, which take longer than the query.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..query_shapes import GAP, IRI, LIMIT, LONGEST, NAME, PROLOGUE, VARIABLE

_REMEMBERED = 1024
_LOOK_UP = re.compile(
    rf"""
    {PROLOGUE}
    (?:(?i:SELECT)(?:{GAP}*+\*|(?:{GAP}++{VARIABLE})++)|(?i:ASK)){GAP}*+
    (?:(?i:WHERE){GAP}*+)?+
    \{{{GAP}*+
        (?:{IRI}|{NAME}){GAP}*+
        (?:{IRI}|{NAME}|{VARIABLE}|a(?={GAP})){GAP}*+
        (?:{IRI}|{NAME}|{VARIABLE}){GAP}*+
        (?:\.{GAP}*+)?+
    \}}{GAP}*+
    {LIMIT}
    """,
    re.VERBOSE,
)


def is_look_up(query: str) -> bool:
    """
    Return whether *query* asks only for statements with one given subject; False is always safe.

    >>> is_look_up("SELECT * { <id/occupation/lege> ?p ?o }"), is_look_up("SELECT * { ?s ?p ?o }")
    (True, False)
    """
    return len(query) <= LONGEST and _is_look_up(query)


@lru_cache(_REMEMBERED)
def _is_look_up(query: str) -> bool:
    return _LOOK_UP.fullmatch(query) is not None
