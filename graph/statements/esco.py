"""
ESCO's records as statements about ESCO's own IRIs.

An occupation of ESCO keeps the IRI from the European Commission, so that statements from elsewhere meet ours.
``foaf:isPrimaryTopicOf`` leads to its document on this server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS, Namespace
from rdflib.term import Literal, URIRef

from .. import vocab
from ..literals import YG, day, spoken
from ..sources.classifications.esco_tables import GROUP, EscoGroup, EscoOccupation, EscoStep
from ..vocab import Names, Statement

ESCO = Namespace(vocab.PREFIXES["esco"])
SCHEME = URIRef("http://data.europa.eu/esco/concept-scheme/occupations")
_REGULATION = "http://data.europa.eu/esco/regulated-professions/"
_SCHEME_NAMES = {"nb": "ESCO: yrker", "nn": "ESCO: yrke", "en": "ESCO: occupations"}


def occupation_statements(
    found: Iterable[EscoOccupation], names: Names, source: str, language: str
) -> Iterator[Statement]:
    """Yield ESCO's occupations with their names and texts in *language*, code, group, and document here."""
    yield SCHEME, RDF.type, SKOS.ConceptScheme
    yield SCHEME, PROV.wasDerivedFrom, URIRef(source)
    yield from spoken(SCHEME, SKOS.prefLabel, _SCHEME_NAMES)
    for one in found:
        iri = URIRef(one.iri)
        yield iri, RDF.type, ESCO.Occupation
        yield iri, RDF.type, SKOS.Concept
        yield iri, PROV.wasDerivedFrom, URIRef(source)
        yield iri, FOAF.isPrimaryTopicOf, URIRef(names.document(*(names.split(one.iri) or ("", ""))))
        yield iri, YG.iscoGroup, URIRef(names.thing("isco08", one.group))
        if one.code:
            yield iri, SKOS.notation, Literal(one.code)
        if one.modified:
            yield iri, DCTERMS.modified, day(one.modified)
        if one.regulated is not None:
            regulation = "regulated" if one.regulated else "unregulated"
            yield iri, ESCO.regulatedProfessionNote, URIRef(_REGULATION + regulation)
        for scheme in one.schemes:
            yield iri, SKOS.inScheme, URIRef(scheme)
        yield from _texts(iri, one, language)


def group_statements(found: Iterable[EscoGroup], names: Names, source: str, language: str) -> Iterator[Statement]:
    """Yield the groups of ISCO-08 as ESCO describes them: name in use, description, and ESCO's IRI of each."""
    for group in found:
        iri = URIRef(names.thing("isco08", group.code))
        yield iri, RDF.type, YG.ClassificationItem
        yield iri, PROV.wasDerivedFrom, URIRef(source)
        yield iri, SKOS.notation, Literal(group.code)
        yield iri, SKOS.inScheme, URIRef(names.thing("scheme", "isco08"))
        yield iri, YG.nameInUse, Literal(group.name, lang=language)
        yield iri, SKOS.exactMatch, URIRef(group.iri)
        if group.description:
            yield iri, DCTERMS.description, Literal(group.description, lang=language)


def step_statements(found: Iterable[EscoStep], names: Names) -> Iterator[Statement]:
    """Yield the concept directly above each ESCO occupation and group; between occupations in both directions."""
    for step in found:
        below, above = URIRef(our_iri(step.below, names)), URIRef(our_iri(step.above, names))
        yield below, SKOS.broader, above
        if step.is_between_occupations:
            yield above, SKOS.narrower, below


def our_iri(iri: str, names: Names) -> str:
    """Return our own IRI for ESCO's IRI of an ISCO-08 group; an occupation of ESCO keeps its own."""
    return names.thing("isco08", iri.removeprefix(GROUP)) if iri.startswith(GROUP) else iri


def _texts(iri: URIRef, one: EscoOccupation, language: str) -> Iterator[Statement]:
    yield iri, SKOS.prefLabel, Literal(one.name, lang=language)
    # SKOS §5.4: one name is never both preferred and alternative, nor alternative and hidden.
    others = [name for name in one.other_names if name != one.name]
    hidden = [name for name in one.hidden_names if name != one.name and name not in others]
    for property_, names in ((SKOS.altLabel, others), (SKOS.hiddenLabel, hidden)):
        for name in names:
            yield iri, property_, Literal(name, lang=language)
    for property_, words in (
        (DCTERMS.description, one.description),
        (SKOS.scopeNote, one.scope_note),
        (SKOS.definition, one.definition),
    ):
        if words:
            yield iri, property_, Literal(words, lang=language)
