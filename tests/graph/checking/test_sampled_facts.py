"""Facts agree with the ontology: a sample of every class goes to the reasoner, and a contradiction is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, Literal, URIRef
from rdflib.namespace import OWL, RDFS, XSD

from graph.checking.reasoning import InconsistentFacts
from graph.checking.sampled_facts import UnlikeRules, check_sample, take_sample
from graph.literals import YG
from graph.reading.release import Release
from graph.vocab import DEFAULT_BASE, PREFIXES, Statement
from graph.workbench import Workbench

TERMS = """
yg:Occupation a owl:Class ; owl:disjointWith yg:JobTitle .
yg:JobTitle a owl:Class .
yg:Authorisation a owl:Class .
yg:titleGroup a owl:ObjectProperty .
yg:hasJobTitle a owl:ObjectProperty .
yg:timesListed a owl:DatatypeProperty .
yg:requiresAuthorisation a owl:ObjectProperty .
yg:RegulatedOccupation a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf (
    yg:Occupation [ a owl:Restriction ; owl:onProperty yg:requiresAuthorisation ; owl:someValuesFrom yg:Authorisation ]
) ] .
"""


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


LEGE, TITLE, LICENCE = here("occupation/lege"), here("title/2221110"), here("authorisation/lege")
FACTS: list[Statement] = [
    (LEGE, RDF.type, YG.Occupation),
    (LEGE, YG.hasJobTitle, TITLE),
    (TITLE, RDF.type, YG.JobTitle),
    (TITLE, YG.titleGroup, here("styrk98/2221")),
    (TITLE, YG.timesListed, Literal(2)),
]


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    """The few terms that the tests use, as a file."""
    path = tmp_path / "terms.ttl"
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    path.write_text(prefixes + TERMS, "utf-8")
    return path


def bench_with(terms: Path, *facts: Statement) -> Workbench:
    bench = Workbench(DEFAULT_BASE)
    bench.add_turtle(f"{DEFAULT_BASE}id/graph/terms", terms)
    bench.add(f"{DEFAULT_BASE}id/graph/facts", [*FACTS, *facts])
    return bench


def add_axiom(terms: Path, axiom: str) -> None:
    with terms.open("a", encoding="utf-8") as file:
        file.write(f"{axiom} .\n")


def test_facts_that_agree_pass_with_their_sizes(terms: Path) -> None:
    found = check_sample(bench_with(terms), [terms])

    assert found["resources"] == 2
    assert found["classes"] == {
        "yg:JobTitle": {"sampled": 1, "all": 1},
        "yg:Occupation": {"sampled": 1, "all": 1},
    }
    assert found["defined classes"] == {"yg:RegulatedOccupation": 0}


@pytest.mark.parametrize(
    ("fact", "axiom"),
    [
        ((LEGE, RDF.type, YG.JobTitle), "yg:Occupation owl:disjointWith yg:JobTitle"),
        ((TITLE, YG.hasJobTitle, LEGE), "yg:hasJobTitle rdfs:range yg:JobTitle"),
        ((TITLE, YG.titleGroup, here("styrk98/2222")), "yg:titleGroup rdf:type owl:FunctionalProperty"),
        ((TITLE, YG.timesListed, Literal("twice")), "yg:timesListed rdfs:range xsd:integer"),
    ],
    ids=["disjointness", "range", "functionality", "datatype"],
)
def test_a_contradiction_is_named_with_its_statements_and_axioms(terms: Path, fact: Statement, axiom: str) -> None:
    add_axiom(terms, axiom)

    with pytest.raises(InconsistentFacts) as stopped:
        check_sample(bench_with(terms, fact), [terms])

    assert axiom in stopped.value.axioms
    assert any(line.startswith(str(fact[0])) for line in stopped.value.statements)
    assert axiom in str(stopped.value)


def test_an_inferred_class_that_no_rule_has_stated_is_named(terms: Path) -> None:
    licensed = [(LEGE, YG.requiresAuthorisation, LICENCE), (LICENCE, RDF.type, YG.Authorisation)]

    with pytest.raises(UnlikeRules, match="occupation/lege a yg:RegulatedOccupation"):
        check_sample(bench_with(terms, *licensed), [terms])

    stated = (LEGE, RDF.type, YG.RegulatedOccupation)
    assert check_sample(bench_with(terms, *licensed, stated), [terms])["defined classes"] == {
        "yg:RegulatedOccupation": 1
    }


def test_a_stated_class_that_does_not_follow_from_its_definition_is_named(terms: Path) -> None:
    stated = (LEGE, RDF.type, YG.RegulatedOccupation)

    with pytest.raises(UnlikeRules, match=r"do not follow from their definitions: .*lege a yg:RegulatedOccupation"):
        check_sample(bench_with(terms, stated), [terms])


def test_a_large_class_is_sampled_evenly_and_a_small_graph_is_taken_whole(terms: Path) -> None:
    titles = [(here(f"title/{number}"), RDF.type, YG.JobTitle) for number in range(1000, 1100)]
    bench, graph = bench_with(terms, *titles), rdflib.Graph().parse(terms)

    sampled, whole = take_sample(bench, graph, whole=50, most=5), take_sample(bench, graph, whole=200, most=5)

    assert sampled.sizes[str(YG.JobTitle)] == (5, 101)
    assert [key for key in sampled.classes if "/title/" in key][:2] == [str(titles[0][0]), str(titles[20][0])]
    assert whole.sizes[str(YG.JobTitle)] == (101, 101)


def test_values_of_a_functional_property_are_different_resources(terms: Path) -> None:
    groups = here("styrk98/2221"), here("styrk98/2222")
    add_axiom(terms, "yg:titleGroup a owl:FunctionalProperty")
    bench = bench_with(terms, (TITLE, YG.titleGroup, groups[1]))

    triples = {axiom.triples[0] for axiom in take_sample(bench, rdflib.Graph().parse(terms)).axioms}

    assert (groups[0], OWL.differentFrom, groups[1]) in triples


def test_only_declared_terms_and_datatypes_of_owl_go_to_the_reasoner(terms: Path) -> None:
    year = Literal("2024", datatype=XSD.gYear)
    bench = bench_with(terms, (TITLE, YG.timesListed, year), (TITLE, RDFS.label, Literal("Lege")))

    objects = {axiom.triples[0][2] for axiom in take_sample(bench, rdflib.Graph().parse(terms)).axioms}

    assert Literal(2) in objects
    assert not objects & {year, Literal("Lege")}


def test_a_release_reports_its_sample(bundled: Release) -> None:
    reasoned = json.loads((bundled.folder / "report.json").read_text("utf-8"))["reasoned"]

    assert reasoned["classes"]["yg:Occupation"]["sampled"] >= 10
    assert all(size["sampled"] == size["all"] > 0 for size in reasoned["classes"].values())
    assert reasoned["defined classes"]["yg:RegulatedOccupation"] >= 1
