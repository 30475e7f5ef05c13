"""
Readable Turtle: one block a subject, one line a property, only the prefixes in use.

The engine writes Turtle in the order it finds triples, with every prefix it is given, and takes the interpreter lock
once a triple. Its N-Triples come in one piece without the lock, and sorting their lines costs less than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

# An IRI as the namespace that a prefix may stand for, which ends in no letter, and the name within it.
_NAME = re.compile(r"(.*[^A-Za-z0-9_-])([A-Za-z0-9_][A-Za-z0-9_-]*)")
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
# The terms that are shortened once and remembered; a release has half a million IRIs.
_MOST_KNOWN = 10_000
_SHORT = re.compile(rf'"([+-]?\d+|true|false)"\^\^<{re.escape(_XSD)}(integer|boolean)>')


def pretty(n_triples: str, prefixes: Mapping[str, str], first: str = "") -> str:
    """
    Return *n_triples* as Turtle, the subject *first* (an IRI) before all others.

    >>> print(pretty('<x:a> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en .', {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}))
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    <x:a>
        rdfs:label "A"@en .
    <BLANKLINE>
    """
    writer = _Writer(prefixes)
    blocks = [writer.block(subject, lines) for subject, lines in _subjects(n_triples, f"<{first}>")]
    header = "".join(f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(writer.used))
    return "\n".join([*([header] if header else []), *blocks])


def stream(lines: Iterable[bytes], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the sorted *lines* of N-Triples as Turtle: a head with all *prefixes*, and then a block a subject."""
    writer = _Writer(prefixes)
    yield "".join(f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(prefixes)).encode()
    for subject, found in groupby((line.decode()[:-3].split(" ", 2) for line in lines), key=lambda parts: parts[0]):
        properties: dict[str, list[str]] = {}
        for _, predicate, object_ in found:
            properties.setdefault(predicate, []).append(object_)
        yield f"\n{writer.block(subject, properties)}".encode()


def _subjects(n_triples: str, first: str) -> Iterable[tuple[str, dict[str, list[str]]]]:
    """Yield each subject with its objects by predicate, all in order, *first* before the rest."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in sorted(set(filter(None, n_triples.split("\n")))):
        subject, predicate, object_ = line[:-2].split(" ", 2)
        found.setdefault(subject, {}).setdefault(predicate, []).append(object_)
    if first in found:
        yield first, found.pop(first)
    yield from found.items()


class _Writer:
    """A writer of shortened terms that records the prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._iri = lru_cache(_MOST_KNOWN)(self._shorten)
        self.used: set[str] = set()

    def block(self, subject: str, properties: Mapping[str, list[str]]) -> str:
        """Return one subject with all its properties in the order given, types first."""
        lines: list[str] = []
        for predicate, objects in properties.items():
            written = " ,\n        ".join(map(self.term, objects))
            if predicate == _TYPE:
                lines.insert(0, f"    a {written}")
            else:
                lines.append(f"    {self.term(predicate)} {written}")
        return f"{self.term(subject)}\n" + " ;\n".join(lines) + " .\n"

    def term(self, term: str) -> str:
        """Return a term in its shortest form."""
        if term.startswith("<"):
            return self._iri(term[1:-1])
        if not term.endswith(">"):
            return term
        if (short := _SHORT.fullmatch(term)) is not None:
            return short[1]
        text, _, datatype = term.rpartition('"^^<')
        return f'{text}"^^{self._iri(datatype[:-1])}'

    def _shorten(self, iri: str) -> str:
        name = _NAME.fullmatch(iri)
        prefix = self._prefixes.get(name[1]) if name else None
        if name is None or prefix is None:
            return f"<{iri}>"
        self.used.add(prefix)
        return f"{prefix}:{name[2]}"
