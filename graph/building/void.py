"""The description of a release for machines: VoID with counts and partitions, and the dataset it is a version of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..literals import DCAT, VOID, YG, day, spoken, whole
from ..reading.query_files import load_folder
from ..statements.provenance import DATASET_TITLES, Provenance
from ..vocab import LICENCE, ONTOLOGY, Names, Statement, shorten
from ..workbench import Workbench

# The packed dumps by suffix: the media type, and its code in the EU's list of file types.
DUMPS = {"ttl.gz": ("text/turtle", "RDF_TURTLE"), "nq.gz": ("application/n-quads", "RDF_N_QUADS")}
DUMP_NAME = "yrkesgraf"


def count_classes(bench: Workbench) -> dict[str, int]:
    """Return the number of instances of each class, by the class's IRI."""
    rows = bench.rows(load_folder("build")["class-partitions"].text)
    return {row["class"].value: int(row["entities"].value) for row in rows}


def identify(provenance: Provenance, issued: datetime.date, sources: Sequence[URIRef]) -> Iterator[Statement]:
    """Yield the identity of a release: a version of the dataset, made of these *sources*, issued that day."""
    release, dataset = provenance.release, provenance.dataset
    key = release.rpartition("/")[2]
    yield dataset, RDF.type, DCAT.Dataset
    yield from spoken(dataset, DCTERMS.title, DATASET_TITLES)
    yield from spoken(dataset, RDFS.label, DATASET_TITLES)
    yield dataset, DCAT.hasCurrentVersion, release
    for class_ in (YG.Release, VOID.Dataset, DCAT.Dataset):
        yield release, RDF.type, class_
    yield from spoken(release, DCTERMS.title, DATASET_TITLES)
    yield from spoken(release, RDFS.label, dict.fromkeys(("nb", "nn", "en"), f"Yrkesgraf {key}"))
    yield release, DCAT.isVersionOf, dataset
    yield release, DCTERMS.issued, day(issued)
    yield release, DCTERMS.license, URIRef(LICENCE)
    yield release, DCAT.version, Literal(key)
    for source in sources:
        yield release, PROV.wasDerivedFrom, source


def describe(bench: Workbench, names: Names, provenance: Provenance) -> Iterator[Statement]:
    """
    Yield the locations of a release, and the counts of everything now on the *bench*.

    The counts leave out this description itself.
    """
    yield from _access(names, provenance.release)
    yield from _partitions(bench, provenance.release)
    yield from link_sets(bench, provenance.release)


def _access(names: Names, release: URIRef) -> Iterator[Statement]:
    yield release, VOID.sparqlEndpoint, URIRef(f"{names.base}sparql")
    yield release, VOID.uriSpace, Literal(f"{names.base}id/")
    yield release, VOID.exampleResource, URIRef(names.thing("occupation", "lege"))
    yield release, VOID.vocabulary, URIRef(ONTOLOGY)
    for vocabulary in (SKOS, PROV, DCTERMS):
        yield release, VOID.vocabulary, URIRef(str(vocabulary))
    key = release.rpartition("/")[2]
    for suffix in DUMPS:
        yield release, VOID.dataDump, URIRef(f"{names.base}dumps/{key}/{DUMP_NAME}.{suffix}")


def _partitions(bench: Workbench, release: URIRef) -> Iterator[Statement]:
    classes = count_classes(bench)
    properties = bench.rows(load_folder("build")["property-partitions"].text)
    yield release, VOID.triples, whole(sum(int(row["triples"].value) for row in properties))
    yield release, VOID.classes, whole(len(classes))
    yield release, VOID.properties, whole(len(properties))
    for class_, entities in classes.items():
        part = URIRef(f"{release}#class-{shorten(class_).replace(':', '-')}")
        yield release, VOID.classPartition, part
        yield part, VOID["class"], URIRef(class_)
        yield part, VOID.entities, whole(entities)
    for row in properties:
        part = URIRef(f"{release}#property-{shorten(row['property'].value).replace(':', '-')}")
        yield release, VOID.propertyPartition, part
        yield part, VOID.property, URIRef(row["property"].value)
        yield part, VOID.triples, whole(int(row["triples"].value))
        yield part, VOID.distinctSubjects, whole(int(row["subjects"].value))
        yield part, VOID.distinctObjects, whole(int(row["objects"].value))


def link_sets(bench: Workbench, release: URIRef) -> Iterator[Statement]:
    """Yield a linkset for each crosswalk on the *bench*: its two ends, and the number of its associations."""
    for row in bench.rows(load_folder("build")["linksets"].text):
        key = row["crosswalk"].value.rpartition("/")[2]
        part = URIRef(f"{release}#linkset-{key}")
        yield release, VOID.subset, part
        yield part, RDF.type, VOID.Linkset
        yield from spoken(
            part, RDFS.label, {"nb": f"Lenkesett {key}", "nn": f"Lenkjesett {key}", "en": f"Linkset {key}"}
        )
        yield part, PROV.wasDerivedFrom, URIRef(row["crosswalk"].value)
        yield part, VOID.triples, whole(int(row["links"].value))
        for name, property_ in (("subjects", VOID.subjectsTarget), ("objects", VOID.objectsTarget)):
            if name in row:
                yield part, property_, URIRef(row[name].value)
