"""Authorisations as statements: the occupation that requires one, the authority that grants it, and the ground."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..casing import slug
from ..literals import ORG, YG
from ..vocab import Names, Statement
from .coverage import coverage_statements


def authorisation_statements(
    names: Names, source: URIRef, key: str, name: str, authority: str, *, basis: str = ""
) -> Iterator[Statement]:
    """
    Yield that the occupation *key*, called *name* in bokmål, requires an authorisation from *authority*.

    *basis* is the ground in bokmål, '' for a source that gives none.
    """
    occupation = URIRef(names.thing("occupation", key))
    authorisation = URIRef(names.thing("authorisation", key))
    organisation = URIRef(names.thing("organisation", slug(authority)))
    yield authorisation, RDF.type, YG.Authorisation
    yield authorisation, PROV.wasDerivedFrom, source
    inside = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    yield authorisation, RDFS.label, Literal(f"Autorisasjon som {inside}", lang="nb")
    if basis:
        yield authorisation, YG.legalBasis, Literal(basis, lang="nb")
    yield occupation, YG.requiresAuthorisation, authorisation
    yield authorisation, YG.grantedBy, organisation
    yield organisation, RDF.type, ORG.Organization
    yield organisation, PROV.wasDerivedFrom, source
    yield organisation, SKOS.prefLabel, Literal(authority, lang="nb")
    yield from coverage_statements(names, source, occupation, ["requiresAuthorisation"])
