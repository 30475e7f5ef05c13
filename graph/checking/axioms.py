"""
The axioms of an OWL ontology in RDF, each readable and removable on its own.

An axiom is one statement about a named term, together with all statements about its blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import BNode, Literal, Node, URIRef

from ..vocab import shorten

Triple = tuple[Node, Node, Node]

_BUILT_IN = tuple(str(namespace) for namespace in (OWL, RDF, RDFS, XSD))
_DECLARATIONS = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
    RDFS.Datatype,
}
_ANNOTATIONS = {
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.versionInfo,
    OWL.deprecated,
    OWL.priorVersion,
    OWL.backwardCompatibleWith,
    OWL.incompatibleWith,
}


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom: its own statement first, then those about its blank nodes."""

    triples: tuple[Triple, ...]

    @property
    def subject(self) -> Node:
        """The subject of the axiom."""
        return self.triples[0][0]

    @property
    def is_fact(self) -> bool:
        """Whether the axiom assigns an individual to a class."""
        _, property_, class_ = self.triples[0]
        return property_ == RDF.type and not _is_built_in(class_)

    def names(self) -> set[URIRef]:
        """Return the IRIs of the axiom outside of OWL's own vocabulary."""
        terms = {term for triple in self.triples for term in triple}
        return {term for term in terms if isinstance(term, URIRef) and not _is_built_in(term)}

    def __str__(self) -> str:
        graph = rdflib.Graph()
        for triple in self.triples:
            graph.add(triple)
        subject, property_, object_ = self.triples[0]
        if isinstance(subject, BNode):
            return _write(graph, subject)
        return f"{_write(graph, subject)} {_write(graph, property_)} {_write(graph, object_)}"


def split(graph: rdflib.Graph) -> tuple[list[Triple], list[Axiom]]:
    """
    Return the declarations of *graph*, which every other axiom depends on, and its axioms in a fixed order.

    Annotations and the ontology's own header are left out, since no reasoner reads them.
    """
    headers = set(graph.subjects(RDF.type, OWL.Ontology))
    silent = _ANNOTATIONS | set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    declared = {(s, p, o) for s, p, o in graph.triples((None, RDF.type, None)) if o in _DECLARATIONS}
    frame = [triple for triple in declared if isinstance(triple[0], URIRef)]
    logic = rdflib.Graph()
    for triple in graph:
        if triple[0] not in headers and triple[1] not in silent and triple not in frame:
            logic.add(triple)
    return sorted(frame, key=str), sorted(_axioms(logic), key=str)


def nearest_first(axioms: Iterable[Axiom], start: Iterable[Node]) -> list[Axiom]:
    """Return *axioms* ordered by the number of steps from the *start* terms, by the terms they share."""
    known = set(start)
    left = list(axioms)
    ordered: list[Axiom] = []
    while near := {axiom for axiom in left if known & axiom.names()}:
        ordered += [axiom for axiom in left if axiom in near]
        left = [axiom for axiom in left if axiom not in near]
        known = known.union(*(axiom.names() for axiom in near))
    return ordered + left


def _axioms(logic: rdflib.Graph) -> Iterator[Axiom]:
    for subject in set(logic.subjects()):
        if isinstance(subject, URIRef):
            for triple in logic.triples((subject, None, None)):
                yield Axiom((triple, *_below(logic, triple[2])))
        elif (None, None, subject) not in logic:
            yield from _anonymous(logic, subject)


def _anonymous(logic: rdflib.Graph, node: Node) -> Iterator[Axiom]:
    """Yield the axiom that a blank node is, a disjointness of many classes as one axiom a pair."""
    if (node, RDF.type, OWL.AllDisjointClasses) in logic:
        members = [member for list_ in logic.objects(node, OWL.members) for member in Collection(logic, list_)]
        for one, other in combinations(sorted(members, key=str), 2):
            yield Axiom(((one, OWL.disjointWith, other),))
    else:
        yield Axiom(tuple(_below(logic, node)))


def _below(logic: rdflib.Graph, node: Node) -> Iterator[Triple]:
    if isinstance(node, BNode):
        for triple in logic.triples((node, None, None)):
            yield triple
            yield from _below(logic, triple[2])


def _is_built_in(term: Node) -> bool:
    return str(term).startswith(_BUILT_IN)


def _write(graph: rdflib.Graph, node: Node) -> str:
    """Return *node* as Turtle on one line, a restriction without its type since its other properties show it."""
    if isinstance(node, Literal):
        return node.n3()
    if isinstance(node, URIRef):
        return shorten(str(node))
    if (node, RDF.first, None) in graph:
        return "( " + " ".join(_write(graph, member) for member in Collection(graph, node)) + " )"
    parts = sorted(
        f"{_write(graph, property_)} {_write(graph, object_)}"
        for property_, object_ in graph.predicate_objects(node)
        if object_ not in {OWL.Restriction, OWL.Class}
    )
    return "[ " + " ; ".join(parts) + " ]"
