"""The shapes are valid SHACL Core, speak three languages, pass sound data and catch each planted fault."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, SH
from rdflib.term import Literal, Node, URIRef

import ontology
from graph.vocab import PREFIXES, YG
from tests.shacl import compiled, judged, load
from tests.some import some

_BASE = "http://localhost:8000/id/"
_PREFIXES = f"@base <{_BASE}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

_SOUND = """
<source/page> a yg:SourceDocument ; rdfs:label "Lege"@nb , "Lege"@en ; dct:license <http://example.org/licence> ;
    dct:publisher <organisation/ssb> ; dct:accrualPeriodicity <http://example.org/MONTHLY> ;
    yg:rhythm "den 13."@nb ; dct:modified "2023-03-03"^^xsd:date ; yg:adapter "page" ; yg:pageLanguage "nn" ;
    dct:source <http://example.org/lege> ; yg:statedIn <graph/page> .
<graph/page> a yg:NamedGraph ; rdfs:label "Lege"@nb , "Lege"@en ; dct:isPartOf <release/1> .
<release/1> a yg:Release ; rdfs:label "Yrkesgraf 1"@nb ; dct:license <http://example.org/licence> ;
    dct:issued "2026-11-01"^^xsd:date ; prov:wasDerivedFrom <source/page> .
<organisation/ssb> a org:Organization ; skos:prefLabel "Statistisk sentralbyrå"@nb .

<scheme/styrk98> a yg:Classification ; skos:prefLabel "STYRK-98"@nb ; schema:validFrom "1998"^^xsd:gYear ;
    prov:wasDerivedFrom <source/page> .
<styrk98/2221> a yg:ClassificationItem ; skos:notation "2221" ; skos:prefLabel "Leger"@nb ;
    skos:inScheme <scheme/styrk98> .

<occupation/lege> a yg:Occupation ; skos:prefLabel "lege"@nb , "lege"@nn , "medical doctor"@en ;
    yg:summary "Stiller diagnose og behandlar sjukdom."@nn ; yg:interviewCount 3 ;
    yg:hasJobTitle <title/2221110> ; yg:hasSpecialisation <specialisation/anestesiologi> ;
    yg:classifiedIn <styrk98/2221> ; yg:relatedOccupation <occupation/tannlege> ;
    yg:requiresAuthorisation <authorisation/lege> ; yg:hasEducationGroup <education-group/medisin> ;
    prov:wasDerivedFrom <source/page> .
<occupation/tannlege> a yg:Occupation ; skos:prefLabel "tannlege"@nb , "tannlege"@nn ; yg:summary "Om tenner."@nb ;
    yg:hasJobTitle <title/2221110> ; prov:wasDerivedFrom <source/page> .
<specialisation/anestesiologi> a yg:Specialisation ; skos:prefLabel "anestesiologi"@nb ;
    yg:specialisationOf <occupation/lege> ; yg:educationCode <nus/763202> ; prov:wasDerivedFrom <source/page> .
<title/2221110> a yg:JobTitle ; skos:notation "2221110" ; yg:registeredName "LEGE" ; skos:prefLabel "lege"@nb ;
    yg:titleGroup <styrk98/2221> ; skos:inScheme <scheme/styrk98> ; yg:jobTitleOf <occupation/lege> ;
    yg:isShared true ; yg:occupationCount 2 ; yg:timesListed 2 .

<nus/763202> a yg:EducationCode ; skos:notation "763202" ; skos:prefLabel "Anestesiologi"@nb ;
    skos:inScheme <scheme/styrk98> ; yg:educationLevel <nus/7> ; yg:educationField <nus/7> ;
    yg:inEducationGroup <education-group/medisin> ; prov:wasDerivedFrom <source/page> .
<nus/7> a yg:ClassificationItem ; skos:notation "7" ; skos:prefLabel "Høyere nivå"@nb ; skos:inScheme <scheme/styrk98> .
<education-group/medisin> a yg:EducationGroup ; skos:prefLabel "medisinutdannede"@nb ; skos:member <nus/763202> ;
    yg:educationGroupOf <occupation/lege> ; prov:wasDerivedFrom <source/page> .
<education-path/lege> a yg:EducationPath ; rdfs:label "Utdanningsvei"@nb ; yg:pathTo <occupation/lege> ;
    yg:programme "Medisin"@nb ; yg:programmeYears 6.0 ; yg:minimumSpecialisationYears 6.5 ;
    yg:hasTrainingStage <training/lis1> ; prov:wasDerivedFrom <source/page> .
<training/lis1> a yg:TrainingStage ; rdfs:label "LIS1"@nb ; yg:months 18 ; yg:position 1 ; yg:place "sjukehus"@nn .
<authorisation/lege> a yg:Authorisation ; rdfs:label "Autorisasjon"@nb ; yg:authorisationFor <occupation/lege> ;
    yg:grantedBy <organisation/ssb> .
