"""A release says which crosswalks are in it, as linksets that clients of VoID look for."""

from __future__ import annotations

import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Literal, URIRef

from graph.building.void import link_sets
from graph.literals import VOID
from graph.vocab import PREFIXES, Statement
from graph.workbench import Workbench

BASE = "http://localhost:8000/"
RELEASE = URIRef(f"{BASE}id/release/x")
XKOS = PREFIXES["xkos"]


def iri(path: str) -> URIRef:
    return URIRef(f"{BASE}id/{path}")


def test_a_crosswalk_is_a_linkset_between_its_schemes() -> None:
    bench = Workbench(BASE)
    crosswalk = iri("crosswalk/styrk98-styrk08")
    statements: list[Statement] = [(crosswalk, RDF.type, URIRef(f"{XKOS}Correspondence"))]
    for number, (source, target) in enumerate([("2221", "2211"), ("2221", "2212"), ("3310", "2341")]):
        mapping = iri(f"mapping/{number}")
        statements += [
            (mapping, DCTERMS.isPartOf, crosswalk),
            (mapping, URIRef(f"{XKOS}sourceConcept"), iri(f"styrk98/{source}")),
            (mapping, URIRef(f"{XKOS}targetConcept"), iri(f"styrk08/{target}")),
            (iri(f"styrk98/{source}"), SKOS.inScheme, iri("scheme/styrk98")),
            (iri(f"styrk08/{target}"), SKOS.inScheme, iri("scheme/styrk08")),
        ]
    bench.add(iri("graph/crosswalk"), statements)

    said = rdflib.Graph()
    for statement in link_sets(bench, RELEASE):
        said.add(statement)

    linkset = said.value(RELEASE, VOID.subset)
    assert (linkset, RDF.type, VOID.Linkset) in said
    assert (linkset, VOID.triples, Literal(3)) in said
    assert (linkset, VOID.subjectsTarget, iri("scheme/styrk98")) in said
    assert (linkset, VOID.objectsTarget, iri("scheme/styrk08")) in said


def test_without_crosswalks_there_are_no_linksets() -> None:
    assert list(link_sets(Workbench(BASE), RELEASE)) == []
