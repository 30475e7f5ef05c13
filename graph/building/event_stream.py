"""The stream of changes in the data catalogue: a distribution by the specification of Linked Data Event Streams."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCAT, DCTERMS, RDF, RDFS, Namespace
from rdflib.term import URIRef

from .. import vocab
from ..literals import YG, spoken
from ..statements.provenance import Provenance, listed_licence, standard
from ..vocab import LICENCE, Names, Statement

LDES = Namespace(vocab.PREFIXES["ldes"])
_SPECIFICATION = URIRef("https://w3id.org/ldes/specification")
_TURTLE = URIRef("http://publications.europa.eu/resource/authority/file-type/RDF_TURTLE")
_MEDIA_TYPE = URIRef("https://www.iana.org/assignments/media-types/text/turtle")
_TITLES = {"nb": "Strøm av endringer", "nn": "Straum av endringar", "en": "Stream of changes"}


def event_stream(names: Names, provenance: Provenance) -> Iterator[Statement]:
    """Yield the stream of changes, which a server has at ``changes/stream``, as a distribution of the data set."""
    stream = URIRef(f"{names.base}changes/stream#stream")
    distribution = URIRef(f"{provenance.release}#stream")
    yield stream, RDF.type, LDES.EventStream
    yield from spoken(stream, RDFS.label, _TITLES)
    yield stream, LDES.timestampPath, DCTERMS.issued
    yield stream, LDES.versionOfPath, YG.changedThing
    yield stream, DCTERMS.isPartOf, provenance.dataset
    for dataset in (provenance.dataset, provenance.release):
        yield dataset, DCAT.distribution, distribution
    yield distribution, RDF.type, DCAT.Distribution
    yield from spoken(distribution, DCTERMS.title, _TITLES)
    yield from spoken(distribution, RDFS.label, _TITLES)
    yield distribution, DCTERMS.license, listed_licence(LICENCE)
    yield distribution, DCAT.accessURL, URIRef(f"{names.base}changes/stream")
    yield distribution, DCAT.mediaType, _MEDIA_TYPE
    yield distribution, DCTERMS.format, _TURTLE
    yield distribution, DCTERMS.conformsTo, _SPECIFICATION
    yield from standard(_SPECIFICATION, "Linked Data Event Streams")
