"""The description of a release for machines: VoID with counts and partitions, and the dataset it is a version of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS
from rdflib.term import Literal, URIRef

from ..literals import DCAT, VOID, YG, day, spoken, whole
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..statements.provenance import DATASET_TITLES, Provenance
from ..vocab import LICENCE, ONTOLOGY, PREFIXES, Names, Statement, shorten
from ..workbench import Workbench
from .release_counts import ReleaseCounts, describe_itself

# The packed dumps by suffix: the media type, and its code in the EU's list of file types.
DUMPS = {"ttl.gz": ("text/turtle", "RDF_TURTLE"), "nq.gz": ("application/n-quads", "RDF_N_QUADS")}
DUMP_NAME = "yrkesgraf"
_COUNTS = frozenset(
    str(VOID[name]) for name in ("triples", "entities", "classes", "properties", "distinctSubjects", "distinctObjects")
)
_ASSOCIATES = URIRef(PREFIXES["xkos"] + "targetConcept")


def count_classes(bench: Workbench) -> dict[str, int]:
    """Return the number of instances of each class, by the class's IRI."""
    rows = bench.rows(load_folder("build")["class-partitions"].text)
    return {row["class"].value: int(row["entities"].value) for row in rows}


def identify(provenance: Provenance, issued: datetime.date, sources: Sequence[URIRef]) -> Iterator[Statement]:
    """Yield the identity of a release: a version of the dataset, made of these *sources*, issued that day."""
    release, dataset = provenance.release, provenance.dataset
    yield dataset, RDF.type, DCAT.Dataset
    yield from spoken(dataset, DCTERMS.title, DATASET_TITLES)
    yield from spoken(dataset, RDFS.label, DATASET_TITLES)
    yield dataset, DCAT.hasCurrentVersion, release
    yield from _version(release, dataset, issued)
    for source in sources:
        yield release, PROV.wasDerivedFrom, source


def identify_former(provenance: Provenance, former: Release) -> Iterator[Statement]:
    """Yield the identities of *former* and of all releases before it, each replaced by the one that followed."""
    rows = former.store.rows(load_folder("shared")["release-chain"].text)
    before = {row["release"].value: row["before"].value for row in rows}
    successor, release = provenance.release, str(former.names.thing("release", former.id))
    while release and release != str(provenance.release):
        iri = URIRef(release)
        # The day of issue starts the name of a release, also of one that has been removed from disk.
        yield from _version(iri, provenance.dataset, datetime.date.fromisoformat(_key(iri)[:10]))
        yield iri, DCTERMS.isReplacedBy, successor
        successor, release = iri, before.pop(release, "")


def _version(release: URIRef, dataset: URIRef, issued: datetime.date) -> Iterator[Statement]:
    key = _key(release)
    for class_ in (YG.Release, VOID.Dataset, DCAT.Dataset):
        yield release, RDF.type, class_
    yield from spoken(release, DCTERMS.title, DATASET_TITLES)
    yield from spoken(release, RDFS.label, dict.fromkeys(("nb", "nn", "en"), f"Yrkesgraf {key}"))
    yield release, DCAT.isVersionOf, dataset
    yield release, DCTERMS.issued, day(issued)
    yield release, DCTERMS.license, URIRef(LICENCE)
    yield release, DCAT.version, Literal(key)


def _key(release: URIRef) -> str:
    return release.rpartition("/")[2]


def describe(bench: Workbench, names: Names, provenance: Provenance) -> list[Statement]:
    """Return the locations of a release and the counts of everything in it, this description included."""
    release = provenance.release
    fixed = [*_access(names, release), *link_sets(bench, release)]
    return describe_itself(bench, release, lambda tally: [*fixed, *_partitions(tally, release)])


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


def _partitions(tally: ReleaseCounts, release: URIRef) -> Iterator[Statement]:
    yield release, VOID.triples, whole(tally.triples)
    yield release, VOID.classes, whole(len(tally.classes))
    yield release, VOID.properties, whole(len(tally.properties))
    for class_, entities in sorted(tally.classes.items()):
        part = _part(release, "class", class_)
        yield release, VOID.classPartition, part
        yield part, VOID["class"], URIRef(class_)
        yield part, VOID.entities, whole(entities)
    for property_, found in sorted(tally.properties.items()):
        part = _part(release, "property", property_)
        yield release, VOID.propertyPartition, part
        yield part, VOID.property, URIRef(property_)
        yield part, VOID.triples, whole(found.triples)
        yield part, VOID.distinctSubjects, whole(found.subjects)
        # The counts have no count of their own values: it would change them.
        if property_ not in _COUNTS:
            yield part, VOID.distinctObjects, whole(found.objects)
    for (class_, property_), triples in sorted(tally.used.items()):
        whole_class, part = _part(release, "class", class_), _part(release, "used", class_, property_)
        yield whole_class, VOID.propertyPartition, part
        yield part, VOID.property, URIRef(property_)
        yield part, VOID.triples, whole(triples)


def _part(release: URIRef, *words: str) -> URIRef:
    """Return the IRI of a part of the description of *release*: a word and terms."""
    return URIRef(f"{release}#{'-'.join(shorten(word).replace(':', '-') for word in words)}")


def link_sets(bench: Workbench, release: URIRef) -> Iterator[Statement]:
    """
    Yield a linkset for each predicate that the links of a crosswalk on the *bench* have: its two ends and its links.

    A crosswalk without links by SKOS links by its associations, which are resources of the release.
    """
    for row in bench.rows(load_folder("build")["linksets"].text):
        key, predicate = row["crosswalk"].value.rpartition("/")[2], URIRef(row["predicate"].value)
        part = URIRef(f"{release}#linkset-{key}-{shorten(predicate).partition(':')[2]}")
        yield release, VOID.subset, part
        yield part, RDF.type, VOID.Linkset
        yield from spoken(
            part, RDFS.label, {"nb": f"Lenkesett {key}", "nn": f"Lenkjesett {key}", "en": f"Linkset {key}"}
        )
        yield part, PROV.wasDerivedFrom, URIRef(row["crosswalk"].value)
        yield part, VOID.linkPredicate, predicate
        yield part, VOID.triples, whole(int(row["links"].value))
        if predicate == _ASSOCIATES:
            yield part, VOID.subjectsTarget, release
        elif "subjects" in row:
            yield part, VOID.subjectsTarget, URIRef(row["subjects"].value)
        if "objects" in row:
            yield part, VOID.objectsTarget, URIRef(row["objects"].value)
