"""The one JSON-LD context reads and writes the same triples."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Literal, URIRef

import ontology
from graph.vocab import PREFIXES, YG

_THING = URIRef("http://localhost:8000/id/occupation/lege")
_OTHER = URIRef("http://localhost:8000/id/occupation/tannlege")
_EXAMPLES = {
    "xsd:integer": "12",
    "xsd:decimal": "6.5",
    "xsd:boolean": "true",
    "xsd:date": "2023-03-03",
    "xsd:gYear": "2023",
    "xsd:gYearMonth": "2022-11",
}
_IN_SHAPES = {"publicationYear": XSD.gYear, "referencePeriod": XSD.gYearMonth}

Definition = dict[str, Any]


def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(ontology.CONTEXT.read_text("utf-8"))["@context"]
    return context


def _properties() -> dict[str, Definition]:
    """Every property the context defines, by key; classes, prefixes and inverse names are not among them."""
    found = {}
    for key, meaning in _context().items():
        definition = meaning if isinstance(meaning, dict) else {"@id": meaning}
        if "@reverse" in definition:
            continue
        local = str(definition["@id"]).rpartition(":")[2] if isinstance(definition["@id"], str) else ""
        if key[0] != "@" and key not in PREFIXES and key not in {"id", "type"} and local[:1].islower():
            found[key] = definition
    return found


def _expand(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def _values(definition: Definition) -> list[URIRef | Literal]:
    kind = definition.get("@type")
    if kind in {"@id", "@vocab"}:
        return [_OTHER, URIRef(f"{YG}statedOnPage")]
    if "@language" in definition.get("@container", ()):
        return [Literal("lege", lang="nb"), Literal("lækjar", lang="nn"), Literal("doktar", lang="nn")]
    if kind:
        return [Literal(_EXAMPLES[kind], datatype=_expand(kind), normalize=False)]
    return [Literal("0110")]


def _compact(graph: rdflib.Graph) -> dict[str, Any]:
    expanded = jsonld.from_rdf(graph.serialize(format="nt"), {"format": "application/n-quads"})
    compacted: dict[str, Any] = jsonld.compact(expanded, {"@context": _context()})
    return compacted


def _graph(document: dict[str, Any]) -> rdflib.Graph:
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return rdflib.Graph().parse(data=lines, format="nt")


@pytest.mark.parametrize("key", sorted(_properties()))
def test_a_property_is_written_under_its_key_and_read_back(key: str) -> None:
    definition = _properties()[key]
    graph = rdflib.Graph()
    for value in _values(definition):
        graph.add((_THING, _expand(definition["@id"]), value))

    document = _compact(graph)

    assert set(document) == {"@context", "id", key}
    assert isomorphic(_graph(document), graph)


def test_every_class_and_individual_is_written_by_its_name() -> None:
    terms = rdflib.Graph().parse(ontology.TERMS, format="turtle")
    classes = [term for term in terms.subjects(RDF.type, OWL.Class) if str(term).startswith(YG)]
    graph = rdflib.Graph()
    for class_ in classes:
        graph.add((_THING, RDF.type, class_))
    graph.add((_THING, URIRef(f"{YG}reasonKind"), URIRef(f"{YG}statedOnPage")))

    document = _compact(graph)

    assert sorted(document["type"]) == sorted(str(term).removeprefix(YG) for term in classes)
    assert document["reasonKind"] == "statedOnPage"
    assert isomorphic(_graph(document), graph)


def test_the_context_agrees_with_the_ontology_on_every_property() -> None:
    terms = rdflib.Graph().parse(ontology.TERMS, format="turtle")
    context = _properties()
    disagree = []
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for property_ in terms.subjects(RDF.type, kind):
            name = str(property_).removeprefix(YG)
            if name == str(property_):
                continue
            expected: Definition = {"@id": f"yg:{name}"}
            range_ = _IN_SHAPES.get(name, terms.value(property_, RDFS.range))
            if kind == OWL.ObjectProperty:
                expected["@type"] = "@vocab" if name in {"reasonKind", "evidence"} else "@id"
                if (property_, RDF.type, OWL.FunctionalProperty) not in terms:
                    expected["@container"] = "@set"
            elif range_ == RDF.langString:
                expected["@container"] = "@language"
            elif range_ != XSD.string:
                expected["@type"] = str(range_).replace(str(XSD), "xsd:")
            if context[name] != expected:
                disagree.append((name, context[name], expected))

    assert disagree == []


def test_the_prefixes_are_those_the_rest_of_the_project_uses() -> None:
    context = _context()

    assert {prefix: context[prefix] for prefix in PREFIXES} == PREFIXES


def test_several_names_in_one_language_stay_a_list() -> None:
    graph = rdflib.Graph()
    graph.add((_THING, _expand("skos:altLabel"), Literal("doktor", lang="nb")))

    assert _compact(graph)["altLabel"] == {"nb": ["doktor"]}


def test_data_sent_in_is_read_with_the_same_context() -> None:
    document = {
        "@context": _context(),
        "id": str(_THING),
        "type": "Occupation",
        "prefLabel": {"nb": "lege", "en": "medical doctor"},
        "relatedOccupation": [str(_OTHER)],
        "interviewCount": 3,
        "notation": "0110",
    }

    assert set(_graph(document)) == {
        (_THING, RDF.type, _expand("yg:Occupation")),
        (_THING, _expand("skos:prefLabel"), Literal("lege", lang="nb")),
        (_THING, _expand("skos:prefLabel"), Literal("medical doctor", lang="en")),
        (_THING, _expand("yg:relatedOccupation"), _OTHER),
        (_THING, _expand("yg:interviewCount"), Literal("3", datatype=XSD.integer)),
        (_THING, _expand("skos:notation"), Literal("0110")),
    }
