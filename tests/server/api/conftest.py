"""Clients of small worlds, and arguments for which a world has an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.kinds import BY_KEY
from graph.reading.query_definitions import Parameter, ParameterType, QueryDefinition
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import Iri
from server.api.code_lists import list_codes
from server.browse.lists import listed_by
from server.http.site import EXTENSION
from tests.conftest import application

# Codes for which the small worlds have an answer.
CODES = {
    "code-ancestors": {"scheme": "styrk98", "code": "2221"},
    "occupations-of-education-code": {"code": "481101"},
    "correspondences": {"scheme": "styrk98", "code": "7421"},
}

Arguments = Callable[[Release, QueryDefinition], dict[str, str] | None]


@pytest.fixture(scope="session")
def crossed_client(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the small world of crosswalks."""
    with application(crossed) as made:
        yield made.test_client()


@pytest.fixture(scope="session")
def small_worlds(
    app: Flask, portal_client: FlaskClient, crossed_client: FlaskClient
) -> list[tuple[Release, FlaskClient]]:
    """Three releases with a client for each."""
    clients = (app.test_client(), portal_client, crossed_client)
    return [(client.application.extensions[EXTENSION].world.get(), client) for client in clients]


@pytest.fixture(scope="session")
def arguments() -> Arguments:
    """Return values for the required parameters of a query that a release has, or None where it has none."""

    def find(release: Release, definition: QueryDefinition) -> dict[str, str] | None:
        examples = {**definition.example, **CODES.get(definition.key, {})}
        found = {one.name: _value(release, one, examples[one.name]) for one in definition.parameters if one.is_required}
        return None if None in found.values() else {name: value for name, value in found.items() if value}

    return find


def _value(release: Release, parameter: Parameter, example: str) -> str | None:
    if parameter.type not in {ParameterType.IRI, ParameterType.CODE}:
        return example
    if parameter.of not in BY_KEY:
        return next(iter(list_codes(release, parameter.of)), None)
    exists = load_folder("pages")["exists"].text
    if release.store.ask(exists, {"this": release.names.thing(parameter.of, example)}):
        return example
    listed = {**listed_by(parameter.of, release.names), "language": "nb"}
    rows = release.store.rows(load_folder("pages")["list-order"].text, listed)
    keys = [found[1] for row in rows if (found := release.names.split(Iri(row["value"].value)))]
    return min(keys, default=None)
