"""Code lists and data cubes as statements, in SKOS and the RDF Data Cube vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCTERMS, PROV, QB, RDF, RDFS, SKOS, XSD
from rdflib.term import Literal, URIRef

from ..casing import slug
from ..literals import ORG, YG, spoken, whole
from ..sources.classifications.cube_structure import CodeList, Cube, Cubes
from ..vocab import Names, Statement, expand
from .source_writer import SourceWriter

_UNIT_NAME = "sdmx-attribute:unitMeasure"
_UNIT = URIRef(expand(_UNIT_NAME))
_STRUCTURE = {"nb": "oppbygning", "nn": "oppbygging", "en": "structure"}


def cube_statements(found: Cubes, names: Names, source: str) -> Iterator[Statement]:
    """Yield every code list with its codes, and every cube with its structure."""
    writer = _Writer(names, source)
    for list_ in found.lists:
        yield from writer.code_list(list_)
    for cube in found.cubes:
        yield from writer.cube(cube)


class _Writer(SourceWriter):
    def code_list(self, found: CodeList) -> Iterator[Statement]:
        scheme = self._iri("scheme", found.key)
        yield scheme, RDF.type, YG.CodeList
        yield scheme, PROV.wasDerivedFrom, self._source
        yield from spoken(scheme, SKOS.prefLabel, found.names)
        yield from spoken(scheme, SKOS.definition, found.about)
        for code in found.codes:
            iri = self._iri("code", f"{found.key}-{code.code}")
            yield iri, RDF.type, YG.FigureCode
            yield iri, PROV.wasDerivedFrom, self._source
            yield iri, SKOS.notation, Literal(code.code)
            yield iri, SKOS.inScheme, scheme
            yield scheme, SKOS.hasTopConcept, iri
            yield from spoken(iri, SKOS.prefLabel, code.names)
            if code.match:
                yield iri, SKOS.closeMatch, URIRef(expand(code.match))
            if found.same:
                yield iri, SKOS.exactMatch, URIRef(found.same.replace("{code}", code.code))

    def cube(self, found: Cube) -> Iterator[Statement]:
        cube, structure = self._iri("cube", found.key), self._iri("cube", f"{found.key}-structure")
        yield cube, RDF.type, YG.Cube
        yield cube, PROV.wasDerivedFrom, self._source
        yield from spoken(cube, RDFS.label, found.names)
        yield from spoken(cube, DCTERMS.description, found.about)
        yield cube, QB.structure, structure
        if found.rule:
            yield cube, RDFS.seeAlso, URIRef(found.rule)
        if found.table:
            yield cube, DCTERMS.source, URIRef(found.table)
        producer = self._iri("organisation", slug(found.producer))
        yield cube, DCTERMS.publisher, producer
        yield producer, RDF.type, ORG.Organization
        yield producer, SKOS.prefLabel, Literal(found.producer, lang="nb")
        yield structure, RDF.type, QB.DataStructureDefinition
        yield structure, PROV.wasDerivedFrom, self._source
        for language, name in found.names.items():
            yield structure, RDFS.label, Literal(f"{name}: {_STRUCTURE[language]}", lang=language)
        yield from self._components(found, structure)

    def _components(self, found: Cube, structure: URIRef) -> Iterator[Statement]:
        for order, dimension in enumerate(found.dimensions, start=1):
            yield from _component(structure, QB.dimension, dimension.property, order)
            iri = URIRef(expand(dimension.property))
            yield iri, RDF.type, QB.DimensionProperty
            if dimension.list:
                yield iri, RDF.type, QB.CodedProperty
                yield iri, QB.codeList, self._iri("scheme", dimension.list)
        for order, measure in enumerate(found.measures, start=len(found.dimensions) + 1):
            yield from _component(structure, QB.measure, measure.property, order)
            iri = URIRef(expand(measure.property))
            yield iri, RDF.type, QB.MeasureProperty
            yield iri, _UNIT, self._iri("code", f"unit-{measure.unit}")
        for attribute in found.attributes:
            yield from _component(structure, QB.attribute, attribute)
            yield _part(structure, attribute), QB.componentRequired, Literal("false", datatype=XSD.boolean)
            yield URIRef(expand(attribute)), RDF.type, QB.AttributeProperty
        # A unit belongs to a measure: pay is in kroner, and the number of employees is not.
        yield from _component(structure, QB.attribute, _UNIT_NAME)
        yield _part(structure, _UNIT_NAME), QB.componentAttachment, QB.MeasureProperty


def _part(structure: URIRef, property_: str) -> URIRef:
    return URIRef(f"{structure}#{property_.rpartition(':')[2]}")


def _component(structure: URIRef, role: URIRef, property_: str, order: int | None = None) -> Iterator[Statement]:
    part = _part(structure, property_)
    yield structure, QB.component, part
    yield part, role, URIRef(expand(property_))
    if order is not None:
        yield part, QB.order, whole(order)
