"""Finds the keyword SERVICE in a query, and nothing that only looks like it."""

from __future__ import annotations

from graph.lexical import read_tokens


def asks_other_services(query: str) -> bool:
    """
    Return whether *query* has the keyword SERVICE, in any case and any disguise.

    A search for the letters settles nearly all queries; escaped letters in keywords are syntax errors to the engine.

    >>> [asks_other_services(query) for query in ("SELECT ?service {}", "SELECT * { sErVice ?s {} }")]
    [False, True]
    """
    if "service" not in query.casefold():
        return False
    return any(token.says("SERVICE") for token in read_tokens(query))
