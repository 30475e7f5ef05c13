"""The ontology names, defines and places each of its terms, and nothing speaks of a term that it lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    VANN,
    VOID,
    DefinedNamespace,
)
from rdflib.term import Literal, Node, URIRef

import ontology
import queries
from graph.reading.release import Release
from graph.vocab import ONTOLOGY, YG

_LANGUAGES = {"nb", "nn", "en"}
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
_OPEN = {"findingAbout", "inEducationGroup", "mappingPredicate", "mappingJustification"}
_ONE_WAY = {"relatedOccupation", "reasonKind", "statedIn", "findingAbout"}
# From an observation to its subject: the way back is asked for, since a code may have ten thousand observations.
_ONE_WAY |= {"forOccupationGroup", "forSex", "inSector", "withWorkingTime", "forEducationCode", "yearsSinceEducation"}
# Back from it goes skos:member, which leads from other collections too.
_ONE_WAY |= {"inEducationGroup"}
_ONE_WAY |= {
    "countedFor",
    "labourStatus",
    "figureStatus",
    "forAge",
    "withContract",
    "inArea",
    "forOccupation",
    "inField",
}
# From a skill to a collection of a thousand.
_ONE_WAY |= {"inSkillCollection"}
# From a change or a retired resource to a release, a kind or a ground that thousands of them share.
_ONE_WAY |= {"changeKind", "fromRelease", "toRelease", "lastRelease", "replacementGround"}
# From an occupation to ESCO's own, which is not ours to add to.
_ONE_WAY |= {"skillsFrom"}
# From a mapping or a code to a thing that thousands of them share.
_ONE_WAY |= {"evidence", "mappingPredicate", "mappingJustification", "sourceScheme", "targetScheme"}
_ONE_WAY |= {"unmatchedSourceIn", "unmatchedTargetIn", "unallocatedOf", "unallocatedIn"}
_ONE_WAY |= {"linksOccupation", "linksTitle"}
_VOCABULARIES: tuple[type[DefinedNamespace], ...] = (DCAT, DCTERMS, FOAF, ORG, PROV, QB, SDO, SH, SKOS, VANN, VOID)


def _read(*paths: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    return _read(ontology.TERMS)


def _names(graph: rdflib.Graph, *kinds: URIRef) -> set[str]:
    """The local names of our terms of these *kinds* (of any, without)."""
    found = {subject for kind in kinds or _KINDS for subject in graph.subjects(RDF.type, kind)}
    return {str(term).removeprefix(YG) for term in found if str(term).startswith(YG)}


def _texts(graph: rdflib.Graph, name: str, property_: URIRef) -> list[Literal]:
    return [value for value in graph.objects(URIRef(YG + name), property_) if isinstance(value, Literal)]


def _languages(graph: rdflib.Graph, name: str, property_: URIRef) -> list[str]:
    return sorted(str(text.language) for text in _texts(graph, name, property_))


def test_every_term_has_one_name_and_one_definition_a_language(terms: rdflib.Graph) -> None:
    expected = sorted(_LANGUAGES)

    assert [
        (name, property_)
        for name in sorted(_names(terms))
        for property_ in (RDFS.label, SKOS.definition)
        if _languages(terms, name, property_) != expected
    ] == []


def test_notes_and_examples_come_in_every_language_too(terms: rdflib.Graph) -> None:
    assert [
        name
        for name in sorted(_names(terms))
        for property_ in (SKOS.scopeNote, SKOS.example)
        if set(_languages(terms, name, property_)) not in (set(), _LANGUAGES)
    ] == []


def test_a_definition_says_more_than_the_name(terms: rdflib.Graph) -> None:
    assert [
        name
        for name in sorted(_names(terms))
        for label in _texts(terms, name, RDFS.label)
        for definition in _texts(terms, name, SKOS.definition)
        if re.match(rf"(?:(?:an?|the|en|ei|et|eit) )?{re.escape(label)}\b", definition, re.IGNORECASE)
    ] == []


def test_every_term_says_which_ontology_defines_it(terms: rdflib.Graph) -> None:
    assert [
        name for name in sorted(_names(terms)) if (URIRef(YG + name), RDFS.isDefinedBy, URIRef(ONTOLOGY)) not in terms
    ] == []


def test_a_term_is_of_one_kind_only() -> None:
    graph = _read(ontology.TERMS, ontology.ALIGNMENTS)
    kinds: dict[Node, list[URIRef]] = {}
    for kind in _KINDS:
        for term in graph.subjects(RDF.type, kind):
            kinds.setdefault(term, []).append(kind)

    assert {term: found for term, found in kinds.items() if len(found) > 1} == {}


def test_every_property_leads_from_somewhere_to_somewhere(terms: rdflib.Graph) -> None:
    properties = _names(terms, OWL.ObjectProperty, OWL.DatatypeProperty) - _OPEN

    assert [
        name
        for name in sorted(properties)
        if not all(any(terms.objects(URIRef(YG + name), end)) for end in (RDFS.domain, RDFS.range))
    ] == []


def test_every_link_can_be_followed_back_by_a_name(terms: rdflib.Graph) -> None:
    inverse = {term for pair in terms.subject_objects(OWL.inverseOf) for term in pair}

    assert {name for name in _names(terms, OWL.ObjectProperty) if URIRef(YG + name) not in inverse} == _ONE_WAY


def test_the_ontology_introduces_itself(terms: rdflib.Graph) -> None:
    header = URIRef(ONTOLOGY)
    titles = [title for title in terms.objects(header, DCTERMS.title) if isinstance(title, Literal)]

    assert {title.language for title in titles} == _LANGUAGES
    assert str(terms.value(header, OWL.versionInfo)) == "0.1.0"
    assert str(terms.value(header, OWL.versionIRI)) == f"{ONTOLOGY}/0.1.0"
    assert str(terms.value(header, VANN.preferredNamespacePrefix)) == "yg"
    assert str(terms.value(header, VANN.preferredNamespaceUri)) == YG


def test_every_borrowed_term_is_declared_and_exists_where_it_comes_from() -> None:
    graph = _read(ontology.TERMS, ontology.ALIGNMENTS)
    used = {term for triple in graph for term in triple if isinstance(term, URIRef)}

    assert (
        sorted(
            term
            for term in used
            for vocabulary in _VOCABULARIES
            if term.startswith(str(vocabulary)) and term != URIRef(str(vocabulary)) and term not in vocabulary
        )
        == []
    )


def test_borrowed_properties_that_reasoning_rests_on_are_declared() -> None:
    graph = _read(ontology.TERMS, ontology.ALIGNMENTS)
    declared = {term for kind in _KINDS for term in graph.subjects(RDF.type, kind)}
    used = {term for kind in (RDFS.subClassOf, RDFS.subPropertyOf) for term in graph.objects(None, kind)}

    assert sorted(str(term) for term in used - declared if isinstance(term, URIRef)) == []


def test_every_property_of_a_release_has_a_name_in_each_language(bundled: Release) -> None:
    rows = bundled.store.rows(
        "SELECT DISTINCT ?property { ?thing ?property ?value "
        'FILTER (isIRI(?thing) && CONTAINS(STR(?thing), "/id/") && !CONTAINS(STR(?thing), "#")) }'
    )
    used = {row["property"].value for row in rows}
    terms = bundled.terms

    unnamed = sorted(one for one in used if one not in terms or {"nb", "nn", "en"} - terms[one].labels.keys())

    assert len(used) > 100
    assert unnamed == []


def _spoken_of() -> Iterator[tuple[str, str]]:
    """Every file beside the ontology, with the terms of ours that it names; shapes are named by their own file."""
    for path in (ontology.ALIGNMENTS, ontology.CONTEXT, *sorted(queries.FOLDER.glob("*/*.rq"))):
        for name in re.findall(r"\byg:(\w+)", path.read_text("utf-8")):
            yield path.name, name
    shapes = _read(ontology.SHAPES)
    for term in {term for triple in shapes for term in triple if isinstance(term, URIRef) and term.startswith(YG)}:
        if not term.endswith("Shape"):
            yield ontology.SHAPES.name, term.removeprefix(YG)


def test_nothing_speaks_of_a_term_that_the_ontology_lacks(terms: rdflib.Graph) -> None:
    known = _names(terms)

    assert sorted({(where, name) for where, name in _spoken_of() if name not in known}) == []


def test_every_term_is_in_the_context(terms: rdflib.Graph) -> None:
    context = json.loads(ontology.CONTEXT.read_text("utf-8"))["@context"]

    assert sorted(_names(terms) - set(context)) == []
