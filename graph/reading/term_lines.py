"""Statements as lines of N-Triples, from terms that are written one by one: the words of a server about itself."""

from __future__ import annotations

from collections.abc import Iterable

from ..vocab import Iri, expand
from .store import write_term

# The subject, the property and the value of a statement, each as a term of N-Triples.
TermLine = tuple[str, str, str]


def write_iri(value: str) -> str:
    """Return *value* as an IRI; raises ``QueryFault`` where it is not one."""
    return write_term(Iri(value))


def write_name(name: str) -> str:
    """
    Return the IRI of a prefixed *name*; raises ``KeyError`` for an unknown prefix.

    >>> write_name("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    return write_iri(expand(name))


def write_typed(value: str, datatype: str) -> str:
    """
    Return *value* as a literal of *datatype*, a prefixed name.

    >>> write_typed("3", "xsd:integer")
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f"{write_term(value)}^^{write_name(datatype)}"


def join_lines(lines: Iterable[TermLine]) -> bytes:
    """Return *lines* as N-Triples."""
    return "".join(f"{subject} {property_} {value} .\n" for subject, property_, value in lines).encode()
