"""Writes outcomes as EARL, the W3C's vocabulary for test results, in Turtle that is the same for the same outcomes."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

from .outcomes import Outcome

_HEAD = """\
# Written by `make conformance`; do not edit. Relative IRIs are under the address this file is served at.
@prefix dct: <http://purl.org/dc/terms/> .
@prefix doap: <http://usefulinc.com/ns/doap#> .
@prefix earl: <http://www.w3.org/ns/earl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<#yrkesgraf> a doap:Project , earl:TestSubject , earl:Software ;
    doap:name "Yrkesgraf" ;
    doap:programming-language "Python" ;
    doap:release <#release> .

<#release> a doap:Version ;
    doap:revision {version} ;
    dct:date "{date}"^^xsd:date .

<#runner> a earl:Assertor , earl:Software ;
    foaf:name "tests/w3c" .
"""
_ASSERTION = """
<#{key}> a earl:Assertion ;
    earl:assertedBy <#runner> ;
    earl:subject <#yrkesgraf> ;
    earl:test <{test}> ;
    earl:mode earl:automatic ;
    earl:result <#{key}-result> .

<{test}> dct:title {title} ; dct:isPartOf <{suite}> .

<#{key}-result> a earl:TestResult ;
    earl:outcome earl:{outcome} ;{note}
    dct:date "{date}"^^xsd:date .
"""


def write_earl(outcomes: Sequence[Outcome], version: str, date: datetime.date) -> str:
    """Return one earl:Assertion for each of *outcomes*, about this *version*, made on *date*."""
    parts = [_HEAD.format(version=json.dumps(version), date=date)]
    for one in outcomes:
        note = f"\n    dct:description {json.dumps(one.note, ensure_ascii=False)}@en ;" if one.note else ""
        suite = one.case.iri.rpartition("/")[0]
        parts.append(
            _ASSERTION.format(
                key=f"{one.case.suite}-{one.case.key}",
                test=one.case.iri,
                title=json.dumps(one.case.name, ensure_ascii=False),
                suite=f"{suite}/",
                outcome=one.outcome,
                note=note,
                date=date,
            )
        )
    return "".join(parts)
