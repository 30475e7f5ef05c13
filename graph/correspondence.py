"""Turns the official table from STYRK-98 to STYRK-08 into a crosswalk: one mapping a pair, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, Namespace
from rdflib.term import Literal, URIRef

from . import vocab
from .adapters import Context, Reading
from .codes import code_statements
from .literals import YG, day, spoken
from .sources.klass_correspondence import CorrespondenceTable, read_correspondence
from .vocab import Names
from .workbench import Statement

XKOS = Namespace(vocab.PREFIXES["xkos"])
KEY = "klass-styrk98-styrk08"
_SOURCE, _TARGET = "styrk98", "styrk08"
_TITLES = {
    "nb": "Fra STYRK-98 til STYRK-08, Statistisk sentralbyrås tabell",
    "nn": "Frå STYRK-98 til STYRK-08, tabellen til Statistisk sentralbyrå",
    "en": "From STYRK-98 to STYRK-08, the table of Statistics Norway",
}


def klass_correspondence(path: Path, source: str, context: Context) -> Reading:
    """Read the table at *path* (the adapter ``klass-correspondence``); the report says what has no partner."""
    table = read_correspondence(path, "STYRK-98", "STYRK-08")
    report = {
        "table": table.name,
        "pairs": len(table.pairs),
        "without a STYRK-08 code": list(table.without_target),
        "without a STYRK-98 code": list(table.without_source),
        "listed twice": [" ".join(pair) for pair in table.repeated],
    }
    return Reading(correspondence_statements(table, context.names, URIRef(source)), report)


def correspondence_statements(table: CorrespondenceTable, names: Names, source: URIRef) -> Iterator[Statement]:
    """Yield the crosswalk, the codes of both sides and a mapping a pair; nothing joins two codes but through one."""
    crosswalk = URIRef(names.thing("crosswalk", KEY))
    yield crosswalk, RDF.type, XKOS.Correspondence
    yield crosswalk, PROV.wasDerivedFrom, source
    yield from spoken(crosswalk, RDFS.label, _TITLES)
    for scheme in (_SOURCE, _TARGET):
        yield crosswalk, XKOS.compares, URIRef(names.thing("scheme", scheme))
    if table.modified:
        yield crosswalk, DCTERMS.modified, day(table.modified)
    sides = (table.without_target, _SOURCE, 0), (table.without_source, _TARGET, 1)
    for alone, kind, side in sides:
        for code in dict.fromkeys((*(pair[side] for pair in table.pairs), *alone)):
            yield from code_statements(names, kind, code, source)
    for one, other in table.pairs:
        mapping = URIRef(names.thing("mapping", f"{KEY}-{one}-{other}"))
        yield mapping, RDF.type, YG.Mapping
        yield mapping, RDF.type, XKOS.ConceptAssociation
        yield mapping, PROV.wasDerivedFrom, source
        for language in ("nb", "nn", "en"):
            yield mapping, RDFS.label, Literal(f"STYRK-98 {one} → STYRK-08 {other}", lang=language)
        yield mapping, DCTERMS.isPartOf, crosswalk
        for ours, theirs, kind, code in (
            (YG.mapsFrom, XKOS.sourceConcept, _SOURCE, one),
            (YG.mapsTo, XKOS.targetConcept, _TARGET, other),
        ):
            item = URIRef(names.thing(kind, code))
            yield mapping, ours, item
            yield mapping, theirs, item
