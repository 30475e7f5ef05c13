"""
SHACL shapes as records: constraints, targets, severities and messages.

The reader supports the part of SHACL Core that ``ontology/shapes.ttl`` uses and rejects everything else by name, so
that no constraint is ignored silently. ``graph/checking/shape_queries.py`` applies the records to a whole graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD
from rdflib.term import BNode, Literal, Node, URIRef

from ..errors import SourceFault
from ..vocab import shorten

_VALUES = {
    "class", "datatype", "nodeKind", "pattern", "minLength", "minInclusive", "maxInclusive", "minExclusive",
    "maxExclusive", "disjoint", "minCount", "maxCount", "uniqueLang", "qualifiedMinCount", "qualifiedValueShape",
}  # fmt: skip
_LISTS = {"in", "languageIn"}
_SHAPE_LISTS = {"xone"}
_WORDS = {"path", "targetClass", "property", "severity", "message", "name", "description", "order", "group"}
_KNOWN = _VALUES | _LISTS | _SHAPE_LISTS | _WORDS
# The datatypes whose literals the engine can validate, by a cast or because any text is valid.
CASTABLE = {
    XSD[name] for name in ("boolean", "integer", "decimal", "double", "date", "dateTime", "time", "gYear", "gYearMonth")
}
_DATATYPES = CASTABLE | {XSD.string, RDF.langString}
_OF_PATHS = {"minCount", "maxCount", "uniqueLang", "qualifiedValueShape", "qualifiedMinCount", "disjoint"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """
    One constraint of a shape: the local name of its parameter in SHACL, and the parameter's values.

    ``terms`` are the values as RDF terms, ``shapes`` the shapes it refers to.
    """

    kind: str
    terms: tuple[Node, ...] = ()
    shapes: tuple[Shape, ...] = ()

    @property
    def number(self) -> int:
        """The parameter as a whole number."""
        return int(str(self.terms[0]))


@dataclass(frozen=True, slots=True)
class Shape:
    """
    A shape; ``path`` is a SPARQL property path, None for a node shape, and ``label`` the path in readable form.

    ``severity`` is Violation, Warning or Info; ``messages`` are by language, none where the shape has none.
    """

    node: Node
    path: str | None
    label: str
    severity: str
    messages: Mapping[str, str]
    targets: tuple[URIRef, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = field(default=())


def read_shapes(path: Path) -> list[Shape]:
    """
    Return the shapes with a target in the Turtle file at *path*.

    Raises ``SourceFault`` for an unsupported construct.
    """
    reader = _Reader(path, rdflib.Graph().parse(path, format="turtle"))
    return [reader.shape(node) for node in sorted(set(reader.graph.subjects(SH.targetClass)), key=str)]


class _Reader:
    def __init__(self, path: Path, graph: rdflib.Graph) -> None:
        self.path = path
        self.graph = graph
        for predicate in set(graph.predicates()):
            if str(predicate).startswith(str(SH)) and _local(predicate) not in _KNOWN | {"alternativePath"}:
                raise self._fault(next(graph.subjects(predicate)), f"{shorten(str(predicate))} is not supported")

    def shape(self, node: Node) -> Shape:
        """Return the shape at *node*; raises ``SourceFault`` for an unsupported construct."""
        graph = self.graph
        if {OWL.Class, RDFS.Class} & set(graph.objects(node, RDF.type)):
            raise self._fault(node, "a shape that is its own target class is not supported")
        path, label = self._path(node)
        severities = [_local(term) for term in graph.objects(node, SH.severity)]
        messages = {
            text.language or "en": str(text)
            for text in sorted(graph.objects(node, SH.message), key=str)
            if isinstance(text, Literal)
        }
        properties = tuple(self.shape(part) for part in sorted(graph.objects(node, SH.property), key=str))
        if path is not None and properties:
            raise self._fault(node, "a property of a property shape is not supported")
        return Shape(
            node,
            path,
            label,
            severities[0] if severities else "Violation",
            messages,
            tuple(term for term in sorted(graph.objects(node, SH.targetClass), key=str) if isinstance(term, URIRef)),
            self._constraints(node, path is not None),
            properties,
        )

    def _path(self, node: Node) -> tuple[str | None, str]:
        paths = list(self.graph.objects(node, SH.path))
        if not paths:
            return None, ""
        steps = [paths[0]]
        if isinstance(paths[0], BNode):
            head = self.graph.value(paths[0], SH.alternativePath)
            steps = list(Collection(self.graph, head)) if head is not None else []
        if len(paths) > 1 or not steps or not all(isinstance(step, URIRef) for step in steps):
            raise self._fault(node, "a path is a property or alternatives of properties")
        return "|".join(f"<{step}>" for step in steps), "|".join(shorten(str(step)) for step in steps)

    def _constraints(self, node: Node, has_path: bool) -> tuple[Constraint, ...]:
        found: list[Constraint] = []
        for predicate, value in sorted(self.graph.predicate_objects(node), key=str):
            kind = _local(predicate)
            if not str(predicate).startswith(str(SH)) or kind in _WORDS or kind == "qualifiedMinCount":
                continue
            if kind in _OF_PATHS and not has_path:
                raise self._fault(node, f"sh:{kind} belongs to a property shape")
            found.append(self._constraint(node, kind, value))
        return tuple(found)

    def _constraint(self, node: Node, kind: str, value: Node) -> Constraint:
        if kind in _SHAPE_LISTS:
            return Constraint(kind, (), tuple(self.shape(part) for part in Collection(self.graph, value)))
        if kind == "qualifiedValueShape":
            least = tuple(self.graph.objects(node, SH.qualifiedMinCount))
            if len(least) != 1 or len(list(self.graph.objects(node, SH.qualifiedValueShape))) != 1:
                raise self._fault(node, "one sh:qualifiedValueShape goes with one sh:qualifiedMinCount")
            return Constraint("qualifiedMinCount", least, (self.shape(value),))
        if kind == "datatype" and value not in _DATATYPES:
            raise self._fault(node, f"the datatype {shorten(str(value))} is not supported")
        if kind in _LISTS:
            return Constraint(kind, tuple(Collection(self.graph, value)))
        return Constraint(kind, (value,))

    def _fault(self, node: Node, words: str) -> SourceFault:
        name = shorten(str(node)) if isinstance(node, URIRef) else "a shape without a name"
        return SourceFault(self.path, None, f"{name}: {words} by the shape compiler; teach it or change the shape")


def _local(term: Node) -> str:
    return str(term).removeprefix(str(SH))
