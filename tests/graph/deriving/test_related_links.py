"""Links that are derived carry their reasons, are the same from both sides, and leave stated links as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib.namespace import RDF, SKOS
from rdflib.term import Literal, URIRef

from graph.deriving.likeness import STATED, WEIGHTS, Relations
from graph.deriving.link_evidence import read_evidence, read_stated
from graph.deriving.related_links import related_statements
from graph.deriving.related_words import WORDS
from graph.literals import YG, whole
from graph.vocab import Names, Statement
from graph.workbench import Workbench

BASE = "http://localhost:8000/"
GRAPH = f"{BASE}id/graph/world"
NAMES = Names(BASE)
INTERESTS = {"kokk": "mat", "baker": "mat", "konditor": "mat", "lege": "helse", "tannlege": "helse"}


def iri(kind: str, key: str) -> URIRef:
    return URIRef(NAMES.thing(kind, key))


def world() -> Iterator[Statement]:
    """Five occupations: two share a group and a skill, a third is near them, and a page names another."""
    for key, interest in INTERESTS.items():
        yield iri("occupation", key), RDF.type, YG.Occupation
        yield iri("occupation", key), SKOS.prefLabel, Literal(key.capitalize(), lang="nb")
        yield iri("occupation", key), YG.hasInterest, iri("interest", interest)
    for key, group in (("baker", "7512"), ("konditor", "7512"), ("kokk", "7511")):
        yield iri("occupation", key), YG.classifiedIn, iri("styrk08", group)
        yield iri("styrk08", group), SKOS.inScheme, iri("scheme", "styrk08")
        yield iri("mapping", group), YG.mapsFrom, iri("styrk08", group)
        yield iri("mapping", group), YG.mapsTo, iri("isco08", group)
        yield iri("isco08", group), SKOS.broader, iri("isco08", "751")
        yield URIRef(f"http://data.europa.eu/esco/occupation/{group}"), YG.iscoGroup, iri("isco08", group)
    for key in ("baker", "konditor"):
        maker = URIRef(f"http://data.europa.eu/esco/occupation/{key}")
        yield iri("occupation", key), YG.skillsFrom, maker
        yield maker, URIRef("http://data.europa.eu/esco/model#relatedEssentialSkill"), iri("skill", "dough")
    for code in ("a", "b"):
        yield iri("occupation", "baker"), YG.relevantEducationCode, iri("nus", code)
        yield iri("occupation", "konditor"), YG.relevantEducationCode, iri("nus", code)
    for origin, target, kind in (("lege", "baker", YG.statedOnPage), ("baker", "lege", YG.statedOnOtherPage)):
        link, reason = iri("related", f"{origin}--{target}"), iri("reason", f"{origin}--{target}--x")
        yield iri("occupation", origin), YG.hasRelatedLink, link
        yield link, YG.linkTo, iri("occupation", target)
        yield link, YG.hasReason, reason
        yield reason, YG.reasonKind, kind
        yield reason, YG.reasonNumber, whole(1)


@pytest.fixture(scope="module")
def bench() -> Workbench:
    made = Workbench(BASE)
    made.add(GRAPH, world())
    made.add(f"{GRAPH}-derived", list(related_statements(made.rows, NAMES, Relations(read_evidence(made.rows)))))
    return made


def strengths(bench: Workbench, link: str) -> dict[str, tuple[int, float]]:
    """The number and strength of each reason of a link, by the local name of its kind."""
    rows = bench.rows(
        f"PREFIX yg: <{YG}> SELECT ?kind ?n ?s {{ <id/related/{link}> yg:hasReason ?r . "
        "?r yg:reasonKind ?kind ; yg:reasonNumber ?n ; yg:strength ?s }"
    )
    return {row["kind"].value.removeprefix(YG): (int(row["n"].value), float(row["s"].value)) for row in rows}


def strength(bench: Workbench, link: str) -> float:
    rows = bench.rows(f"PREFIX yg: <{YG}> SELECT ?s {{ <id/related/{link}> yg:strength ?s }}")
    assert len(rows) == 1
    return float(rows[0]["s"].value)


def test_every_reason_is_a_statement_of_its_own_with_its_number(bench: Workbench) -> None:
    found = strengths(bench, "baker--konditor")

    assert {kind: number for kind, (number, _) in found.items()} == {
        "sharesEducationCodes": 2,
        "sharesSkills": 1,
        "sameGroup": 1,
        "sharesInterests": 1,
        "nearInEsco": 2,
    }
    assert all(0 < share <= WEIGHTS[kind] for kind, (_, share) in found.items())


def test_near_in_esco_reaches_a_sibling_of_the_group(bench: Workbench) -> None:
    assert set(strengths(bench, "baker--kokk")) == {"sharesInterests", "nearInEsco"}


def test_a_link_is_as_strong_from_both_sides_and_stronger_than_each_reason(bench: Workbench) -> None:
    there, back = strength(bench, "baker--konditor"), strength(bench, "konditor--baker")

    assert there == back > max(share for _, share in strengths(bench, "baker--konditor").values())


def test_what_a_page_states_stays_and_gets_its_strength(bench: Workbench) -> None:
    assert strengths(bench, "lege--baker") == {"statedOnPage": (1, STATED)}
    assert strength(bench, "lege--baker") == strength(bench, "baker--lege") == STATED
    assert not bench.rows(f"SELECT ?p {{ GRAPH <{GRAPH}-derived> {{ <id/related/lege--baker> a ?p }} }}")


def test_reasons_speak_three_languages_and_count_rightly(bench: Workbench) -> None:
    rows = bench.rows(
        "SELECT ?label { ?reason <http://www.w3.org/2000/01/rdf-schema#label> ?label "
        "FILTER(STRENDS(STR(?reason), 'baker--konditor--shareseducationcodes')) }"
    )

    assert {row["label"].language: row["label"].value for row in rows} == {
        "nb": "2 felles utdanningskoder",
        "nn": "2 felles utdanningskodar",
        "en": "2 education codes in common",
    }
    assert all(set(words) == {"nb", "nn", "en"} for words in WORDS.values())
    assert set(WORDS) == set(WEIGHTS)


def test_those_with_nothing_in_common_are_not_linked(bench: Workbench) -> None:
    assert strengths(bench, "kokk--tannlege") == {}


def test_evidence_comes_in_the_order_of_the_weights(bench: Workbench) -> None:
    evidence = read_evidence(bench.rows)

    assert [features.kind for features in evidence] == list(WEIGHTS)
    assert [len(features.of) for features in evidence] == [0, 2, 2, 3, 5, 3, 0]


def test_stated_links_are_read_with_their_reasons(bench: Workbench) -> None:
    assert [(link.kind, link.reason.rpartition("/")[2]) for link in read_stated(bench.rows)] == [
        ("statedOnOtherPage", "baker--lege--x"),
        ("statedOnPage", "lege--baker--x"),
    ]
