"""A writer of statements from one source: IRIs, names and labels, and the source that each subject is derived from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib.namespace import PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..casing import slug
from ..literals import ORG, text
from ..model import Text
from ..vocab import Names, Statement


class SourceWriter:
    """Writer of statements from *source*, an IRI; every subject it describes is derived from it."""

    def __init__(self, names: Names, source: str) -> None:
        self._names = names
        self._source = URIRef(source)

    def _iri(self, kind: str, key: str) -> URIRef:
        return URIRef(self._names.thing(kind, key))

    def _thing(self, iri: URIRef, class_: URIRef, *names: Text) -> Iterator[Statement]:
        yield from self._described(iri, class_)
        for name in names:
            yield iri, SKOS.prefLabel, text(name)

    def _described(self, iri: URIRef, class_: URIRef, label: Mapping[str, str] | None = None) -> Iterator[Statement]:
        yield iri, RDF.type, class_
        yield iri, PROV.wasDerivedFrom, self._source
        for language, words in (label or {}).items():
            yield iri, RDFS.label, Literal(words, lang=language)

    def _organisation(self, name: str) -> tuple[URIRef, Iterator[Statement]]:
        organisation = self._iri("organisation", slug(name))
        return organisation, self._thing(organisation, ORG.Organization, Text(value=name, language="nb"))
