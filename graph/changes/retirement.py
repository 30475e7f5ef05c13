"""
Resources that no source has any more, kept under their IRIs.

A retired resource has no class but that of retired ones, so no list, count or query by class finds it;
``yg:formerClass`` has its former classes, without those that only the ontology adds. Its names and code stay, with the
last release that had it and its successor where one is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib.namespace import DCTERMS, OWL, RDF
from rdflib.term import Literal, URIRef

from ..change_kinds import GROUND_TERMS
from ..literals import YG
from ..reading.result_rows import Cell
from ..vocab import PREFIXES, RULE_GRAPHS, Names, Statement
from .differences import TYPE, Difference, Fact
from .names import NAMES

RETIRED = "retired"
CHANGES = "changes"
TITLES = {
    RETIRED: {"nb": "Utgåtte ting", "nn": "Utgåtte ting", "en": "Retired resources"},
    CHANGES: {"nb": "Endringer mellom utgaver", "nn": "Endringar mellom utgåver", "en": "Changes between releases"},
}
_KEPT = frozenset((*NAMES, PREFIXES["skos"] + "notation"))
# The graph of the classes above the stated ones.
_ABOVE = "graph", f"{RULE_GRAPHS}broader-terms"
_TRUE = Literal("true", datatype=PREFIXES["xsd"] + "boolean")

# The successors of each retired resource: the IRIs and the key of their ground.
Replacements = Mapping[str, Sequence[tuple[str, str]]]


def is_kept(iri: str, names: Names) -> bool:
    """
    Return whether *iri* keeps a document after retirement, which it does if it has its own.

    >>> is_kept("http://localhost:8000/id/release/r#sparql", Names("http://localhost:8000/"))
    False
    """
    return "#" not in iri and names.split(iri) is not None


def retire(difference: Difference, release: URIRef, graph: str, names: Names) -> Iterator[Statement]:
    """
    Yield the remaining statements of a resource that is gone; *release* is the last that had it.

    A resource that is already in *graph*, the graph of retired resources, keeps its statements unchanged.
    """
    subject = URIRef(difference.subject)
    if difference.was_retired:
        yield from restate((fact for fact in difference.lost if fact.graph == graph), subject)
        return
    yield subject, RDF.type, YG.RetiredResource
    yield subject, OWL.deprecated, _TRUE
    yield subject, YG.lastRelease, release
    above = names.thing(*_ABOVE)
    for fact in difference.lost:
        if fact.property == TYPE and fact.graph != above:
            yield subject, YG.formerClass, URIRef(fact.value.value)
        elif fact.property in _KEPT:
            yield subject, URIRef(fact.property), to_term(fact.value)


def replace(replacements: Replacements) -> Iterator[Statement]:
    """Yield the successors of retired resources, each with its ground."""
    for thing, successors in replacements.items():
        for target, ground in successors:
            yield URIRef(thing), DCTERMS.isReplacedBy, URIRef(target)
            yield URIRef(thing), YG.replacementGround, YG[GROUND_TERMS[ground]]


def restate(facts: Iterable[Fact], subject: str) -> Iterator[Statement]:
    """Yield *facts* about *subject* as statements."""
    yield from ((URIRef(subject), URIRef(fact.property), to_term(fact.value)) for fact in facts)


def to_term(value: Cell) -> URIRef | Literal:
    """Return *value* as an rdflib term with its lexical form unchanged."""
    if value.kind == "uri":
        return URIRef(value.value)
    return Literal(value.value, lang=value.language or None, datatype=value.datatype or None, normalize=False)
