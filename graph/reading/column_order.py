"""The columns of ``SELECT *``, in the order in which the query first uses its variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .sparql_tokens import Edit, Token, apply_edits, read_tokens

# Returns the variables in scope of a valid SELECT query, in any order.
Scope = Callable[[str], Sequence[str]]


def order_columns(query: str, scope: Scope) -> str:
    """
    Return *query* with the asterisk of ``SELECT *`` replaced by its variables; any other query is returned unchanged.

    The engine lists them by the alphabet. *scope* is called for a query with an asterisk only.

    >>> order_columns("SELECT * { ?name a ?class }", lambda query: ["class", "name"])
    'SELECT ?name ?class { ?name a ?class }'
    """
    if "*" not in query:
        return query
    tokens = [token for token in read_tokens(query) if token.kind != "comment"]
    asterisk = _find_asterisk(tokens)
    if asterisk is None:
        return query
    visible = scope(query)
    used = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")
    columns = [name for name in (*used, *sorted(set(visible) - set(used))) if name in visible]
    if not columns:
        return query
    return apply_edits(query, [Edit(asterisk.start, asterisk.end, " ".join(f"?{name}" for name in columns))])


def _find_asterisk(tokens: Sequence[Token]) -> Token | None:
    """Return the asterisk right after the SELECT of the form, None for a query without."""
    place = 0
    while place < len(tokens) and tokens[place].says("PREFIX", "BASE"):
        place += 3 if tokens[place].says("PREFIX") else 2
    if place >= len(tokens) or not tokens[place].says("SELECT"):
        return None
    place += 1
    if place < len(tokens) and tokens[place].says("DISTINCT", "REDUCED"):
        place += 1
    return tokens[place] if place < len(tokens) and tokens[place].text == "*" else None
