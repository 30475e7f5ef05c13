"""Everything says where it comes from: sources with their rhythm, graphs with their source or rule."""

from __future__ import annotations

import pytest
from rdflib.namespace import RDFS
from rdflib.term import Literal

from graph.adapters.registry import ADAPTERS
from graph.reading.release import Release
from graph.sources_file import NATIONAL, read_sources_file
from graph.statements.provenance import Provenance
from graph.vocab import DEFAULT_BASE, Names

PREFIXES = """PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX void: <http://rdfs.org/ns/void#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"""

ALWAYS = {
    "every source has a publisher, a licence, a date and a rhythm": """?x a yg:SourceDocument FILTER NOT EXISTS {
        ?x dct:publisher ?p ; dct:license ?l ; dct:modified ?m ; dct:accrualPeriodicity ?r }""",
    "every graph of a rule names the rule": """?x a yg:NamedGraph FILTER CONTAINS(STR(?x), "/graph/rule-")
        FILTER NOT EXISTS { ?x yg:madeByRule ?r . ?r yg:why ?w }""",
    "every graph of a source names the source": """?s yg:statedIn ?x FILTER NOT EXISTS { ?x prov:wasDerivedFrom ?s }""",
    "every thing of a source names it": """?x a yg:Occupation FILTER NOT EXISTS { ?x prov:wasDerivedFrom ?s }""",
    "every finding names its check": """?x a yg:Finding FILTER NOT EXISTS { ?x yg:findingOf ?c . ?c yg:hasFinding ?x
    }""",
    "no two findings are called the same": """?x yg:findingAbout ?a ; rdfs:label ?name .
        ?y yg:findingAbout ?b ; rdfs:label ?name FILTER (?a != ?b)""",
    "every part of the release says so": """?r dct:hasPart ?x FILTER NOT EXISTS { ?x dct:isPartOf ?r }""",
}


@pytest.mark.parametrize("pattern", ALWAYS.values(), ids=ALWAYS)
def test_it_holds_in_the_release_that(bundled: Release, pattern: str) -> None:
    assert bundled.store.rows(f"{PREFIXES} SELECT ?x {{ {pattern} }}") == []


def test_the_counts_of_the_description_are_those_of_the_data(bundled: Release) -> None:
    said = bundled.store.rows(
        f"{PREFIXES} SELECT ?n {{ ?r a yg:Release ; void:classPartition ?p . ?p void:class yg:JobTitle ; "
        "void:entities ?n }"
    )

    assert [row["n"].value for row in said] == ["46"]


def test_a_licence_that_the_document_does_not_state_is_told_as_a_judgement() -> None:
    provenance = Provenance(Names(DEFAULT_BASE), "test")
    told = {
        source.key: {
            str(words.language): str(words)
            for _, says, words in provenance.source(source)
            if says == RDFS.comment and isinstance(words, Literal)
        }
        for source in read_sources_file(NATIONAL, ADAPTERS)
    }

    judged = {key: words for key, words in told.items() if words}
    assert set(judged) == {"styrk98-grupper", "ilo-isco08", "ilo-isco88", "ilo-isco88-isco08"}
    assert all(set(words) == {"nb", "nn", "en"} for words in judged.values())
    assert "our judgement" in judged["ilo-isco08"]["en"]
