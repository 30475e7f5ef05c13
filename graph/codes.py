"""Says that a code is used, and by which name, where its own classification may not have been read."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import PROV, RDF, SKOS
from rdflib.term import Literal, URIRef

from .literals import YG
from .vocab import Names
from .workbench import Statement

_EDUCATION_DIGITS = 6


def code_statements(names: Names, kind: str, code: str, source: URIRef, name: str = "") -> Iterator[Statement]:
    """
    Yield a *code* of the scheme *kind* (``styrk08``, ``nus``) and its *name* in bokmål with the *source*, '' for none.

    The name is no preferred one: that is for the classification to give, or for a rule where it gives none.
    """
    iri = URIRef(names.thing(kind, code))
    is_education = kind == "nus" and len(code) == _EDUCATION_DIGITS
    yield iri, RDF.type, YG.EducationCode if is_education else YG.ClassificationItem
    yield iri, PROV.wasDerivedFrom, source
    yield iri, SKOS.notation, Literal(code)
    yield iri, SKOS.inScheme, URIRef(names.thing("scheme", kind))
    if name:
        yield iri, YG.nameInUse, Literal(name, lang="nb")
