"""Classifications, organisations and names of occupations as statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS, XSD, Namespace
from rdflib.term import Literal, URIRef

from .. import vocab
from ..literals import ORG, YG, spoken, text, whole
from ..sources.classifications.hand_kept import Organisation, Scheme
from ..sources.classifications.occupation_names import OccupationNames
from ..vocab import Names, Statement

SCHEMA = vocab.PREFIXES["schema"]
XKOS = Namespace(vocab.PREFIXES["xkos"])


def scheme_statements(scheme: Scheme, names: Names, source: str) -> Iterator[Statement]:
    """Yield a classification and its codes; codes without a code above them are its top concepts."""
    iri = URIRef(names.thing("scheme", scheme.key))
    yield iri, RDF.type, YG.Classification
    yield iri, PROV.wasDerivedFrom, URIRef(source)
    yield from spoken(iri, SKOS.prefLabel, scheme.names)
    yield from spoken(iri, SKOS.definition, scheme.about)
    for property_, year in (("validFrom", scheme.valid_from), ("validThrough", scheme.valid_through)):
        if year is not None:
            yield iri, URIRef(SCHEMA + property_), Literal(str(year), datatype=XSD.gYear)
    if scheme.replaces is not None:
        before = URIRef(names.thing("scheme", scheme.replaces))
        yield iri, DCTERMS.replaces, before
        yield before, DCTERMS.isReplacedBy, iri
    yield from _level_statements(scheme, names, source)
    for item in scheme.items:
        code = URIRef(names.thing(scheme.kind, item.code))
        yield code, RDF.type, YG.ClassificationItem
        yield code, PROV.wasDerivedFrom, URIRef(source)
        yield code, SKOS.notation, Literal(item.code)
        yield code, SKOS.inScheme, iri
        yield from spoken(code, SKOS.prefLabel, item.names)
        # Where a source gives no code above, rules derive it from the digits, and the top concepts too.
        if item.broader is not None:
            yield code, SKOS.broader, URIRef(names.thing(scheme.kind, item.broader))
        for earlier in item.replaces:
            yield code, DCTERMS.replaces, URIRef(names.thing(scheme.kind, earlier))


def level_key(scheme: str, depth: int) -> str:
    """Return the key of the level at *depth* (from 1, the top) of the scheme with this key."""
    return f"{scheme}-{depth}"


def _level_statements(scheme: Scheme, names: Names, source: str) -> Iterator[Statement]:
    """Yield the levels from the top down, as a list by XKOS and as parts; a rule finds the codes of each by digits."""
    iri = URIRef(names.thing("scheme", scheme.key))
    if scheme.levels:
        yield iri, XKOS.numberOfLevels, whole(len(scheme.levels))
    # The nodes of the list have IRIs, since our graphs have no blank nodes; they are parts of the scheme's document.
    property_, place = XKOS.levels, iri
    for depth, found in enumerate(scheme.levels, start=1):
        level, node = URIRef(names.thing("level", level_key(scheme.key, depth))), URIRef(f"{iri}#levels-{depth}")
        yield place, property_, node
        # XKOS-AP-NO has the class; without it JSON-LD takes a list by its contents, and the IRIs of its nodes are lost.
        yield node, RDF.type, RDF.List
        yield node, RDF.first, level
        property_, place = RDF.rest, node
        yield level, RDF.type, XKOS.ClassificationLevel
        yield level, PROV.wasDerivedFrom, URIRef(source)
        yield from spoken(level, SKOS.prefLabel, found.names)
        yield level, XKOS.depth, whole(depth)
        yield level, DCTERMS.isPartOf, iri
        yield iri, DCTERMS.hasPart, level
        if found.digits is not None:
            yield level, XKOS.notationPattern, Literal(f"[0-9]{{{found.digits}}}")
    if scheme.levels:
        yield place, RDF.rest, RDF.nil


def organisation_statements(found: Iterable[Organisation], names: Names, source: str) -> Iterator[Statement]:
    """Yield organisations with their names and home pages."""
    for organisation in found:
        iri = URIRef(names.thing("organisation", organisation.key))
        yield iri, RDF.type, ORG.Organization
        yield iri, PROV.wasDerivedFrom, URIRef(source)
        yield from spoken(iri, SKOS.prefLabel, organisation.names)
        if organisation.homepage:
            yield iri, FOAF.homepage, URIRef(organisation.homepage)


def name_statements(found: Iterable[OccupationNames], names: Names, source: str) -> Iterator[Statement]:
    """Yield occupations with their names in each language."""
    for occupation in found:
        iri = URIRef(names.thing("occupation", occupation.key))
        yield iri, RDF.type, YG.Occupation
        yield iri, PROV.wasDerivedFrom, URIRef(source)
        yield iri, DCTERMS.identifier, Literal(occupation.key)
        for name in occupation.names:
            yield iri, SKOS.prefLabel, text(name)
