"""
The description of a release for data portals, by DCAT-AP-NO: catalogue, datasets, distributions, endpoint.

The graph is complete in itself, since a portal harvests ``/catalog`` and nothing else. The mandatory properties are
those of DCAT-AP-NO 3 (draft of January 2025), and of 2.2 where it has more (``dct:identifier``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..casing import slug
from ..literals import DCAT, ORG, VCARD, day, spoken
from ..source_document import LANGUAGE_CODES, Source
from ..statements.provenance import DATASET_TITLES, FREQUENCY, LANGUAGE, Provenance, listed_licence, standard
from ..vocab import LICENCE, Names, Statement
from . import portal_words
from .publisher import Publisher
from .void import DUMP_NAME, DUMPS

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_NORWAY = URIRef(f"{_EU}country/NOR")
_THEMES = tuple(URIRef(f"{_EU}data-theme/{code}") for code in ("EDUC", "SOCI"))
_PROTOCOL = URIRef("https://www.w3.org/TR/sparql11-protocol/")
_OPENAPI = URIRef("https://spec.openapis.org/oas/v3.1.0")
_PACKAGE = URIRef("https://specs.frictionlessdata.io/tabular-data-package/")
_OWN_LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class DataCatalogue:
    """The catalogue of one release: its IRIs, its publisher, its date of issue, its sources."""

    names: Names
    provenance: Provenance
    publisher: Publisher
    issued: datetime.date
    sources: Sequence[Source]

    @property
    def iri(self) -> URIRef:
        """The catalogue."""
        return URIRef(self.names.thing("catalogue", "yrkesgraf"))

    @property
    def service(self) -> URIRef:
        """The SPARQL endpoint, as a service."""
        return URIRef(self.names.thing("service", "sparql"))

    @property
    def api(self) -> URIRef:
        """The named queries, as a service."""
        return URIRef(self.names.thing("service", "api"))

    @property
    def agent(self) -> URIRef:
        """The publisher of the release."""
        own = self.names.thing("organisation", slug(self.publisher.name))
        return URIRef(self.publisher.iri or own)

    @property
    def contact(self) -> URIRef:
        """The contact point for everything in the catalogue."""
        return URIRef(f"{self.iri}#contact")

    def statements(self) -> Iterator[Statement]:
        """Yield the whole catalogue."""
        yield from self._catalogue()
        yield from self._agents()
        yield from self._graph_itself()
        yield from self._services()
        for source in self.sources:
            yield from self._source(source)

    def _catalogue(self) -> Iterator[Statement]:
        yield self.iri, RDF.type, DCAT.Catalog
        yield from self._resource(self.iri, portal_words.CATALOGUE_TITLES, portal_words.CATALOGUE_TEXTS, self.agent)
        yield from spoken(self.iri, RDFS.label, portal_words.CATALOGUE_TITLES)
        yield from self._languages(self.iri, _OWN_LANGUAGES)
        yield self.iri, FOAF.homepage, URIRef(self.names.base)
        yield self.iri, DCTERMS.license, listed_licence(LICENCE)
        yield self.iri, DCTERMS.modified, day(self.issued)
        yield self.iri, DCTERMS.spatial, _NORWAY
        yield self.iri, DCAT.themeTaxonomy, URIRef(f"{_EU}data-theme")
        for dataset in (self.provenance.dataset, *map(self.provenance.source_iri, self.sources)):
            yield self.iri, DCAT.dataset, dataset

    def _agents(self) -> Iterator[Statement]:
        publisher = self.publisher
        yield from _agent(self.agent, publisher.name)
        if publisher.number:
            yield self.agent, DCTERMS.identifier, Literal(publisher.number)
        yield self.contact, RDF.type, VCARD.Organization
        yield self.contact, VCARD.fn, Literal(publisher.name, lang="nb")
        yield self.contact, RDFS.label, Literal(publisher.name, lang="nb")
        if publisher.email:
            yield self.contact, VCARD.hasEmail, URIRef(f"mailto:{publisher.email}")
        if publisher.page or not publisher.email:
            yield self.contact, VCARD.hasURL, URIRef(publisher.page or self.names.base)

    def _graph_itself(self) -> Iterator[Statement]:
        dataset, release = self.provenance.dataset, self.provenance.release
        key = release.rpartition("/")[2]
        release_texts = {language: words.format(key=key) for language, words in portal_words.RELEASE_TEXTS.items()}
        for iri, texts in ((dataset, portal_words.DATASET_TEXTS), (release, release_texts)):
            yield from self._dataset(iri, DATASET_TITLES, texts, self.agent, _OWN_LANGUAGES)
            for language, words in portal_words.KEYWORDS.items():
                yield from ((iri, DCAT.keyword, Literal(word, lang=language)) for word in words)
            for source in self.sources:
                yield iri, PROV.wasDerivedFrom, self.provenance.source_iri(source)
        yield dataset, DCTERMS.accrualPeriodicity, URIRef(f"{FREQUENCY}IRREG")
        yield dataset, DCTERMS.modified, day(self.issued)
        yield dataset, DCAT.hasVersion, release
        for suffix, (media_type, file_type) in DUMPS.items():
            part = suffix.partition(".")[0]
            yield from self.download(part, f"{DUMP_NAME}.{suffix}", media_type, file_type)
            yield URIRef(f"{release}#{part}"), DCAT.compressFormat, URIRef(f"{_IANA}application/gzip")

    def download(self, part: str, file: str, media_type: str, file_type: str) -> Iterator[Statement]:
        """Yield the DCAT description of *file* as distribution *part*, with the types of IANA and the EU."""
        release = self.provenance.release
        distribution = URIRef(f"{release}#{part}")
        address = f"{self.names.base}dumps/{release.rpartition('/')[2]}/{file}"
        yield from self._distribution(release, distribution, _named(file), LICENCE, address)
        yield self.provenance.dataset, DCAT.distribution, distribution
        yield distribution, DCAT.downloadURL, URIRef(address)
        yield distribution, DCAT.mediaType, URIRef(_IANA + media_type)
        yield distribution, DCTERMS.format, URIRef(f"{_EU}file-type/{file_type}")

    def _services(self) -> Iterator[Statement]:
        base = self.names.base
        yield from self._service(
            self.service, portal_words.SERVICE_TITLES, f"{base}sparql", f"{base}sparql", f"{base}query"
        )
        yield self.service, DCTERMS.conformsTo, _PROTOCOL
        yield from standard(_PROTOCOL, "SPARQL 1.1 Protocol")
        yield from self._service(self.api, portal_words.API_TITLES, f"{base}api", f"{base}openapi.json", f"{base}api")
        yield self.api, DCTERMS.conformsTo, _OPENAPI
        yield from standard(_OPENAPI, "OpenAPI Specification 3.1.0")
        distribution = URIRef(f"{self.provenance.release}#sparql")
        yield from self._distribution(self.provenance.dataset, distribution, _named("SPARQL"), LICENCE, f"{base}sparql")
        yield distribution, DCAT.accessService, self.service
        tables = URIRef(f"{self.provenance.release}#tables")
        yield from self._distribution(
            self.provenance.dataset, tables, portal_words.TABLES_TITLES, LICENCE, f"{base}tables"
        )
        yield tables, DCAT.downloadURL, URIRef(f"{base}tables/datapackage.json")
        yield tables, DCAT.mediaType, URIRef(f"{_IANA}application/json")
        yield tables, DCTERMS.format, URIRef(f"{_EU}file-type/JSON")
        yield tables, DCTERMS.conformsTo, _PACKAGE
        yield from standard(_PACKAGE, "Tabular Data Package")

    def _service(
        self, iri: URIRef, titles: Mapping[str, str], endpoint: str, description: str, page: str
    ) -> Iterator[Statement]:
        """Yield a service with the addresses of its *endpoint*, machine-readable *description* and *page*."""
        yield self.iri, DCAT.service, iri
        yield iri, RDF.type, DCAT.DataService
        yield from self._resource(iri, titles, {}, self.agent)
        yield from spoken(iri, RDFS.label, titles)
        yield iri, DCAT.endpointURL, URIRef(endpoint)
        yield iri, DCAT.endpointDescription, URIRef(description)
        yield iri, DCAT.servesDataset, self.provenance.dataset
        yield iri, DCAT.landingPage, URIRef(page)
        yield iri, DCTERMS.license, listed_licence(LICENCE)
        yield iri, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC")

    def _source(self, source: Source) -> Iterator[Statement]:
        iri = self.provenance.source_iri(source)
        publisher = URIRef(self.names.thing("organisation", slug(source.publisher)))
        titles = {language or "nb": title for language, title in source.titles.items()}
        said = portal_words.SOURCE_TEXTS if source.as_of else portal_words.UNDATED_TEXTS
        texts = source.about or {
            language: said[language].format(
                title=title, publisher=source.publisher, as_of=source.as_of, retrieved=source.retrieved
            )
            for language, title in titles.items()
            if language in said
        }
        yield from self._dataset(iri, titles, texts, publisher, [source.language] if source.language else ())
        yield from _agent(publisher, source.publisher)
        yield iri, DCTERMS.accrualPeriodicity, URIRef(FREQUENCY + source.frequency)
        if source.as_of:
            yield iri, DCTERMS.modified, day(source.as_of)
        page = source.url or self.names.document("source", source.key)
        yield from self._distribution(iri, URIRef(f"{iri}#original"), _named(source.publisher), source.licence, page)

    def _dataset(
        self,
        iri: URIRef,
        titles: Mapping[str, str],
        texts: Mapping[str, str],
        publisher: URIRef,
        languages: Sequence[str],
    ) -> Iterator[Statement]:
        yield iri, RDF.type, DCAT.Dataset
        yield from self._resource(iri, titles, texts, publisher)
        yield from self._languages(iri, languages)
        yield iri, DCTERMS.spatial, _NORWAY
        yield iri, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC")
        yield from ((iri, DCAT.theme, theme) for theme in _THEMES)

    def _resource(
        self, iri: URIRef, titles: Mapping[str, str], texts: Mapping[str, str], publisher: URIRef
    ) -> Iterator[Statement]:
        yield from spoken(iri, DCTERMS.title, titles)
        yield from spoken(iri, DCTERMS.description, texts)
        yield iri, DCTERMS.identifier, Literal(str(iri))
        yield iri, DCTERMS.publisher, publisher
        yield iri, DCAT.contactPoint, self.contact

    def _distribution(
        self, dataset: URIRef, iri: URIRef, titles: Mapping[str, str], licence: str, address: str
    ) -> Iterator[Statement]:
        yield dataset, DCAT.distribution, iri
        yield iri, RDF.type, DCAT.Distribution
        yield from spoken(iri, DCTERMS.title, titles)
        yield from spoken(iri, RDFS.label, titles)
        yield iri, DCTERMS.license, listed_licence(licence)
        yield iri, DCAT.accessURL, URIRef(address)

    def _languages(self, iri: URIRef, languages: Sequence[str]) -> Iterator[Statement]:
        yield from ((iri, DCTERMS.language, URIRef(LANGUAGE + LANGUAGE_CODES[language])) for language in languages)


def _named(name: str) -> Mapping[str, str]:
    """Return the titles of what has one *name* in every language, tagged as DCAT-AP-NO requires."""
    return {"nb": name}


def _agent(iri: URIRef, name: str) -> Iterator[Statement]:
    yield iri, RDF.type, ORG.Organization
    yield iri, RDF.type, FOAF.Agent
    yield iri, FOAF.name, Literal(name, lang="nb")
    yield iri, SKOS.prefLabel, Literal(name, lang="nb")
