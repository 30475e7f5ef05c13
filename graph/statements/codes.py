"""Statements of codes and job titles, whether a classification lists them or a source only uses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import PROV, RDF, SKOS, Namespace
from rdflib.term import Literal, URIRef

from .. import vocab
from ..literals import YG, day, spoken
from ..sources.classifications.coded import CodedItem
from ..sources.classifications.title_catalogue import CatalogueTitle
from ..vocab import Names, Statement

SCHEMA = Namespace(vocab.PREFIXES["schema"])
_EDUCATION_DIGITS = 6


def code_statements(names: Names, kind: str, code: str, source: URIRef, name: str = "") -> Iterator[Statement]:
    """
    Yield a *code* of the scheme *kind* (``styrk08``, ``nus``) and its *name* in bokmål with the *source*, '' for none.

    The name is not a preferred one: that comes from the classification, or from a rule where it has none.
    """
    in_use = (("nb", name),) if name else ()
    yield from item_statements(names, kind, [CodedItem(code=code, in_use=in_use)], source)


def item_statements(names: Names, kind: str, found: Iterable[CodedItem], source: URIRef) -> Iterator[Statement]:
    """Yield the codes *found* of the scheme *kind*; a rule adds the code above each, by its digits."""
    scheme = URIRef(names.thing("scheme", kind))
    for item in found:
        iri = URIRef(names.thing(kind, item.code))
        is_education = kind == "nus" and len(item.code) == _EDUCATION_DIGITS
        yield iri, RDF.type, YG.EducationCode if is_education else YG.ClassificationItem
        yield iri, PROV.wasDerivedFrom, source
        yield iri, SKOS.notation, Literal(item.code)
        yield iri, SKOS.inScheme, scheme
        yield from spoken(iri, SKOS.prefLabel, item.names)
        for language, name in item.in_use:
            yield iri, YG.nameInUse, Literal(name, lang=language)
        yield from spoken(iri, SKOS.note, item.notes)
        if item.isced97:
            yield iri, YG.isced97, Literal(item.isced97)
        if item.added_by:
            yield iri, YG.addedBy, URIRef(names.thing("organisation", item.added_by))


def title_statements(names: Names, code: str, name: str, source: URIRef) -> Iterator[Statement]:
    """Yield the job title with this *code* of seven digits and its *name* as registered."""
    iri = URIRef(names.thing("title", code))
    yield iri, RDF.type, YG.JobTitle
    yield iri, PROV.wasDerivedFrom, source
    yield iri, SKOS.notation, Literal(code)
    yield iri, YG.registeredName, Literal(name)
    yield iri, SKOS.inScheme, URIRef(names.thing("scheme", "styrk98-titles"))


def catalogue_statements(names: Names, found: Iterable[CatalogueTitle], source: URIRef) -> Iterator[Statement]:
    """Yield the titles of the catalogue, each with its first and last day of validity where known."""
    for title in found:
        yield from title_statements(names, title.code, title.name, source)
        iri = URIRef(names.thing("title", title.code))
        for property_, date in ((SCHEMA.validFrom, title.valid_from), (SCHEMA.validThrough, title.valid_through)):
            if date:
                yield iri, property_, day(date)
