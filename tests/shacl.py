"""The two validators side by side: pyshacl, which is the oracle, and the queries that a build runs."""

from __future__ import annotations

import gzip
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyshacl
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import BNode, Node

from graph.building.store_files import write_store
from graph.checking.checks import shape_breaches
from graph.reading.result_rows import Cell
from graph.vocab import shorten
from graph.workbench import Workbench

BASE = "http://localhost:8000/"


class Result(NamedTuple):
    """A breach as both validators tell it; the value is '' where the constraint is about no value."""

    focus: str
    severity: str
    path: str
    kind: str
    value: str


def load(data: rdflib.Graph, folder: Path) -> Workbench:
    """Return a workbench that holds *data*, as the engine writes its literals."""
    bench = Workbench(BASE)
    file = folder / "data.ttl"
    data.serialize(file, format="turtle")
    bench.add_turtle(f"{BASE}id/graph/data", file)
    return bench


def compiled(bench: Workbench, shapes: Path) -> Counter[Result]:
    """Return the breaches that the compiled queries find on the *bench*."""
    return Counter(
        Result(
            _name(row["this"]),
            query.shape.severity,
            query.shape.label,
            query.constraint.kind,
            _name(row["value"]) if "value" in row and query.constraint.kind != "uniqueLang" else "",
        )
        for query, row in shape_breaches(bench, shapes)
    )


def judged(bench: Workbench, shapes: Path, folder: Path) -> Counter[Result]:
    """Return the breaches that pyshacl finds on a dump of the *bench*."""
    write_store(bench.files, folder, "bench")
    data = rdflib.Graph().parse(data=gzip.decompress((folder / "bench.ttl.gz").read_bytes()), format="turtle")
    wanted = _parse(shapes.read_bytes())
    _, report, _ = pyshacl.validate(data, shacl_graph=wanted, inference="none", advanced=False)
    found = Counter[Result]()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        kind = component.removesuffix("ConstraintComponent")
        value = report.value(result, SH.value)
        found[
            Result(
                _name(report.value(result, SH.focusNode)),
                str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
                _label(report, report.value(result, SH.resultPath)),
                kind[0].lower() + kind[1:],
                "" if value is None else _name(value),
            )
        ] += 1
    return found


@lru_cache(maxsize=1)
def _parse(shapes: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes, format="turtle")


def _label(report: rdflib.Graph, path: Node | None) -> str:
    if not isinstance(path, BNode):
        return shorten(str(path)) if path else ""
    head = next(report.objects(path, SH.alternativePath))
    return "|".join(shorten(str(step)) for step in Collection(report, head))


def _name(node: Node | Cell | None) -> str:
    """Return how a term is told, blank nodes all alike since each validator calls them something else."""
    is_blank = isinstance(node, BNode) or (isinstance(node, Cell) and node.kind == "bnode")
    return "_:" if is_blank else str(node)
