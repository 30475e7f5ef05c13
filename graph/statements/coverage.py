"""
Coverage as statements: the lists that a source gives, and the things it gives them for.

A list that no source has given is unknown, and is not empty. A writer states the coverage of each list that its source
gives for a thing, also of one that the source gives and that is empty; a rule counts the things, and booleans and exact
counts are derived within coverage only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib.namespace import PROV, RDF, RDFS
from rdflib.term import Literal, URIRef

from ..literals import YG
from ..vocab import Names, Statement

# The properties whose values sources list, with the name of each list.
LISTS: Mapping[str, Mapping[str, str]] = {
    "hasJobTitle": {"nb": "stillingstitler", "nn": "stillingstitlar", "en": "job titles"},
    "relevantEducationCode": {"nb": "utdanningskoder", "nn": "utdanningskodar", "en": "education codes"},
    "hasEducationGroup": {"nb": "talte utdanninger", "nn": "talde utdanningar", "en": "educations counted"},
    "hasEducation": {"nb": "utdanninger", "nn": "utdanningar", "en": "study programmes"},
    "classifiedIn": {"nb": "grupper i STYRK-08", "nn": "grupper i STYRK-08", "en": "STYRK-08 groups"},
    "hasInterest": {"nb": "interesser", "nn": "interesser", "en": "interests"},
    "hasSpecialisation": {"nb": "spesialiseringer", "nn": "spesialiseringar", "en": "specialisations"},
    "requiresAuthorisation": {"nb": "autorisasjon", "nn": "autorisasjon", "en": "authorisation"},
    "hasReview": {"nb": "gjennomgang", "nn": "gjennomgang", "en": "review"},
    "relatedOccupation": {"nb": "relaterte yrker", "nn": "relaterte yrke", "en": "related occupations"},
}


def coverage_statements(names: Names, source: URIRef, thing: URIRef, lists: Iterable[str]) -> Iterator[Statement]:
    """
    Yield that *source* gives the *lists* of *thing*, each named by the local name of its property.

    Raises ``KeyError`` for a property that is not in ``LISTS``.
    """
    key = str(source).rpartition("/")[2]
    for property_ in lists:
        words = LISTS[property_]
        coverage = URIRef(names.thing("coverage", f"{key}--{property_}"))
        yield coverage, RDF.type, YG.Coverage
        yield coverage, PROV.wasDerivedFrom, source
        yield coverage, YG.coveredProperty, YG[property_]
        yield from ((coverage, RDFS.label, Literal(f"{name} ({key})", lang=lang)) for lang, name in words.items())
        yield thing, YG.coveredBy, coverage
