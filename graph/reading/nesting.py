"""The limit on nesting in a query, below the depth at which the engine's recursive parser overflows its stack."""

from __future__ import annotations

from .sparql_tokens import fault_at, read_tokens

# Nested function calls and FILTER EXISTS overflow an 8 MB stack between 256 and 1,000 levels, braces beyond 1,000.
MOST_NESTED = 256
_STEPS = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}


def refuse_deep(query: str) -> None:
    """Raise ``QueryFault``, with line and column, where brackets are nested more than ``MOST_NESTED`` deep."""
    if sum(query.count(bracket) for bracket in "({[") <= MOST_NESTED:
        return  # nearly every query, in a microsecond
    depth = 0
    for token in read_tokens(query):
        depth += _STEPS.get(token.text, 0)
        if depth > MOST_NESTED:
            raise fault_at(query, token.start, f"brackets are nested more than {MOST_NESTED} deep")
