"""A release says which crosswalks are in it, as linksets that clients of VoID look for."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Literal, URIRef

from graph.building.void import link_sets
from graph.literals import VOID, YG
from graph.reading.release import Release
from graph.vocab import PREFIXES, Statement
from graph.workbench import Workbench

BASE = "http://localhost:8000/"
RELEASE = URIRef(f"{BASE}id/release/x")
XKOS = PREFIXES["xkos"]


def iri(path: str) -> URIRef:
    return URIRef(f"{BASE}id/{path}")


@pytest.mark.parametrize("is_stated", [True, False])
def test_a_crosswalk_is_a_linkset_with_the_predicate_of_its_links(is_stated: bool) -> None:
    bench = Workbench(BASE)
    crosswalk = iri("crosswalk/styrk98-styrk08")
    statements: list[Statement] = [
        (crosswalk, RDF.type, URIRef(f"{XKOS}Correspondence")),
        (crosswalk, YG.sourceScheme, iri("scheme/styrk98")),
        (crosswalk, YG.targetScheme, iri("scheme/styrk08")),
    ]
    for number, (source, target) in enumerate([("2221", "2211"), ("2221", "2212"), ("3310", "2341")]):
        mapping = iri(f"mapping/{number}")
        statements += [
            (mapping, DCTERMS.isPartOf, crosswalk),
            (mapping, URIRef(f"{XKOS}sourceConcept"), iri(f"styrk98/{source}")),
            (mapping, URIRef(f"{XKOS}targetConcept"), iri(f"styrk08/{target}")),
            (mapping, YG.mappingPredicate, SKOS.closeMatch),
        ]
        if is_stated:
            statements.append((iri(f"styrk98/{source}"), SKOS.closeMatch, iri(f"styrk08/{target}")))
    bench.add(iri("graph/crosswalk"), statements)

    said = rdflib.Graph()
    for statement in link_sets(bench, RELEASE):
        said.add(statement)

    linkset = said.value(RELEASE, VOID.subset)
    assert (linkset, RDF.type, VOID.Linkset) in said
    assert (linkset, VOID.triples, Literal(3)) in said
    predicate = SKOS.closeMatch if is_stated else URIRef(f"{XKOS}targetConcept")
    assert said.value(linkset, VOID.linkPredicate) == predicate
    assert said.value(linkset, VOID.subjectsTarget) == (iri("scheme/styrk98") if is_stated else RELEASE)
    assert (linkset, VOID.objectsTarget, iri("scheme/styrk08")) in said


_COUNTED = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c FILTER isIRI(?c) }",
}
_WRONG_COUNTS = {
    "uses of a property": """
        ?part void:property ?p ; void:triples ?n ; void:distinctSubjects ?m .
        { SELECT ?p (COUNT(*) AS ?uses) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o } GROUP BY ?p }
        FILTER (?n != ?uses || ?m != ?subjects)""",
    "values of a property": """
        ?part void:property ?p ; void:distinctObjects ?n .
        { SELECT ?p (COUNT(DISTINCT ?o) AS ?m) { ?s ?p ?o } GROUP BY ?p }
        FILTER (?n != ?m)""",
    "instances of a class": """
        ?part void:class ?c ; void:entities ?n . { SELECT ?c (COUNT(DISTINCT ?s) AS ?m) { ?s a ?c } GROUP BY ?c }
        FILTER (?n != ?m)""",
    "uses with a class": """
        ?part void:class ?c ; void:propertyPartition ?used . ?used void:property ?p ; void:triples ?n .
        { SELECT ?c ?p (COUNT(*) AS ?m) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p }
        FILTER (?n != ?m)""",
}


@pytest.mark.parametrize("count", _COUNTED)
def test_a_release_counts_itself_with_its_description(crossed: Release, count: str) -> None:
    store = crossed.store
    (said,) = store.rows(f"SELECT ?n {{ <id/release/{crossed.id}> <{VOID[count]}> ?n }}")
    (counted,) = store.rows(_COUNTED[count])

    assert said["n"].value == counted["n"].value


@pytest.mark.parametrize("pattern", _WRONG_COUNTS)
def test_partitions_count_the_description_as_well(crossed: Release, pattern: str) -> None:
    found = crossed.store.rows(f"PREFIX void: <{VOID}> SELECT * {{ {_WRONG_COUNTS[pattern]} }}")

    assert found == []


def test_without_crosswalks_there_are_no_linksets() -> None:
    assert list(link_sets(Workbench(BASE), RELEASE)) == []
