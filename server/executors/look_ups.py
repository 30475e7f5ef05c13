"""
Look-ups: queries for the statements of one thing, which the web process answers itself.

A query with one pattern whose subject is an IRI costs less than the document of that thing, which the web process makes
as well. It needs no executor, and none of its four wake-ups, which take longer than the query.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 2000
_REMEMBERED = 1024
# Narrower than the grammar: names without dots, colons and escapes, and no literals. All else has an executor.
_GAP = r"(?:\s|\#[^\r\n]*+[\r\n])"
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*+>"
_PREFIX = r"(?:[A-Za-z][A-Za-z0-9_-]*+)?+:"
_NAME = rf"{_PREFIX}[A-Za-z0-9_-]++"
_VARIABLE = r"[?$][A-Za-z0-9_]++"
_LOOK_UP = re.compile(
    rf"""
    {_GAP}*+
    (?:(?:(?i:BASE)|(?i:PREFIX){_GAP}++{_PREFIX}){_GAP}*+{_IRI}{_GAP}*+)*+
    (?:(?i:SELECT)(?:{_GAP}*+\*|(?:{_GAP}++{_VARIABLE})++)|(?i:ASK))
    {_GAP}*+(?:(?i:WHERE){_GAP}*+)?
    \{{{_GAP}*+
        (?:{_IRI}|{_NAME}){_GAP}*+
        (?:{_IRI}|{_NAME}|{_VARIABLE}|a(?={_GAP})){_GAP}*+
        (?:{_IRI}|{_NAME}|{_VARIABLE}){_GAP}*+
        (?:\.{_GAP}*+)?
    \}}{_GAP}*+
    (?:(?i:LIMIT){_GAP}++[0-9]++{_GAP}*+)?
    """,
    re.VERBOSE,
)


@lru_cache(_REMEMBERED)
def is_look_up(query: str) -> bool:
    """
    Return whether *query* asks only for statements with one given subject; False is always safe.

    >>> is_look_up("SELECT * { <id/occupation/lege> ?p ?o }"), is_look_up("SELECT * { ?s ?p ?o }")
    (True, False)
    """
    return len(query) <= _LONGEST and _LOOK_UP.fullmatch(query) is not None
