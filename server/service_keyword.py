"""Finds the keyword SERVICE in a query, and nothing that only looks like it."""

from __future__ import annotations

import re

# What may hold the letters without being the keyword, in the order SPARQL's grammar gives them (§19.8), and words.
# An IRI cannot reach over a whole SERVICE clause: it has no blank, no brace and no "<", and every such clause has one.
_TOKEN = re.compile(
    r"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \#[^\n\r]*
    | [?$]\w+
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | (?:\w[\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)


def asks_other_services(query: str) -> bool:
    """
    Return whether *query* has the keyword SERVICE, in any case and any disguise.

    A search for the letters settles nearly all queries; escaped letters in keywords are syntax errors to the engine.

    >>> [asks_other_services(query) for query in ("SELECT ?service {}", "SELECT * { sErVice ?s {} }")]
    [False, True]
    """
    if "service" not in query.casefold():
        return False
    return any((token["word"] or "").casefold() == "service" for token in _TOKEN.finditer(query))
