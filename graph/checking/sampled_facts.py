"""
Facts for the reasoner: a bounded sample of the instances of every class, with the statements about them.

A reasoner assumes no difference between two names. Ours are names of different resources, so the sample says so of the
values that a functional property or a cardinality would otherwise make one. Stated instances of a defined class are
withheld: the reasoner has to infer them from the definition, and must find those that the rules have stated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any

import rdflib
from rdflib.namespace import OWL, RDF, XSD
from rdflib.term import Literal, Node, URIRef

from ..errors import ReleaseFault
from ..reading.query_files import load_folder
from ..reading.result_rows import Cell, Row
from ..vocab import YG, shorten
from ..workbench import Workbench
from .axioms import Axiom, Triple
from .reasoning import check_facts

# The datatypes in use that OWL 2 knows; HermiT stops at any other.
_DATATYPES = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal, XSD.nonNegativeInteger, XSD.positiveInteger}
_FEW = {OWL.qualifiedCardinality, OWL.maxQualifiedCardinality, OWL.cardinality, OWL.maxCardinality}
# A check may have 14,000 findings; and values that are pairwise different are a square of statements.
_MOST_VALUES, _MOST_DIFFERENT, _MOST_NAMED = 20, 10, 10
# HermiT takes 2.6 seconds for the 470 resources of the small bundled release, and took 74 for 4,000.
_WHOLE, _MOST_OF_A_CLASS = 1000, 20


class UnlikeRules(ReleaseFault):
    """The rules and the reasoner disagree on the classes of sampled resources."""


@dataclass(frozen=True, slots=True)
class Sample:
    """
    The sampled facts: axioms for the reasoner, the stated classes of each sampled resource, and the sizes by class.

    ``sizes`` has, for each class IRI, the number of sampled instances and the number of all. ``defined`` are the IRIs
    of the classes that the ontology defines, whose stated instances are not among the axioms.
    """

    axioms: tuple[Axiom, ...]
    classes: Mapping[str, Set[str]]
    sizes: Mapping[str, tuple[int, int]]
    defined: Set[str]


def check_sample(bench: Workbench, paths: Iterable[Path]) -> dict[str, Any]:
    """
    Reason over a sample of the graph on *bench* with the ontology at *paths*, and return its sizes as plain data.

    Raises ``InconsistentFacts`` where statements contradict axioms, ``UnlikeRules`` where the reasoner infers one of
    our classes that no rule has stated, or does not infer a defined class that a rule has stated, and
    ``ReasoningFault`` where HermiT cannot run.
    """
    documents = tuple(path.read_bytes() for path in paths)
    sample = take_sample(bench, _read_ontology(documents))
    inferred = _infer_classes(documents, sample.axioms)
    unstated, unfounded = _disagreements(sample, inferred)
    if unstated:
        raise UnlikeRules(f"The reasoner infers classes that no rule has stated: {'; '.join(unstated[:_MOST_NAMED])}")
    if unfounded:
        words = "Rules state defined classes that do not follow from their definitions"
        raise UnlikeRules(f"{words}: {'; '.join(unfounded[:_MOST_NAMED])}")
    return {
        "statements": len(sample.axioms),
        "resources": len(sample.classes),
        "classes": {shorten(class_): {"sampled": some, "all": total} for class_, (some, total) in sample.sizes.items()},
        "defined classes": {
            shorten(class_): sum(class_ in stated for stated in sample.classes.values())
            for class_ in sorted(sample.defined)
        },
    }


# A process that builds several releases reads the ontology once, and reasons once over equal facts.
@lru_cache(maxsize=1)
def _read_ontology(documents: tuple[bytes, ...]) -> rdflib.Graph:
    ontology = rdflib.Graph()
    for document in documents:
        ontology.parse(data=document, format="turtle")
    return ontology


@lru_cache(maxsize=2)
def _infer_classes(documents: tuple[bytes, ...], facts: tuple[Axiom, ...]) -> Mapping[str, Set[str]]:
    return MappingProxyType(check_facts(_read_ontology(documents), facts))


def _disagreements(sample: Sample, inferred: Mapping[str, Set[str]]) -> tuple[list[str], list[str]]:
    """Return the memberships that only the reasoner has, and those of defined classes that only the rules have."""
    unstated, unfounded = [], []
    for item, stated in sample.classes.items():
        found = inferred.get(item, frozenset())
        ours = {class_ for class_ in found - stated if class_.startswith(YG)}
        unstated += [f"{shorten(item)} a {shorten(class_)}" for class_ in sorted(ours)]
        unfounded += [f"{shorten(item)} a {shorten(class_)}" for class_ in sorted((stated & sample.defined) - found)]
    return unstated, unfounded


def take_sample(bench: Workbench, ontology: rdflib.Graph, whole: int = _WHOLE, most: int = _MOST_OF_A_CLASS) -> Sample:
    """
    Return a sample of the graph on *bench* with its statements in terms that the *ontology* declares.

    It has every instance of our classes where they are at most *whole* in all, and else up to *most* of each class,
    evenly spread by IRI; a property with more than 20 values of a resource is taken with the first 20.
    """
    instances: dict[str, list[str]] = {}
    for row in bench.rows(load_folder("build")["instances"].text):
        instances.setdefault(row["class"].value, []).append(row["item"].value)
    if sum(map(len, instances.values())) <= whole:
        most = whole
    taken = {class_: _spread(sorted(items), most) for class_, items in instances.items()}
    items = sorted({item for some in taken.values() for item in some})
    facts = set(_facts(bench.rows(load_folder("build")["statements"].choose(items)), ontology))
    values = {str(value) for _, property_, value in facts if property_ != RDF.type and isinstance(value, URIRef)}
    others = bench.rows(load_folder("build")["classes"].choose(sorted(values - set(items))))
    facts |= {fact for row in others for fact in _membership(row, ontology)}
    classes: dict[str, set[str]] = {item: set() for item in items}
    for item, property_, class_ in facts:
        if property_ == RDF.type and str(item) in classes:
            classes[str(item)].add(str(class_))
    defined = {str(class_) for class_ in ontology.subjects(OWL.equivalentClass) if isinstance(class_, URIRef)}
    facts = {fact for fact in facts if fact[1] != RDF.type or str(fact[2]) not in defined}
    facts |= set(_differences(facts, _single_valued(ontology)))
    sizes = {class_: (len(taken[class_]), len(all_)) for class_, all_ in instances.items()}
    return Sample(tuple(Axiom((fact,)) for fact in sorted(facts, key=str)), classes, sizes, defined)


def _spread(items: Sequence[str], most: int) -> list[str]:
    step = max(1.0, len(items) / most)
    return [items[int(place * step)] for place in range(min(most, len(items)))]


def _facts(rows: Iterable[Row], ontology: rdflib.Graph) -> Iterator[Triple]:
    times: Counter[tuple[str, str]] = Counter()
    for row in sorted(rows, key=lambda row: (row["item"].value, row["property"].value, str(row["value"]))):
        item, property_, value = URIRef(row["item"].value), URIRef(row["property"].value), row["value"]
        times[item, property_] += 1
        if times[item, property_] > _MOST_VALUES:
            continue
        if property_ == RDF.type:
            yield from _membership({"item": row["item"], "class": value}, ontology)
        elif value.kind == "uri" and (property_, RDF.type, OWL.ObjectProperty) in ontology:
            yield item, property_, URIRef(value.value)
        elif (property_, RDF.type, OWL.DatatypeProperty) in ontology and (literal := _literal(value)) is not None:
            yield item, property_, literal


def _membership(row: Row, ontology: rdflib.Graph) -> Iterator[Triple]:
    class_ = URIRef(row["class"].value)
    if (class_, RDF.type, OWL.Class) in ontology:
        yield URIRef(row["item"].value), RDF.type, class_


def _literal(cell: Cell) -> Literal | None:
    if cell.kind != "literal":
        return None
    if cell.language:
        return Literal(cell.value, lang=cell.language)
    datatype = URIRef(cell.datatype) if cell.datatype else XSD.string
    return Literal(cell.value, datatype=datatype) if datatype in _DATATYPES else None


def _single_valued(ontology: rdflib.Graph) -> set[Node]:
    """Return the object properties that a subject may have a limited number of values for."""
    functional = set(ontology.subjects(RDF.type, OWL.FunctionalProperty))
    for kind in _FEW:
        functional |= {found for node in ontology.subjects(kind) for found in ontology.objects(node, OWL.onProperty)}
    return functional & set(ontology.subjects(RDF.type, OWL.ObjectProperty))


def _differences(facts: Collection[Triple], properties: Collection[Node]) -> Iterator[Triple]:
    """Yield that the values of one subject and property are different resources, for the single-valued *properties*."""
    values: dict[tuple[Node, Node], set[Node]] = {}
    for subject, property_, value in facts:
        if property_ in properties:
            values.setdefault((subject, property_), set()).add(value)
    for several in values.values():
        for one, other in combinations(sorted(several, key=str)[:_MOST_DIFFERENT], 2):
            yield one, OWL.differentFrom, other
