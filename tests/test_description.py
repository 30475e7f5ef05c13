"""A release says which crosswalks are in it, as linksets that clients of VoID look for."""

from __future__ import annotations

from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import URIRef

from graph.description import link_sets
from graph.literals import VOID
from graph.vocab import PREFIXES
from graph.workbench import Workbench

BASE = "http://localhost:8000/"
RELEASE = URIRef(f"{BASE}id/release/x")
XKOS = PREFIXES["xkos"]


def iri(path: str) -> URIRef:
    return URIRef(f"{BASE}id/{path}")


def test_a_crosswalk_is_a_linkset_between_its_schemes() -> None:
    bench = Workbench(BASE)
    crosswalk = iri("crosswalk/styrk98-styrk08")
    statements = [(crosswalk, RDF.type, URIRef(f"{XKOS}Correspondence"))]
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

    said = {(subject, property_): object_ for subject, property_, object_ in link_sets(bench, RELEASE)}

    linkset = said[RELEASE, VOID.subset]
    assert said[linkset, RDF.type] == VOID.Linkset
    assert str(said[linkset, VOID.triples]) == "3"
    assert said[linkset, VOID.subjectsTarget] == iri("scheme/styrk98")
    assert said[linkset, VOID.objectsTarget] == iri("scheme/styrk08")


def test_without_crosswalks_there_are_no_linksets() -> None:
    assert list(link_sets(Workbench(BASE), RELEASE)) == []
