"""Two editions never meet but through a crosswalk: each way of joining them past one is found."""

from __future__ import annotations

import pytest
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import URIRef

from graph.checking.checks import query_findings
from graph.literals import YG
from graph.reading.release import Release
from graph.statements.crosswalks import XKOS
from graph.vocab import DEFAULT_BASE, Statement
from graph.workbench import Workbench


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


OLD, NEW, TITLE, ISCO = here("styrk98/2221"), here("styrk08/2211"), here("title/2221110"), here("isco08/2211")
DOCTOR, TABLE, MAPPING = here("occupation/lege"), here("crosswalk/table"), here("mapping/table-2221-2211")
SOUND: list[Statement] = [
    (OLD, SKOS.inScheme, here("scheme/styrk98")),
    (OLD, SKOS.broader, here("styrk98/222")),
    (here("styrk98/222"), SKOS.inScheme, here("scheme/styrk98")),
    (TITLE, SKOS.inScheme, here("scheme/styrk98-titles")),
    (TITLE, YG.titleGroup, OLD),
    (NEW, SKOS.inScheme, here("scheme/styrk08")),
    (NEW, SKOS.broader, here("styrk08/221")),
    (here("styrk08/221"), SKOS.inScheme, here("scheme/styrk08")),
    (ISCO, SKOS.inScheme, here("scheme/isco08")),
    (ISCO, SKOS.exactMatch, URIRef("http://data.europa.eu/esco/isco/C2211")),
    (DOCTOR, YG.hasJobTitle, TITLE),
    (DOCTOR, YG.classifiedIn, OLD),
    (DOCTOR, YG.classifiedIn, NEW),
    (TABLE, RDF.type, XKOS.Correspondence),
    (TABLE, XKOS.compares, here("scheme/styrk98")),
    (TABLE, XKOS.compares, here("scheme/styrk08")),
    (MAPPING, DCTERMS.isPartOf, TABLE),
    (MAPPING, YG.mapsFrom, OLD),
    (MAPPING, YG.mapsTo, NEW),
    (MAPPING, YG.evidence, YG.officialTable),
]
ABOUT = URIRef("https://schema.org/about")
PAGE = URIRef("https://example.org/doctors")
LOOSE, ALIKE = here("mapping/loose"), here("mapping/alike")


def findings(*planted: Statement, made_by_rule: Statement | None = None, language: str = "en") -> list[str]:
    bench = Workbench(DEFAULT_BASE)
    bench.add(here("graph/sound"), SOUND)
    bench.add(here("graph/planted"), planted)
    if made_by_rule:
        bench.add(here("graph/rule-x"), [made_by_rule])
        bench.add(here("graph/provenance"), [(here("graph/rule-x"), YG.madeByRule, here("rule/x"))])
    return [finding.words[language] for finding in query_findings(bench) if finding.check == "editions-apart"]


def test_editions_that_meet_through_a_crosswalk_are_sound() -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        pytest.param([(OLD, SKOS.exactMatch, NEW)], "skos:exactMatch", id="a match"),
        pytest.param([(NEW, SKOS.closeMatch, OLD)], "skos:closeMatch", id="a match back"),
        pytest.param([(TITLE, SKOS.broader, NEW)], "skos:broader", id="a title under a group of the other edition"),
        pytest.param([(TITLE, YG.titleGroup, NEW)], "yg:titleGroup", id="four digits cut off a title"),
        pytest.param([(OLD, OWL.sameAs, NEW)], "owl:sameAs", id="the same thing"),
        pytest.param([(OLD, DCTERMS.relation, NEW)], "dct:relation", id="any other statement"),
        pytest.param([(OLD, SKOS.inScheme, here("scheme/styrk08"))], "both editions", id="one thing in both"),
        pytest.param(
            [(here("styrk98/2230"), SKOS.inScheme, here("scheme/styrk08"))], "IRI of the other", id="an old IRI as new"
        ),
        pytest.param(
            [(here("styrk08/2230"), SKOS.inScheme, here("scheme/styrk98"))], "IRI of the other", id="a new IRI as old"
        ),
        pytest.param(
            [(OLD, SKOS.exactMatch, ISCO), (NEW, SKOS.exactMatch, ISCO)], "skos:exactMatch", id="by a third thing"
        ),
        pytest.param(
            [
                (OLD, SKOS.broader, ISCO),
                (here("styrk08/221"), SKOS.closeMatch, URIRef("http://data.europa.eu/esco/isco/C2211")),
            ],
            "skos:broader",
            id="by three things and up the hierarchy",
        ),
        pytest.param([(LOOSE, YG.mapsFrom, OLD), (LOOSE, YG.mapsTo, NEW)], "outside any crosswalk", id="loose"),
        pytest.param(
            [(LOOSE, XKOS.sourceConcept, NEW), (LOOSE, XKOS.targetConcept, TITLE)],
            "outside any crosswalk",
            id="loose, in the words of XKOS and back",
        ),
        pytest.param(
            [(LOOSE, YG.mapsFrom, TITLE), (LOOSE, YG.mapsTo, NEW), (LOOSE, DCTERMS.isPartOf, TABLE)],
            "outside any crosswalk",
            id="in a crosswalk between others",
        ),
        pytest.param(
            [
                (ALIKE, YG.mapsFrom, OLD),
                (ALIKE, YG.mapsTo, NEW),
                (ALIKE, DCTERMS.isPartOf, TABLE),
                (ALIKE, YG.evidence, YG.reviewedPair),
            ],
            "judged for another edition",
            id="the same digits taken for the same group",
        ),
        pytest.param(
            [(DOCTOR, YG.classifiedIn, here("styrk98/222"))],
            "has no title in",
            id="an occupation in a new group as old",
        ),
        pytest.param(
            [(TITLE, RDFS.seeAlso, PAGE), (NEW, RDFS.seeAlso, PAGE)], "rdfs:seeAlso", id="a page that both refer to"
        ),
        pytest.param([(PAGE, ABOUT, OLD), (PAGE, ABOUT, NEW)], "schema:about", id="a page that is about both"),
        pytest.param([(TITLE, SKOS.mappingRelation, ISCO)], "skos:mappingRelation", id="a looser match"),
        pytest.param(
            [(TABLE, SKOS.member, TITLE), (TABLE, SKOS.member, NEW)], "is gathered with", id="a collection of both"
        ),
        pytest.param(
            [(OLD, SKOS.inScheme, here("scheme/all")), (NEW, SKOS.inScheme, here("scheme/all"))],
            "skos:inScheme",
            id="a scheme of both",
        ),
    ],
)
def test_each_way_past_a_crosswalk_is_found(planted: list[Statement], told: str) -> None:
    assert any(told in message for message in findings(*planted))


def test_a_rule_may_not_put_an_occupation_in_a_group_of_the_new_edition() -> None:
    placed = DOCTOR, YG.classifiedIn, here("styrk08/221")

    assert [
        findings(made_by_rule=placed, language=language)[0].partition(": ")[2] for language in ("nb", "nn", "en")
    ] == [
        "er plassert av en regel i styrk08/221",
        "er plassert av ein regel i styrk08/221",
        "is put by a rule in styrk08/221",
    ]


def test_a_world_with_every_crosswalk_is_sound(crossed: Release) -> None:
    query = "PREFIX yg: <https://w3id.org/yrkesgraf/def#> ASK { ?f yg:findingOf <id/check/editions-apart> }"

    assert not crossed.store.ask(query)
