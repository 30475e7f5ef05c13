"""Titles of occupations as sources list them, or as persons state them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..literals import YG
from ..sources.classifications.stated_titles import StatedTitle
from ..sources.portal.title_lists import TitleList
from ..vocab import Names, Statement
from .coverage import coverage_statements

_LABELS = (("nb", "{0} knyttet til {1}"), ("nn", "{0} knytt til {1}"), ("en", "{0} linked to {1}"))


def title_list_statements(found: Iterable[TitleList], names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield the titles of each occupation, and that *source* gives its whole list."""
    for one in found:
        occupation = URIRef(names.thing("occupation", one.uno_id.removeprefix("y_")))
        yield from coverage_statements(names, source, occupation, ["hasJobTitle"])
        for code in one.codes:
            yield from _link(occupation, code, names, source)


def stated_title_statements(found: Iterable[StatedTitle], names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield each stated link with who states it and why; one link says nothing of the rest of the list."""
    for one in found:
        occupation = URIRef(names.thing("occupation", one.occupation))
        yield from _link(occupation, one.title, names, source)
        link = URIRef(names.thing("title-link", f"{one.occupation}-{one.title}"))
        yield link, RDF.type, YG.TitleLink
        yield link, PROV.wasDerivedFrom, source
        for language, words in _LABELS:
            yield link, RDFS.label, Literal(words.format(one.title, one.occupation), lang=language)
        yield link, YG.linksOccupation, occupation
        yield link, YG.linksTitle, URIRef(names.thing("title", one.title))
        yield link, YG.statedBy, Literal(one.who)
        yield link, YG.statedBecause, Literal(one.why, lang="nb")


def _link(occupation: URIRef, code: str, names: Names, source: URIRef) -> Iterator[Statement]:
    title = URIRef(names.thing("title", code))
    yield occupation, YG.hasJobTitle, title
    yield title, RDF.type, YG.JobTitle
    yield title, PROV.wasDerivedFrom, source
    yield title, SKOS.notation, Literal(code)
    yield title, SKOS.inScheme, URIRef(names.thing("scheme", "styrk98-titles"))
