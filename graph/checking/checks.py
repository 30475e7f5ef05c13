"""
Checks of a release before it is published: the queries in ``queries/checks``, and the SHACL shapes.

A check's severity stands outside it, in ``queries/checks/severity.toml``. A check with a ``judge`` in its header passes
its rows to that judge, for conditions that SPARQL cannot express.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

import ontology
import queries

from ..errors import ReleaseFault
from ..language import detect
from ..model import Language
from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..vocab import Names
from ..workbench import Workbench
from .finding_words import read_values, tell_breach, tell_shape
from .findings import Check, Finding
from .shape_queries import ShapeQuery, compile_shapes
from .shapes import read_shapes

VIOLATION = "Violation"
REQUIRED, RECOMMENDED = "shapes-required", "shapes-recommended"
_MOST_SHOWN = 20
# Enough characters of a text to recognise it.
_BEGINNING = 60

_SHAPE_CHECKS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    REQUIRED: {
        "holds": {
            "nb": "Alt oppfyller kravene i SHACL-formene.",
            "nn": "Alt oppfyller krava i SHACL-formene.",
            "en": "Everything meets the requirements of its shapes.",
        },
        "why": {
            "nb": "Sider, overgangstabeller og andres programmer bygger på det; se ontology/shapes.ttl.",
            "nn": "Sider, overgangstabellar og program hos andre byggjer på det; sjå ontology/shapes.ttl.",
            "en": "Pages, crosswalks and other people's programs rely on it; see ontology/shapes.ttl.",
        },
        "mend": {
            "nb": "Legg til eller rett opplysningen i kilden tingen er hentet fra.",
            "nn": "Legg til eller rett opplysninga i kjelda tingen er henta frå.",
            "en": "Add or correct the statement in the source the thing is derived from.",
        },
    },
    RECOMMENDED: {
        "holds": {
            "nb": "Alt følger anbefalingene i SHACL-formene.",
            "nn": "Alt følgjer tilrådingane i SHACL-formene.",
            "en": "Everything follows the recommendations of its shapes.",
        },
        "why": {
            "nb": "Grafen virker uten, og er bedre med; se ontology/shapes.ttl.",
            "nn": "Grafen verkar utan, og er betre med; sjå ontology/shapes.ttl.",
            "en": "The graph works without it, and is better with it; see ontology/shapes.ttl.",
        },
        "mend": {
            "nb": "Legg det til i kilden når det blir kjent.",
            "nn": "Legg det til i kjelda når det blir kjent.",
            "en": "Add it to the source when it becomes known.",
        },
    },
}


class BrokenRelease(ReleaseFault):
    """A release that may not be published, with the findings that forbid it."""

    def __init__(self, findings: list[Finding]) -> None:
        lines = [f"  {finding.check}: {finding.about} {finding.message}" for finding in findings[:_MOST_SHOWN]]
        rest = len(findings) - _MOST_SHOWN
        more = f"\n  and {rest} more" if rest > 0 else ""
        super().__init__("the release breaks what must hold:\n" + "\n".join(lines) + more)
        self.findings = findings


def all_checks() -> list[Check]:
    """Return every check, ordered by key."""
    grave = tomllib.loads((queries.FOLDER / "checks" / "severity.toml").read_text("utf-8"))
    found = [Check(key, grave[key], query.header, query.text) for key, query in load_folder("checks").items()]
    found += [
        Check(key, VIOLATION if key == REQUIRED else "Warning", words, None) for key, words in _SHAPE_CHECKS.items()
    ]
    return sorted(found, key=lambda check: check.key)


def stop_on_violations(findings: list[Finding]) -> None:
    """Raise ``BrokenRelease`` where a finding is a violation."""
    grave = [finding for finding in findings if finding.severity == VIOLATION]
    if grave:
        raise BrokenRelease(grave)


def query_findings(bench: Workbench) -> Iterator[Finding]:
    """Yield the breaches of the checks in ``queries/checks`` in the graph on *bench*."""
    grave = {check.key: check.severity for check in all_checks()}
    names = Names(bench.base)
    for key, check in load_folder("checks").items():
        judge = _JUDGES[check.words("judge")] if "judge" in check.header else None
        for row in bench.rows(check.text):
            values = judge(row) if judge else read_values(row, names)
            if values is not None:
                words = tell_breach(check.header["breach"], values)
                content = "\n".join(f"{variable} {value}" for variable, value in sorted(values.items()))
                yield Finding(key, grave[key], row["about"].value, words["en"], words, content)


def _judge_language(row: Row) -> dict[str, str] | None:
    text = row["text"]
    heard = detect(text.value, likely=msgspec.convert(text.language, Language))
    if heard == text.language:
        return None
    return {"marked": text.language, "heard": heard, "text": text.value[:_BEGINNING]}


# The values of a breach that a judge finds in a row, or None where the row is no breach.
_JUDGES: Mapping[str, Callable[[Row], dict[str, str] | None]] = {"language": _judge_language}


def shape_breaches(bench: Workbench, shapes: Path) -> Iterator[tuple[ShapeQuery, Row]]:
    """Yield the breaches of the shapes in the file *shapes*: the query that found each, and its row."""
    below: dict[str, set[str]] = {}
    for row in bench.rows(load_folder("build")["subclasses"].text):
        below.setdefault(row["above"].value, set()).add(row["class"].value)
    subclasses = {above: frozenset(classes) for above, classes in below.items()}
    for query in compile_shapes(read_shapes(shapes), subclasses):
        for row in bench.rows(query.text):
            yield query, row


def shape_findings(bench: Workbench) -> Iterator[Finding]:
    """Yield the breaches of the shapes in ``ontology/shapes.ttl`` in the graph on *bench*."""
    for query, row in shape_breaches(bench, ontology.SHAPES):
        shape = query.shape
        told = " ".join(part for part in (shape.label, row["value"].value if "value" in row else "") if part)
        is_required = shape.severity == VIOLATION
        words = tell_shape(shape.messages, told, is_required=is_required)
        check = REQUIRED if is_required else RECOMMENDED
        content = f"{shape.messages.get('en', '')}\n{told}"
        yield Finding(check, shape.severity, row["this"].value, words["en"], words, content)
