"""An ontology comes apart into axioms that can be read and removed one by one."""

from __future__ import annotations

import rdflib

from graph.checking.axioms import nearest_first, split
from graph.vocab import PREFIXES, YG

_PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def _graph(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=_PREFIXES + turtle, format="turtle")


def _axioms(turtle: str) -> list[str]:
    return [str(axiom) for axiom in split(_graph(turtle))[1]]


def test_declarations_are_kept_apart_and_annotations_left_out() -> None:
    graph = _graph("""
        <urn:o> a owl:Ontology ; owl:imports <urn:other> .
        yg:note a owl:AnnotationProperty .
        yg:A a owl:Class ; rdfs:label "a"@en ; yg:note "n"@en ; rdfs:subClassOf yg:B .
    """)

    frame, axioms = split(graph)

    assert {str(subject).removeprefix(YG) for subject, _, _ in frame} == {"note", "A"}
    assert [str(axiom) for axiom in axioms] == ["yg:A rdfs:subClassOf yg:B"]


def test_a_restriction_is_read_on_one_line() -> None:
    assert _axioms("""
        yg:A a owl:Class ;
            rdfs:subClassOf [ a owl:Restriction ; owl:onProperty yg:p ; owl:someValuesFrom yg:B ] .
    """) == ["yg:A rdfs:subClassOf [ owl:onProperty yg:p ; owl:someValuesFrom yg:B ]"]


def test_a_list_and_a_literal_are_read_as_in_turtle() -> None:
    assert _axioms("""
        yg:A owl:equivalentClass [ owl:intersectionOf ( yg:B [ owl:onProperty yg:p ; owl:hasValue true ] ) ] .
    """) == [
        "yg:A owl:equivalentClass [ owl:intersectionOf ( yg:B "
        '[ owl:hasValue "true"^^<http://www.w3.org/2001/XMLSchema#boolean> ; owl:onProperty yg:p ] ) ]'
    ]


def test_a_disjointness_of_many_classes_is_one_axiom_a_pair() -> None:
    assert _axioms("[] a owl:AllDisjointClasses ; owl:members ( yg:A yg:B yg:C ) .") == [
        "yg:A owl:disjointWith yg:B",
        "yg:A owl:disjointWith yg:C",
        "yg:B owl:disjointWith yg:C",
    ]


def test_an_axiom_that_is_a_blank_node_itself_is_read_whole() -> None:
    assert _axioms("[] a owl:AllDisjointProperties ; owl:members ( yg:p yg:q ) .") == [
        "[ owl:members ( yg:p yg:q ) ; rdf:type owl:AllDisjointProperties ]"
    ]


def test_a_fact_tells_the_class_of_an_individual() -> None:
    _, axioms = split(_graph("yg:i a yg:A . yg:p a owl:FunctionalProperty . yg:A rdfs:subClassOf yg:B ."))

    assert [str(axiom) for axiom in axioms if axiom.is_fact] == ["yg:i rdf:type yg:A"]


def test_axioms_are_ordered_by_their_distance_from_a_term() -> None:
    _, axioms = split(
        _graph("""
            yg:A rdfs:subClassOf yg:B . yg:Far rdfs:subClassOf yg:Else . yg:C rdfs:subClassOf yg:D .
            yg:D rdfs:subClassOf yg:A .
        """)
    )

    assert [str(axiom) for axiom in nearest_first(axioms, [rdflib.URIRef(YG + "B")])] == [
        "yg:A rdfs:subClassOf yg:B",
        "yg:D rdfs:subClassOf yg:A",
        "yg:C rdfs:subClassOf yg:D",
        "yg:Far rdfs:subClassOf yg:Else",
    ]
