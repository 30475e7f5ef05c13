"""The description of the API is valid OpenAPI, leaves nothing out, and the server answers as it says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph.reading.query_definitions import load_definitions
from server.api.other_routes import OTHER_ROUTES, PARAMETERS
from server.http.parameters import declared

_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Every query and every route with a view of its own; the other forms of a query are written from the same rows.
QUERIES = [f"/api/{key}.json" for key in load_definitions()]
QUERIES += [f"/api/{key}.{{suffix}}" for key in list(load_definitions())[::6]]
ROUTES = [route.path for route in OTHER_ROUTES if not route.fields]


@pytest.fixture(scope="module")
def described(portal_client: FlaskClient) -> dict[str, Any]:
    """The description as the server answers it."""
    found: dict[str, Any] = portal_client.get("/openapi.json").get_json()
    return found


@pytest.fixture(scope="module")
def schema(portal_client: FlaskClient) -> BaseSchema:
    """The description as schemathesis reads it, over the application."""
    return schemathesis.openapi.from_wsgi("/openapi.json", portal_client.application)


def test_the_description_is_valid(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_query_is_described_with_its_parameters_and_columns(described: dict[str, Any]) -> None:
    found = {}
    for key in load_definitions():
        operation = described["paths"][f"/api/{key}.json"]["get"]
        rows = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["rows"]["items"]
        named = [one["name"] for one in operation["parameters"] if "name" in one]
        found[key] = named, list(rows["properties"])

    assert found == {
        key: ([one.name for one in definition.parameters], [one.name for one in definition.columns])
        for key, definition in load_definitions().items()
    }


def test_every_route_with_a_table_is_described(portal_client: FlaskClient, described: dict[str, Any]) -> None:
    rdf = {"/catalog.<suffix>", "/conformance.<suffix>", "/def.<suffix>", "/void.<suffix>"}
    rules = {
        rule.rule.replace("<int:", "<")
        for rule in portal_client.application.url_map.iter_rules()
        if rule.rule.endswith(".<suffix>")
    }
    paths = {path.replace("{", "<").replace("}", ">").replace(".json", ".<suffix>") for path in described["paths"]}

    assert len(rules) > 40
    assert rules - paths == rdf


def test_the_parameters_of_a_route_are_those_of_its_view(portal_client: FlaskClient) -> None:
    views = portal_client.application.view_functions
    names = {
        name
        for route in OTHER_ROUTES
        for name in declared(views[route.endpoint]) or route.parameters
        if name not in route.own
    }

    assert names - {"format"} <= set(PARAMETERS)


@pytest.mark.parametrize("path", [*QUERIES, "/api/{query}.{graph}", *ROUTES])
def test_the_server_answers_as_described(schema: BaseSchema, path: str) -> None:
    answers = []

    @given(case=schema[path]["GET"].as_strategy())
    @settings(
        max_examples=2, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Case[Any]) -> None:
        answers.append(case.call_and_validate(headers={"Accept-Encoding": "identity"}, checks=_CHECKS))

    ask()
    assert answers
