"""Labels and definitions of the terms of the ontology, from a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .engine import Engine
from .query_files import load_folder


@dataclass(frozen=True)
class Term:
    """A class or property: its IRI, the IRIs of its types, and its labels and definitions by language."""

    iri: str
    types: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)


def load_terms(store: Engine) -> Mapping[str, Term]:
    """Return every term of the ontology by IRI, in order; raises ``EngineFault`` where a remote engine fails."""
    terms: dict[str, Term] = {}
    for row in store.rows(load_folder("pages")["terms"].text):
        term = terms.setdefault(row["term"].value, Term(row["term"].value))
        if "type" in row:
            term.types.add(row["type"].value)
        term.labels[row["label"].language] = row["label"].value
        if "definition" in row:
            term.definitions[row["definition"].language] = row["definition"].value
    return dict(sorted(terms.items()))
