"""Provenance as statements: sources, named graphs, rules, checks, example queries and findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from .. import vocab
from ..casing import slug
from ..checking.findings import Check, Finding
from ..literals import DCAT, ORG, SD, SH, YG, day, spoken, whole
from ..reading.query_files import QueryFile
from ..source_document import LANGUAGE_CODES, Source
from ..vocab import RULE_GRAPHS, Names, Statement, eu_address

FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"

DATASET_TITLES = {
    "nb": "Yrkesgraf: norske yrker som lenkede data",
    "nn": "Yrkesgraf: norske yrke som lenkja data",
    "en": "Yrkesgraf: Norwegian occupations as linked data",
}


def listed_licence(address: str) -> URIRef:
    """Return the licence at *address* in the EU's list, which DCAT-AP-NO requires, if the list has it."""
    return URIRef(eu_address(address))


def standard(iri: URIRef, title: str) -> Iterator[Statement]:
    """Yield the description of a standard that a service or file conforms to, with its English *title*."""
    yield iri, RDF.type, DCTERMS.Standard
    yield iri, DCTERMS.title, Literal(title, lang="en")
    yield iri, RDFS.label, Literal(title, lang="en")


class Provenance:
    """Writer of the provenance of a release."""

    def __init__(self, names: Names, release: str) -> None:
        self._names = names
        self.release = self._iri("release", release)
        self.dataset = self._iri("dataset", "yrkesgraf")

    def _iri(self, kind: str, key: str) -> URIRef:
        return URIRef(self._names.thing(kind, key))

    def source_iri(self, source: Source) -> URIRef:
        """Return the IRI of a source document."""
        return self._iri("source", source.key)

    def graph_iri(self, key: str) -> URIRef:
        """Return the IRI of a named graph."""
        return self._iri("graph", key)

    def source(self, source: Source) -> Iterator[Statement]:
        """Yield the description of a source document and of the named graph with its statements."""
        iri, graph = self.source_iri(source), self.graph_iri(source.key)
        yield iri, RDF.type, YG.SourceDocument
        yield from spoken(iri, RDFS.label, source.titles)
        publisher = self._iri("organisation", slug(source.publisher))
        yield iri, DCTERMS.publisher, publisher
        yield publisher, RDF.type, ORG.Organization
        yield publisher, SKOS.prefLabel, Literal(source.publisher, lang="nb")
        yield iri, DCTERMS.license, URIRef(source.licence)
        yield from spoken(iri, DCTERMS.rights, source.notice)
        yield from spoken(iri, RDFS.comment, source.licence_note)
        yield iri, DCTERMS.accrualPeriodicity, URIRef(FREQUENCY + source.frequency)
        yield from spoken(iri, YG.rhythm, source.rhythm_text)
        if source.day:
            yield iri, YG.rhythmDay, whole(source.day)
        if source.as_of:
            yield iri, DCTERMS.modified, day(source.as_of)
        yield iri, DCTERMS.dateAccepted, day(source.retrieved)
        yield iri, YG.adapter, Literal(source.adapter)
        if source.url:
            yield iri, DCTERMS.source, URIRef(source.url)
        if source.language:
            yield iri, DCTERMS.language, URIRef(LANGUAGE + LANGUAGE_CODES[source.language])
            yield iri, YG.pageLanguage, Literal(source.language)
        yield iri, YG.statedIn, graph
        yield from self.graph(source.key, source.titles)
        yield graph, PROV.wasDerivedFrom, iri

    def graph(self, key: str, titles: Mapping[str, str]) -> Iterator[Statement]:
        """Yield a named graph of this release."""
        graph = self.graph_iri(key)
        yield graph, RDF.type, YG.NamedGraph
        yield from spoken(graph, RDFS.label, titles)
        yield graph, SD.name, graph
        yield graph, DCTERMS.isPartOf, self.release
        yield self.release, DCTERMS.hasPart, graph

    def rule(self, key: str, title: Mapping[str, str], why: Mapping[str, str], text: str | None) -> Iterator[Statement]:
        """Yield a rule and the named graph of its statements; *text* is its SPARQL, None for a rule in Python."""
        rule, graph = self._iri("rule", key), self.graph_iri(f"{RULE_GRAPHS}{key}")
        yield rule, RDF.type, YG.Rule
        yield from spoken(rule, RDFS.label, title)
        yield from spoken(rule, YG.why, why)
        if text is not None:
            yield rule, SH.construct, Literal(text)
        yield rule, DCTERMS.isPartOf, self.release
        yield self.release, DCTERMS.hasPart, rule
        yield from self.graph(f"rule-{key}", title)
        yield graph, YG.madeByRule, rule

    def check(self, check: Check) -> Iterator[Statement]:
        """Yield a check: the condition that holds, the reason, and the remedy."""
        iri = self._iri("check", check.key)
        yield iri, RDF.type, YG.Check
        for field, property_ in (("holds", YG.holds), ("why", YG.why), ("mend", YG.mend), ("holds", RDFS.label)):
            yield from spoken(iri, property_, check.words.get(field, {}))
        yield iri, SH.severity, SH[check.severity]
        if check.text is not None:
            yield iri, SH.select, Literal(check.text)
        yield iri, DCTERMS.isPartOf, self.release
        yield self.release, DCTERMS.hasPart, iri

    def finding(self, finding: Finding) -> Iterator[Statement]:
        """Yield one finding of a check; its key is a hash of its values, so it is the same in every build."""
        content = f"{finding.check}\n{finding.about}\n{finding.values}".encode()
        iri = self._iri("finding", f"{finding.check}-{hashlib.sha256(content).hexdigest()[:12]}")
        yield iri, RDF.type, YG.Finding
        # Thousands of findings of a check share a message; the key of the subject tells them apart in a list.
        about = " – " + "/".join(named) if (named := self._names.split(finding.about)) else ""
        yield from spoken(iri, RDFS.label, {language: words + about for language, words in finding.words.items()})
        yield iri, SH.severity, SH[finding.severity]
        yield iri, YG.findingOf, self._iri("check", finding.check)
        yield self._iri("check", finding.check), YG.hasFinding, iri
        if finding.about.startswith("http"):
            yield iri, YG.findingAbout, URIRef(finding.about)

    def example(self, query: QueryFile) -> Iterator[Statement]:
        """Yield an example query, as SHACL's executables describe it, with an IRI to cite."""
        iri = self._iri("query", query.key)
        yield iri, RDF.type, YG.ExampleQuery
        yield iri, RDF.type, SH.SPARQLConstructExecutable if query.is_construct else SH.SPARQLSelectExecutable
        yield from spoken(iri, RDFS.label, query.header.get("title", {}))
        yield from spoken(iri, RDFS.comment, query.header.get("about", {}))
        yield (
            iri,
            SH.construct if query.is_construct else SH.select,
            Literal(f"BASE <{self._names.base}>\n{query.text}"),
        )
        for keyword in query.words("keywords").split(","):
            yield iri, DCAT.keyword, Literal(keyword.strip())
        yield iri, URIRef(vocab.PREFIXES["schema"] + "target"), URIRef(self._names.base + "sparql")
        yield iri, DCTERMS.isPartOf, self.release
        yield self.release, DCTERMS.hasPart, iri
