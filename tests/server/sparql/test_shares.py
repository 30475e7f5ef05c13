"""No client fills the endpoint, and who has no query running or waiting finds a place."""

from __future__ import annotations

from contextlib import ExitStack
from urllib.parse import urlencode

from flask.testing import FlaskClient

from server.http.site import EXTENSION
from tests.server.sparql.test_endpoint import get


def test_a_client_with_too_many_queries_at_once_is_told_and_others_are_not(client: FlaskClient) -> None:
    world = client.application.extensions[EXTENSION]
    with ExitStack() as stack:
        for _ in range(world.settings.client_queries):
            stack.enter_context(world.queries.hold("127.0.0.1"))

        refused = get(client, "ASK { ?s ?p 5 }")
        other = client.get(
            "/sparql?" + urlencode({"query": "ASK { ?s ?p 5 }"}), environ_overrides={"REMOTE_ADDR": "192.0.2.8"}
        )

    assert (refused.status_code, refused.get_json(force=True)["limit"]) == (429, "client_queries")
    assert refused.headers["Retry-After"] == "1"
    assert other.status_code == 200


def test_clients_with_several_queries_keep_nobody_out(client: FlaskClient) -> None:
    address = "/sparql?" + urlencode({"query": "ASK { ?s ?p 7 }"})
    world = client.application.extensions[EXTENSION]
    with ExitStack() as stack:
        for number in range(world.settings.queries):
            stack.enter_context(world.queries.hold(f"192.0.2.{number // 2}"))

        refused = client.get(address, environ_overrides={"REMOTE_ADDR": "192.0.2.0"})
        newcomer = client.get(address)

    assert (refused.status_code, refused.get_json(force=True)["limit"]) == (503, "waiting")
    assert newcomer.status_code == 200


def test_too_many_queries_in_all_get_503_and_pages_are_answered(client: FlaskClient) -> None:
    world = client.application.extensions[EXTENSION]
    with ExitStack() as stack:
        for number in range(world.settings.queries + world.settings.newcomers):
            stack.enter_context(world.queries.hold(f"client {number}"))

        refused, page = get(client, "ASK { ?s ?p 6 }"), client.get("/doc/title/2221110.ttl")

    assert (refused.status_code, refused.get_json(force=True)["limit"]) == (503, "waiting")
    assert int(refused.headers["Retry-After"]) > 0
    assert page.status_code == 200