<review/lege> a yg:Review ; rdfs:label "Gjennomgang"@nb ; yg:reviewOf <occupation/lege> ;
    yg:reviewedBy <organisation/ssb> ; dct:date "2023-03-03"^^xsd:date .
<statistics/lege> a yg:StatisticsSection ; rdfs:label "Hva tjener legar?"@nb ; yg:statisticsOf <occupation/lege> ;
    yg:figuresFrom <organisation/ssb> ; yg:publicationYear "2023"^^xsd:gYear ;
    yg:referencePeriod "2022-11"^^xsd:gYearMonth ; yg:countsGroup <education-group/medisin> ;
    prov:wasDerivedFrom <source/page> .

<related/a> a yg:RelatedLink ; rdfs:label "lege → tannlege"@nb ; yg:linkFrom <occupation/lege> ;
    yg:linkTo <occupation/tannlege> ; yg:hasReason <reason/a> ; yg:strength 0.8 ;
    yg:blurb "Tandlæger arbejder med tænder."@da .
<reason/a> a yg:Reason ; rdfs:label "Nr. 1"@nb ; yg:reasonFor <related/a> ; yg:reasonKind yg:statedOnPage ;
    yg:reasonNumber 1 ; yg:strength 0.8 .
<title-link/a> a yg:TitleLink ; rdfs:label "2221110 – lege"@nb ; yg:linksOccupation <occupation/lege> ;
    yg:linksTitle <title/2221110> ; yg:statedBy "Kari Nordmann" ; yg:statedBecause "Tittelen står på siden."@nb .
<crosswalk/a> a xkos:Correspondence ; skos:prefLabel "STYRK-98 til STYRK-08"@nb ; yg:isOfficial true ;
    yg:sourceScheme <scheme/styrk98> ; yg:targetScheme <scheme/styrk98> ; prov:wasDerivedFrom <source/page> .
<mapping/rest> a yg:UnallocatedShare ; rdfs:label "Leger: ikke fordelt"@nb ; yg:unallocatedOf <styrk98/2221> ;
    yg:unallocatedIn <crosswalk/a> ; yg:share 0.2 .
<rule/a> a yg:Rule ; rdfs:label "Regel"@nb , "Rule"@en ; yg:why "Derfor."@nb .
<check/a> a yg:Check ; rdfs:label "Kontroll"@nb ; yg:holds "Slik er det."@nb ; yg:why "Derfor."@nb ;
    yg:mend "Rett det."@nb ; sh:severity sh:Warning .
