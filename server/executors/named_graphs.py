"""Whether a query may read named graphs: by its keywords GRAPH and FROM, without parsing it."""

from __future__ import annotations

import re

from graph.reading.sparql_tokens import read_tokens

_KEYWORDS = re.compile("graph|from", re.IGNORECASE)
_CANNOT_HOLD_ONE = frozenset({"comment", "string", "iri", "variable", "language"})
# The engine reads GRAPH:g as GRAPH :g, and a dot may end a name: only what directly follows the colon is surely a name.
_LOCAL_NAME = re.compile(r":\w+")


def may_name_graphs(query: str) -> bool:
    r"""
    Return whether *query* may have a GRAPH pattern or a FROM clause; False only where it surely has none.

    The engine has no tokeniser and reads keywords within longer words, but no escape for a letter of one.

    >>> may_name_graphs("ASK {GRAPH?g{}}"), may_name_graphs("# from here\nASK { ?from prov:wasDerivedFrom 'a graph' }")
    (True, False)
    """
    if _KEYWORDS.search(query) is None:
        return False
    return any(
        _KEYWORDS.search(_LOCAL_NAME.sub(" ", token.text) if token.kind == "name" else token.text)
        for token in read_tokens(query)
        if token.kind not in _CANNOT_HOLD_ONE
    )
