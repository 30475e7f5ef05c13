"""Changes as statements; two builds over the same releases give a change the same IRI."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec.structs import astuple
from rdflib.namespace import PROV, RDF, RDFS
from rdflib.term import URIRef

from ..change_kinds import BY_CHANGE_KEY
from ..literals import YG, spoken
from ..vocab import Names, Statement
from .record import ReleaseChange
from .retirement import to_term

_DIGITS = 16


def describe_change(change: ReleaseChange, names: Names, old: str, new: str) -> Iterator[Statement]:
    """Yield the description of *change* from the release named *old* to the one named *new*."""
    kind = BY_CHANGE_KEY[change.kind]
    values = (*astuple(change.old), *astuple(change.new))
    parts = (change.kind, change.thing, change.property, *values, change.source)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
    iri = URIRef(names.thing("change", f"{new}-{digest}"))
    about = "/".join(names.split(change.thing) or (change.thing,))
    yield iri, RDF.type, YG.ReleaseChange
    yield from spoken(iri, RDFS.label, {language: f"{words} – {about}" for language, words in kind.words.items()})
    yield iri, YG.changeKind, YG[kind.term]
    yield iri, YG.changedThing, URIRef(change.thing)
    yield iri, YG.changedProperty, URIRef(change.property)
    if change.old.kind:
        yield iri, YG.oldValue, to_term(change.old)
    if change.new.kind:
        yield iri, YG.newValue, to_term(change.new)
    yield iri, YG.fromRelease, URIRef(names.thing("release", old))
    yield iri, YG.toRelease, URIRef(names.thing("release", new))
    if change.source:
        yield iri, PROV.wasDerivedFrom, URIRef(change.source)
