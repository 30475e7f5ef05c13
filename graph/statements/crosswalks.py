"""Crosswalks as XKOS correspondences: a mapping for each pair, and the coverage of each side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Namespace
from rdflib.term import Literal, URIRef

from .. import vocab
from ..crosswalk import Coverage, Crosswalk, Match, Side
from ..crosswalk_words import ABOUT, TITLES
from ..literals import YG, spoken, whole
from ..vocab import Names, Statement
from .esco import SCHEME as ESCO_SCHEME

XKOS = Namespace(vocab.PREFIXES["xkos"])
SEMAPV = Namespace(vocab.PREFIXES["semapv"])
_REST = (("nb", "ikke fordelt"), ("nn", "ikkje fordelt"), ("en", "unallocated"))


def crosswalk_iri(names: Names, key: str) -> URIRef:
    """Return the IRI of the crosswalk of this key."""
    return URIRef(names.thing("crosswalk", key))


def scheme_iri(names: Names, side: Side) -> URIRef:
    """Return the IRI of the scheme of the codes, titles or occupations on *side*."""
    return URIRef(names.thing("scheme", side.scheme)) if side.scheme else ESCO_SCHEME


def crosswalk_statements(crosswalk: Crosswalk, names: Names, source: URIRef | None) -> Iterator[Statement]:
    """Yield the crosswalk and a mapping for each match, derived from the document *source* where there is one."""
    iri = crosswalk_iri(names, crosswalk.key)
    yield iri, RDF.type, XKOS.Correspondence
    yield from spoken(iri, RDFS.label, TITLES[crosswalk.key])
    yield from spoken(iri, DCTERMS.description, ABOUT[crosswalk.key])
    yield iri, YG.isOfficial, Literal(str(crosswalk.official).lower(), datatype=XSD.boolean)
    for property_, side in ((YG.sourceScheme, crosswalk.source), (YG.targetScheme, crosswalk.target)):
        yield iri, property_, scheme_iri(names, side)
        yield iri, XKOS.compares, scheme_iri(names, side)
    if source:
        yield iri, PROV.wasDerivedFrom, source
    for match in crosswalk.matches:
        mapping = URIRef(names.thing("mapping", f"{crosswalk.key}-{match.source}-{match.target}"))
        yield iri, XKOS.madeOf, mapping
        yield mapping, DCTERMS.isPartOf, iri
        if source:
            yield mapping, PROV.wasDerivedFrom, source
        yield from _mapping(mapping, crosswalk, match, names)
    for key, rest in crosswalk.unallocated.items():
        yield from _unallocated(crosswalk, key, rest, names)


def _mapping(iri: URIRef, crosswalk: Crosswalk, match: Match, names: Names) -> Iterator[Statement]:
    source = URIRef(names.thing(crosswalk.source.kind, match.source))
    target = URIRef(names.thing(crosswalk.target.kind, match.target))
    yield iri, RDF.type, YG.Mapping
    yield iri, RDF.type, XKOS.ConceptAssociation
    named = crosswalk.name(crosswalk.source, match.source), crosswalk.name(crosswalk.target, match.target)
    yield iri, RDFS.label, Literal(" → ".join(named), lang="nb")
    yield iri, YG.mapsFrom, source
    yield iri, XKOS.sourceConcept, source
    yield iri, YG.mapsTo, target
    yield iri, XKOS.targetConcept, target
    yield iri, YG.evidence, YG[match.evidence.term]
    yield iri, YG.mappingJustification, SEMAPV[match.evidence.justification]
    yield iri, YG.mappingPredicate, SKOS[crosswalk.relation(match)]
    yield iri, YG.cardinality, Literal(crosswalk.cardinality(match))
    yield iri, YG.confidence, _part(match.confidence)
    if match.share is not None:
        yield iri, YG.share, _part(match.share)


def _unallocated(crosswalk: Crosswalk, key: str, rest: float, names: Names) -> Iterator[Statement]:
    """Yield the part of a source that goes to no target."""
    iri = URIRef(names.thing("mapping", f"{crosswalk.key}-{key}-unallocated"))
    yield iri, RDF.type, YG.UnallocatedShare
    yield from spoken(
        iri, RDFS.label, {lang: f"{crosswalk.name(crosswalk.source, key)}: {word}" for lang, word in _REST}
    )
    yield iri, YG.unallocatedIn, crosswalk_iri(names, crosswalk.key)
    yield iri, YG.unallocatedOf, URIRef(names.thing(crosswalk.source.kind, key))
    yield iri, YG.share, _part(rest)


def _part(number: float) -> Literal:
    return Literal(f"{Decimal(f'{number:.4f}').normalize():f}", datatype=XSD.decimal)


def coverage_statements(crosswalk: Crosswalk, names: Names, coverage: tuple[Coverage, Coverage]) -> Iterator[Statement]:
    """Yield how many members of each side have one partner, several or none, and name those without any."""
    iri = crosswalk_iri(names, crosswalk.key)
    for end, side, found in zip(("Sources", "Targets"), (crosswalk.source, crosswalk.target), coverage, strict=True):
        yield iri, YG[f"matched{end}"], whole(found.matched)
        yield iri, YG[f"unmatched{end}"], whole(len(found.unmatched))
        yield iri, YG[f"ambiguous{end}"], whole(len(found.ambiguous))
        for key in found.unmatched:
            yield URIRef(names.thing(side.kind, key)), YG[f"unmatched{end[:-1]}In"], iri
