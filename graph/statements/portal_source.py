"""A writer of statements from utdanning.no: the groups and interests that several of its files list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import SKOS
from rdflib.term import URIRef

from ..casing import slug
from ..literals import YG
from ..model import Text
from ..vocab import Statement
from .codes import code_statements
from .source_writer import SourceWriter


class PortalSourceWriter(SourceWriter):
    """Writer of statements from a file or service of utdanning.no."""

    def _groups(self, thing: URIRef, groups: Iterable[str]) -> Iterator[Statement]:
        """Yield the groups of STYRK-08, by code, that an occupation belongs to."""
        for group in groups:
            yield from code_statements(self._names, "styrk08", group, self._source)
            yield thing, YG.classifiedIn, self._iri("styrk08", group)

    def _interests(self, thing: URIRef, interests: Iterable[str]) -> Iterator[Statement]:
        """Yield the interests, by name in bokmål, that an occupation or education suits."""
        for name in interests:
            interest = self._iri("interest", slug(name))
            yield from self._thing(interest, YG.Interest, Text(value=name, language="nb"))
            yield interest, SKOS.inScheme, self._iri("scheme", "interest")
            yield thing, YG.hasInterest, interest
