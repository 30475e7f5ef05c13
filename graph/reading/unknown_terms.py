"""Names in the namespace of the ontology that a query uses and the ontology does not have, with the nearest it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

import msgspec

from ..vocab import YG
from .sparql_tokens import Token, read_tokens

_MOST_NEAREST = 3
_MOST_FOUND = 5
# A longer name is no misspelling of a term, and comparing it takes time.
_LONGEST = 60
_LEAST_LIKENESS = 0.5


class UnknownTerm(msgspec.Struct, frozen=True):
    """A name as the query writes it, the line and column (from 1) of its first use, and the nearest terms as IRIs."""

    term: str
    line: int
    column: int
    nearest: tuple[str, ...]


def find_unknown_terms(query: str, known: Collection[str]) -> list[UnknownTerm]:
    """
    Return the first names of the namespace ``YG`` in *query* that are not among *known*, the IRIs of the terms.

    >>> find_unknown_terms("PREFIX yg: <https://w3id.org/yrkesgraf/def#> ASK { ?x yg:sumary ?y }", [YG + "summary"])
    [UnknownTerm(term='yg:sumary', line=1, column=55, nearest=('https://w3id.org/yrkesgraf/def#summary',))]
    """
    if YG not in query:
        return []
    found: dict[str, UnknownTerm] = {}
    for token, name in _names(query):
        if YG + name not in known and name not in found:
            line = query.count("\n", 0, token.start) + 1
            column = token.start - query.rfind("\n", 0, token.start)
            found[name] = UnknownTerm(token.text[: len(YG) + _LONGEST], line, column, _nearest(name, known))
            if len(found) == _MOST_FOUND:
                break
    return list(found.values())


def _names(query: str) -> Iterator[tuple[Token, str]]:
    """Yield each token that names something in the namespace, with its local name."""
    prefixes: set[str] = set()
    before: Token | None = None
    for token in read_tokens(query):
        if token.kind == "comment":
            continue
        if token.kind == "iri" and token.text == f"<{YG}>":
            prefixes.update([before.text] if before is not None and before.kind == "name" else [])
        elif token.kind == "iri" and token.text.startswith(f"<{YG}"):
            yield token, token.text[len(YG) + 1 : -1]
        elif token.kind == "name":
            prefix, colon, name = token.text.partition(":")
            # A name without a local part is that of the namespace itself, or declares it.
            if name and prefix + colon in prefixes:
                yield token, name
        before = token


def _nearest(name: str, known: Collection[str]) -> tuple[str, ...]:
    lowered = {iri.removeprefix(YG).lower(): iri for iri in sorted(known) if iri.startswith(YG)}
    near = get_close_matches(name[:_LONGEST].lower(), lowered, _MOST_NEAREST, _LEAST_LIKENESS)
    return tuple(lowered[one] for one in near)
