"""The server passes the W3C's tests it can pass, says why of the others, and publishes the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import DCTERMS, Namespace

from graph import __version__
from server.sparql.conformance import EARL as PUBLISHED

from .earl import write_earl
from .evaluation import KNOWN_FAILURES as KNOWN_OF_THE_ENGINE
from .evaluation import run_evaluations
from .outcomes import FAILED, INAPPLICABLE, KNOWN_FAILURES, PASSED, Outcome
from .run import run_suites

EARL = Namespace("http://www.w3.org/ns/earl#")
DOAP = Namespace("http://usefulinc.com/ns/doap#")


@pytest.fixture(scope="module")
def outcomes(shared: Callable[[str], Path]) -> dict[str, Outcome]:
    """How each test goes against a server started now, by the test's IRI."""
    return {one.case.iri: one for one in run_suites(shared("w3c-sparql11"))}


@pytest.fixture(scope="module")
def evaluated(shared: Callable[[str], Path]) -> list[Outcome]:
    """How the engine of this process does in each test of queries."""
    return run_evaluations(shared("w3c-sparql11"))


def test_every_test_of_queries_is_run(evaluated: list[Outcome]) -> None:
    suites = Counter(one.case.suite for one in evaluated)

    assert suites == {
        "syntax-query": 94, "functions": 75, "aggregates": 47, "property-path": 33, "subquery": 14, "negation": 12,
        "bindings": 11, "bind": 10, "construct": 7, "project-expression": 7, "cast": 6, "exists": 6, "grouping": 6,
    }  # fmt: skip


def test_the_queries_that_the_engine_fails_are_known_and_explained(evaluated: list[Outcome]) -> None:
    failed = {f"{one.case.suite}-{one.case.key}": one.note for one in evaluated if one.outcome == FAILED}

    assert failed == KNOWN_OF_THE_ENGINE


def test_every_test_of_the_manifests_is_run(outcomes: dict[str, Outcome]) -> None:
    suites = Counter(one.case.suite for one in outcomes.values())

    assert suites == {"protocol": 34, "service-description": 3, "csv-tsv-res": 6, "json-res": 4}


def test_every_query_test_of_the_protocol_passes(outcomes: dict[str, Outcome]) -> None:
    queries = [one for one in outcomes.values() if one.case.suite == "protocol" and "update" not in one.case.key]

    assert [one.note for one in queries if one.outcome != PASSED] == []


def test_every_update_test_gets_the_documented_refusal(outcomes: dict[str, Outcome]) -> None:
    updates = [one for one in outcomes.values() if one.case.key.startswith("update")]
    bad_updates = [one for one in outcomes.values() if one.case.key.startswith("bad_") and "update" in one.case.key]

    assert {one.outcome for one in updates} == {INAPPLICABLE}
    assert {one.outcome for one in bad_updates} == {PASSED}


def test_the_service_describes_itself_as_asked(outcomes: dict[str, Outcome]) -> None:
    assert [one.note for one in outcomes.values() if one.case.suite == "service-description" and one.note] == []


def test_what_fails_is_known_and_explained(outcomes: dict[str, Outcome]) -> None:
    failed = {one.case.key: one.note for one in outcomes.values() if one.outcome == FAILED}

    assert failed == KNOWN_FAILURES


def test_the_published_results_are_those_of_a_fresh_run(outcomes: dict[str, Outcome], evaluated: list[Outcome]) -> None:
    published = rdflib.Graph().parse(PUBLISHED, format="turtle", publicID="http://example.org/conformance")
    date = next(published.objects(None, DCTERMS.date)).toPython()  # type: ignore[attr-defined]
    fresh = rdflib.Graph().parse(
        data=write_earl([*outcomes.values(), *evaluated], __version__, date), publicID="http://example.org/conformance"
    )

    assert set(published) == set(fresh), "run `make conformance`"


def test_the_results_are_shown_to_people_and_to_programs(client: FlaskClient) -> None:
    page = client.get("/conformance", headers={"Accept": "text/html", "Accept-Language": "en"})
    data = client.get("/conformance", headers={"Accept": "application/n-triples"})
    graph = rdflib.Graph().parse(data=data.text, format="nt")

    assert "tests from the W3C passed" in page.text
    assert len(set(graph.subjects(EARL.test))) == 375
    assert str(next(graph.objects(None, DOAP.revision))) in page.text


@pytest.mark.parametrize(("suffix", "status"), [("ttl", 200), ("jsonld", 200), ("rdf", 200), ("nt", 200), ("csv", 404)])
def test_the_results_come_in_every_rdf_format(client: FlaskClient, suffix: str, status: int) -> None:
    assert client.get(f"/conformance.{suffix}").status_code == status
