"""
Counts of everything in a release by class and property, for its description in VoID.

The description is part of the release and counts itself: a tally of the rest is extended by the statements of the
description, and these are made again until they state their own counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rdflib.namespace import RDF
from rdflib.term import Node, URIRef

from ..reading.query_files import load_folder
from ..vocab import Iri, Statement
from ..workbench import Workbench

# More rounds than any description needs; each count depends on the others by the digits of numbers only.
_MOST_ROUNDS = 20


@dataclass(frozen=True)
class PropertyCounts:
    """The number of uses of a property, and of its distinct subjects and objects."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0


@dataclass(frozen=True)
class ReleaseCounts:
    """Instances by class, uses by property, and uses of a property with the instances of a class."""

    classes: Counter[str]
    properties: dict[str, PropertyCounts]
    used: Counter[tuple[str, str]]

    @property
    def triples(self) -> int:
        """The number of distinct triples."""
        return sum(one.triples for one in self.properties.values())


def tally_bench(bench: Workbench) -> ReleaseCounts:
    """Return the counts of everything on the *bench*."""
    queries = load_folder("build")
    texts = [queries[name].text for name in ("class-partitions", "property-partitions", "used-properties")]
    with ThreadPoolExecutor(2) as pool:  # the engine leaves the interpreter to others
        by_class, by_property, by_both = pool.map(bench.rows, texts)
    classes = {row["class"].value: int(row["entities"].value) for row in by_class}
    properties = {
        row["property"].value: PropertyCounts(*(int(row[name].value) for name in ("triples", "subjects", "objects")))
        for row in by_property
    }
    used = {(row["class"].value, row["property"].value): int(row["triples"].value) for row in by_both}
    return ReleaseCounts(Counter(classes), properties, Counter(used))


def describe_itself(
    bench: Workbench, release: URIRef, write: Callable[[ReleaseCounts], Iterable[Statement]]
) -> list[Statement]:
    """
    Return the statements that *write* makes of the counts of the *bench* with these statements.

    They are about *release* and resources that the bench does not have. Raises ``RuntimeError`` where their counts
    never settle.
    """
    base = _Base(bench, release)
    statements: list[Statement] = []
    for _ in range(_MOST_ROUNDS):
        made = list(dict.fromkeys(write(base.extend(statements))))
        if made == statements:
            return made
        statements = made
    raise RuntimeError("the counts of a description never settle")


class _Base:
    """The counts of a *bench* without the description of *release*."""

    def __init__(self, bench: Workbench, release: URIRef) -> None:
        self._bench = bench
        self._rest = tally_bench(bench)
        rows = bench.rows(load_folder("build")["release-types"].text, {"release": Iri(release)})
        self._types: dict[Node, set[str]] = {release: {row["class"].value for row in rows}}
        self._known: dict[tuple[str, Node], bool] = {}

    def extend(self, statements: list[Statement]) -> ReleaseCounts:
        """Return the counts with *statements*, none of which is on the bench."""
        types = {subject: set(found) for subject, found in self._types.items()}
        for subject, property_, value in statements:
            if property_ == RDF.type:
                types.setdefault(subject, set()).add(str(value))
        classes, used = self._rest.classes.copy(), self._rest.used.copy()
        subjects: dict[str, set[Node]] = {}
        values: dict[str, set[Node]] = {}
        triples: Counter[str] = Counter()
        for subject, property_, value in statements:
            name = str(property_)
            triples[name] += 1
            subjects.setdefault(name, set()).add(subject)
            if not self._has(name, value):
                values.setdefault(name, set()).add(value)
            if property_ == RDF.type:
                classes[str(value)] += 1
            used.update((class_, name) for class_ in types.get(subject, ()))
        properties = dict(self._rest.properties)
        for name, count in triples.items():
            old = properties.get(name, PropertyCounts())
            more = len(subjects[name]), len(values.get(name, ()))
            properties[name] = PropertyCounts(old.triples + count, old.subjects + more[0], old.objects + more[1])
        return ReleaseCounts(classes, properties, used)

    def _has(self, name: str, value: Node) -> bool:
        """Return whether the bench has *value* as an object of the property *name*; no text of a description is old."""
        if name not in self._rest.properties or not isinstance(value, URIRef):
            return False
        if (name, value) not in self._known:
            bound = {"property": Iri(name), "value": Iri(value)}
            self._known[name, value] = bool(self._bench.rows(load_folder("build")["known-object"].text, bound))
        return self._known[name, value]
