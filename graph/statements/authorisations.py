"""Authorisations as statements: the occupation that requires one, the authority that grants it, and the ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib.namespace import PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..casing import slug
from ..literals import ORG, YG
from ..sources.portal.requirements import StatedRequirement
from ..vocab import Names, Statement
from .coverage import coverage_statements

IN_A_TEXT = "teksten om yrket hos utdanning.no"
"""The ground of a requirement that a text about the occupation states, in bokmål."""


def authorisation_statements(
    names: Names, source: URIRef, key: str, name: str, authority: str, *, basis: str = "", holder: str = ""
) -> Iterator[Statement]:
    """
    Yield that an occupation requires the authorisation of the profession *key*, called *name* in bokmål.

    The occupation is *holder*, or the profession itself where that is ''. *authority* grants the authorisation and
    *basis* is its ground in bokmål, each '' for a source that gives none.
    """
    occupation = URIRef(names.thing("occupation", holder or key))
    authorisation = URIRef(names.thing("authorisation", key))
    yield authorisation, RDF.type, YG.Authorisation
    yield authorisation, PROV.wasDerivedFrom, source
    inside = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    yield authorisation, RDFS.label, Literal(f"Autorisasjon som {inside}", lang="nb")
    if basis:
        yield authorisation, YG.legalBasis, Literal(basis, lang="nb")
    yield occupation, YG.requiresAuthorisation, authorisation
    if authority:
        organisation = URIRef(names.thing("organisation", slug(authority)))
        yield authorisation, YG.grantedBy, organisation
        yield organisation, RDF.type, ORG.Organization
        yield organisation, PROV.wasDerivedFrom, source
        yield organisation, SKOS.prefLabel, Literal(authority, lang="nb")
    yield from coverage_statements(names, source, occupation, ["requiresAuthorisation"])


def requirement_statements(
    names: Names, source: URIRef, key: str, stated: StatedRequirement, known: Mapping[str, str]
) -> Iterator[Statement]:
    """
    Yield the requirement *stated* in a text about the occupation *key*; *known* are names, case folded, with keys.

    A text that says that there is no authorisation gives an empty list of them. One that requires it for part of the
    work gives no list, since the authorisation is not required of all.
    """
    occupation = URIRef(names.thing("occupation", key))
    if stated.protected:
        yield occupation, YG.protectedTitle, Literal(stated.protected == "yes")
    if stated.kind == "authorisation":
        name = stated.profession or stated.title
        profession = known.get(name.casefold(), slug(name)) if stated.profession else key
        yield from authorisation_statements(
            names, source, profession, name, stated.authority, basis=IN_A_TEXT, holder=key
        )
    elif stated.kind == "part":
        yield occupation, YG.authorisationForPart, Literal(True)
    elif stated.kind == "none":
        yield from coverage_statements(names, source, occupation, ["requiresAuthorisation"])
