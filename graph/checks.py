"""
Checks a release before it is published: the queries in ``queries/checks``, and the SHACL shapes.

The one door to pyshacl. A check's severity stands outside it, in ``queries/checks/severity.toml``. A check with a
``judge`` in its header hands its rows to that judge, for what SPARQL cannot tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

import ontology
import queries

from .errors import ReleaseFault
from .language import detect
from .model import Language
from .queries import load_folder
from .store import Row
from .vocab import shorten
from .workbench import Workbench

VIOLATION = "Violation"
REQUIRED, RECOMMENDED = "shapes-required", "shapes-recommended"
_MOST_SHOWN = 20

_SHAPE_CHECKS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    REQUIRED: {
        "holds": {
            "nb": "Alt har det formen krever.",
            "nn": "Alt har det forma krev.",
            "en": "Everything has what its shape requires.",
        },
        "why": {
            "nb": "Sider, overgangstabeller og andres programmer bygger på det; se ontology/shapes.ttl.",
            "nn": "Sider, overgangstabellar og program hos andre byggjer på det; sjå ontology/shapes.ttl.",
            "en": "Pages, crosswalks and other people's programs rely on it; see ontology/shapes.ttl.",
        },
        "mend": {
            "nb": "Legg til eller rett setningen i kilden tingen er hentet fra.",
            "nn": "Legg til eller rett setninga i kjelda tingen er henta frå.",
            "en": "Add or correct the statement in the source the thing is derived from.",
        },
    },
    RECOMMENDED: {
        "holds": {
            "nb": "Alt har det formen anbefaler.",
            "nn": "Alt har det forma tilrår.",
            "en": "Everything has what its shape recommends.",
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


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that does not hold: which check says so, how grave it is, about what (an IRI), and in words."""

    check: str
    severity: str
    about: str
    message: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the release describes it: its words by field and language, its severity, its SPARQL if it has one."""

    key: str
    severity: str
    words: Mapping[str, Mapping[str, str]]
    text: str | None


class BrokenRelease(ReleaseFault):
    """A release that may not be published, with the findings that forbid it."""

    def __init__(self, findings: list[Finding]) -> None:
        lines = [f"  {finding.check}: {finding.about} {finding.message}" for finding in findings[:_MOST_SHOWN]]
        rest = len(findings) - _MOST_SHOWN
        more = f"\n  and {rest} more" if rest > 0 else ""
        super().__init__("the release breaks what must hold:\n" + "\n".join(lines) + more)
        self.findings = findings


def all_checks() -> list[Check]:
    """Return every check, in the order of their keys."""
    grave = tomllib.loads((queries.FOLDER / "checks" / "severity.toml").read_text("utf-8"))
    found = [Check(key, grave[key], query.header, query.text) for key, query in load_folder("checks").items()]
    found += [
        Check(key, VIOLATION if key == REQUIRED else "Warning", words, None) for key, words in _SHAPE_CHECKS.items()
    ]
    return sorted(found, key=lambda check: check.key)


def run_checks(bench: Workbench) -> list[Finding]:
    """Return every finding on the *bench*, in a fixed order."""
    return sorted({*_query_findings(bench), *_shape_findings(bench)})


def stop_on_violations(findings: list[Finding]) -> None:
    """Raise ``BrokenRelease`` where a finding is a violation."""
    grave = [finding for finding in findings if finding.severity == VIOLATION]
    if grave:
        raise BrokenRelease(grave)


def _query_findings(bench: Workbench) -> Iterator[Finding]:
    grave = {check.key: check.severity for check in all_checks()}
    for key, check in load_folder("checks").items():
        judge = _JUDGES[check.words("judge")] if "judge" in check.header else _details
        for row in bench.rows(check.text):
            if (words := judge(row)) is not None:
                message = f"{check.words('holds', 'en')} Not so{': ' + words if words else ''}."
                yield Finding(key, grave[key], row["about"].value, message)


def _details(row: Row) -> str:
    return ", ".join(f"{name} {shorten(cell.value)}" for name, cell in row.items() if name != "about")


def _judge_language(row: Row) -> str | None:
    text = row["text"]
    heard = detect(text.value, likely=msgspec.convert(text.language, Language))
    return None if heard == text.language else f"marked {text.language}, reads like {heard}: {text.value[:60]} …"


_JUDGES: Mapping[str, Callable[[Row], str | None]] = {"language": _judge_language}


def _shape_findings(bench: Workbench) -> Iterator[Finding]:
    data = rdflib.Graph().parse(data=bench.triples_as_ntriples(), format="nt")
    shapes = rdflib.Graph().parse(ontology.SHAPES, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        messages = sorted(
            str(message)
            for message in report.objects(result, SH.resultMessage)
            if isinstance(message, rdflib.Literal) and message.language in {"en", None}
        )
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        where = f" ({shorten(str(path))}{'' if value is None else ' ' + str(value)})" if path else ""
        yield Finding(
            REQUIRED if severity == VIOLATION else RECOMMENDED,
            severity,
            str(report.value(result, SH.focusNode)),
            (messages[0] if messages else "A shape is not met.") + where,
        )