<finding/a> a yg:Finding ; rdfs:label "Not so."@en ; yg:findingOf <check/a> ; yg:findingAbout <occupation/lege> .
<query/a> a yg:ExampleQuery ; rdfs:label "Spørring"@nb , "Query"@en ; sh:select "SELECT * {}" .
"""

# Statements taken out of the sound data, statements put in, the property of the complaint, and its severity.
Fault = tuple[str, str, str | None, str]
_FAULTS: list[Fault] = [
    ("<title-link/a> yg:linksOccupation <occupation/lege>", "", "yg:linksOccupation", "Violation"),
    ("<title-link/a> yg:linksTitle <title/2221110>", "", "yg:linksTitle", "Violation"),
    ("<title-link/a> yg:statedBy 'Kari Nordmann'", "", "yg:statedBy", "Violation"),
    ("<title-link/a> yg:statedBecause 'Tittelen står på siden.'@nb", "", "yg:statedBecause", "Violation"),
    ("<mapping/rest> yg:unallocatedOf <styrk98/2221>", "", "yg:unallocatedOf", "Violation"),
    ("<mapping/rest> yg:unallocatedIn <crosswalk/a>", "", "yg:unallocatedIn", "Violation"),
    ("<mapping/rest> yg:share 0.2", "<mapping/rest> yg:share 1.2", "yg:share", "Violation"),
    ("<title/2221110> skos:notation '2221110'", "<title/2221110> skos:notation '222111'", "skos:notation", "Violation"),
    ("<title/2221110> skos:notation '2221110'", "<title/2221110> skos:notation 2221110", "skos:notation", "Violation"),
    ("", "<title/2221110> skos:notation '1228130'", "skos:notation", "Violation"),
    ("<title/2221110> yg:registeredName 'LEGE'", "", "yg:registeredName", "Violation"),
    (
        "<title/2221110> yg:registeredName 'LEGE'",
        "<title/2221110> yg:registeredName 'LEGE'@nb",
        "yg:registeredName",
        "Violation",
    ),
    ("", "<title/2221110> yg:registeredName 'LEGE (SYKEHUS)'", "yg:registeredName", "Warning"),
    ("<title/2221110> yg:titleGroup <styrk98/2221>", "", "yg:titleGroup", "Violation"),
    ("", "<title/2221110> yg:titleGroup <nus/7>", "yg:titleGroup", "Violation"),
    ("<title/2221110> skos:inScheme <scheme/styrk98>", "", "skos:inScheme", "Violation"),
    ("", "<title/2221110> yg:isShared false", "yg:isShared", "Violation"),
    ("<title/2221110> yg:jobTitleOf <occupation/lege>", "", "yg:jobTitleOf", "Info"),
    ("", "<styrk98/2221> skos:inScheme <scheme/nus> . <scheme/nus> a yg:Classification", "skos:inScheme", "Violation"),
    ("<styrk98/2221> skos:prefLabel 'Leger'@nb", "", "skos:prefLabel", "Warning"),
    ("", "<occupation/lege> skos:prefLabel 'doktor'@nb", "skos:prefLabel", "Violation"),
    ("", "<occupation/lege> skos:prefLabel 'lekar'@no", "skos:prefLabel", "Violation"),
    ("", "<occupation/lege> skos:prefLabel 'lege'", "skos:prefLabel", "Violation"),
    ("<occupation/lege> skos:prefLabel 'lege'@nb", "", "skos:prefLabel", "Warning"),
    ("<occupation/lege> skos:prefLabel 'lege'@nn", "", "skos:prefLabel", "Info"),
    ("", "<occupation/lege> skos:altLabel 'läkare'@sv", None, "Violation"),
    ("", "<occupation/lege> yg:tasks 'Uten språk'", None, "Violation"),
    ("<occupation/tannlege> yg:summary 'Om tenner.'@nb", "", "yg:summary", "Info"),
    (
        "",
        "<occupation/lege> yg:relatedOccupation <specialisation/anestesiologi>",
        "yg:relatedOccupation",
        "Violation",
    ),
    ("<specialisation/anestesiologi> yg:specialisationOf <occupation/lege>", "", "yg:specialisationOf", "Violation"),
    ("<specialisation/anestesiologi> yg:educationCode <nus/763202>", "", "yg:educationCode", "Warning"),
    ("<nus/763202> skos:notation '763202'", "<nus/763202> skos:notation '76320'", "skos:notation", "Violation"),
    ("<nus/763202> yg:educationLevel <nus/7>", "", "yg:educationLevel", "Violation"),
    ("<education-group/medisin> skos:member <nus/763202>", "", "skos:member", "Violation"),
    ("", "<education-path/lege> yg:programmeYears 0.0", None, "Violation"),
    ("", "<training/lis1> yg:position 0", "yg:position", "Violation"),
    ("", "<authorisation/lege> yg:grantedBy <occupation/lege>", "yg:grantedBy", "Violation"),
    ("<review/lege> yg:reviewedBy <organisation/ssb>", "", "yg:reviewedBy", "Info"),
    ("<review/lege> dct:date '2023-03-03'^^xsd:date", "", "dct:date", "Warning"),
    (
        "<statistics/lege> yg:referencePeriod '2022-11'^^xsd:gYearMonth",
        "<statistics/lege> yg:referencePeriod '2022'^^xsd:gYear",
        "yg:referencePeriod",
        "Violation",
    ),
    ("<statistics/lege> yg:figuresFrom <organisation/ssb>", "", "yg:figuresFrom", "Violation"),
    ("<related/a> yg:linkTo <occupation/tannlege>", "", "yg:linkTo", "Violation"),
    ("", "<related/a> yg:linkTo <occupation/lege>", "yg:linkFrom", "Violation"),
    ("<related/a> yg:hasReason <reason/a>", "", "yg:hasReason", "Violation"),
    ("<related/a> yg:strength 0.8", "", "yg:strength", "Violation"),
    ("<reason/a> yg:strength 0.8", "<reason/a> yg:strength 1.2", "yg:strength", "Violation"),
    ("<reason/a> yg:strength 0.8", "<reason/a> yg:strength 1", "yg:strength", "Violation"),
    ("<reason/a> yg:reasonKind yg:statedOnPage", "", "yg:reasonKind", "Violation"),
    ("<source/page> dct:license <http://example.org/licence>", "", "dct:license", "Violation"),
    ("<source/page> dct:publisher <organisation/ssb>", "", "dct:publisher", "Violation"),
    ("<source/page> dct:accrualPeriodicity <http://example.org/MONTHLY>", "", "dct:accrualPeriodicity", "Violation"),
    ("<source/page> yg:rhythm 'den 13.'@nb", "", "yg:rhythm", "Warning"),
    ("<source/page> yg:pageLanguage 'nn'", "<source/page> yg:pageLanguage 'no'", "yg:pageLanguage", "Violation"),
    ("<graph/page> dct:isPartOf <release/1>", "", "dct:isPartOf", "Violation"),
    ("<check/a> sh:severity sh:Warning", "", "sh:severity", "Violation"),
    ("<finding/a> yg:findingOf <check/a>", "", "yg:findingOf", "Violation"),
    ("<rule/a> rdfs:label 'Rule'@en", "", "rdfs:label", "Warning"),
    ("", "<query/a> sh:construct 'CONSTRUCT {} {}'", None, "Violation"),
]


def _turtle(statements: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=_PREFIXES + (f"{statements} ." if statements else ""), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.SHAPES, format="turtle")


@pytest.fixture(scope="module")
def sound() -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=_PREFIXES + _SOUND, format="turtle")
    return graph + _turtle("yg:statedOnPage a yg:ReasonKind ; skos:prefLabel 'står på siden'@nb")


def test_sound_data_passes_without_a_remark(sound: rdflib.Graph, tmp_path: Path) -> None:
    bench = load(sound, tmp_path)

    assert judged(bench, ontology.SHAPES, tmp_path) == Counter()
    assert compiled(bench, ontology.SHAPES) == Counter()


def _focus(fault: Fault) -> str:
    """Return the IRI of the resource that *fault* is about."""
    out, put, *_ = fault
    return str(next(iter(_turtle(out or put.partition(" . ")[0]).subjects())))


def _planted_together() -> list[list[Fault]]:
    """Return the faults in groups, each with at most one fault of a resource: a run of pyshacl takes half a second."""
    groups: list[list[Fault]] = []
    met: Counter[str] = Counter()
    for fault in _FAULTS:
        focus = _focus(fault)
        if met[focus] == len(groups):
            groups.append([])
        groups[met[focus]].append(fault)
        met[focus] += 1
    return groups


@pytest.mark.parametrize("faults", _planted_together(), ids=lambda faults: f"{len(faults)} faults")
def test_planted_faults_are_caught_by_the_queries_as_by_pyshacl(
    sound: rdflib.Graph, tmp_path: Path, faults: list[Fault]
) -> None:
    data = sound
    for out, put, *_ in faults:
        assert all(triple in sound for triple in _turtle(out))
        data = data - _turtle(out) + _turtle(put)
    bench = load(data, tmp_path)

    results = compiled(bench, ontology.SHAPES)

    for fault in some(faults):
        _, _, property_, severity = fault
        assert any(
            (result.focus, result.severity) == (_focus(fault), severity) and property_ in {None, result.path}
            for result in results
        ), fault
    assert results == judged(bench, ontology.SHAPES, tmp_path)


def test_the_shapes_are_valid_shacl(sound: rdflib.Graph, shapes: rdflib.Graph) -> None:
    conforms, _, text = pyshacl.validate(sound, shacl_graph=shapes, meta_shacl=True, inference="none", advanced=False)

    assert conforms, text


def test_the_shapes_are_shacl_core_alone(shapes: rdflib.Graph) -> None:
    beyond = {SH.sparql, SH.select, SH.js, SH.rule, SH.target, SH.expression} & set(shapes.predicates())

    assert beyond == set()


def _property_shapes(shapes: rdflib.Graph) -> set[Node]:
    qualified = set(shapes.objects(None, SH.qualifiedValueShape))
    return (set(shapes.objects(None, SH.property)) | set(shapes.subjects(RDF.type, SH.PropertyShape))) - qualified


def test_every_shape_says_in_three_languages_what_it_asks_for(shapes: rdflib.Graph) -> None:
    inside = {part for list_ in shapes.objects(None, SH.xone) for part in shapes.transitive_objects(list_, None)}

    for shape in some(_property_shapes(shapes) - inside):
        messages = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in messages) == ["en", "nb", "nn"], shapes.cbd(shape).serialize()


def test_required_and_recommended_shapes_are_told_apart_by_name_and_severity(shapes: rdflib.Graph) -> None:
    advice = {SH.Warning, SH.Info}
    for shape in some(shapes.subjects(RDF.type, SH.NodeShape)):
        recommended = str(shape).endswith("RecommendedShape")
        for part in some(shapes.objects(shape, SH.property)):
            severity = shapes.value(part, SH.severity)
            assert (severity in advice) == recommended, (shape, shapes.value(part, SH.path))


def test_every_class_of_things_has_a_shape(shapes: rdflib.Graph) -> None:
    terms = rdflib.Graph().parse(ontology.TERMS, format="turtle")
    defined = {URIRef(YG + name) for name in ("SharedJobTitle", "SpecialistJobTitle", "RegulatedOccupation")}
    classes = {term for term in terms.subjects(RDF.type, OWL.Class) if str(term).startswith(YG)} - defined

    assert classes - set(shapes.objects(None, SH.targetClass)) == set()
