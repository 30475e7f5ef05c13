"""No client fills the endpoint, and who has no query running or waiting finds a place."""

from __future__ import annotations

from contextlib import ExitStack
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from server.executors.part_sink import FIRST_PART
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


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("figure", ["1", "RAND()"])
@pytest.mark.parametrize(("protocol", "has_length"), [("HTTP/1.0", True), ("HTTP/1", True), ("HTTP/1.1", False)])
def test_only_a_protocol_that_marks_the_end_gets_an_answer_before_it_is_whole(
    client: FlaskClient, method: str, figure: str, protocol: str, has_length: bool
) -> None:
    query = f"SELECT ?a ?b ({figure} AS ?c) {{ ?a ?p ?o . ?b ?q ?r }} LIMIT 15000"
    form = {"query": query}
    # A client without recent use: the query of another would give way to everything else on the machine.
    address = f"{method}-{figure}-{protocol}"

    response = client.open(
        "/sparql", method=method, headers={"Accept": "text/csv", "Cache-Control": "no-cache"}, buffered=False,
        query_string=form if method == "GET" else None, data=form if method == "POST" else None,
        environ_overrides={"SERVER_PROTOCOL": protocol, "REMOTE_ADDR": address},
    )  # fmt: skip
    has_one = "Content-Length" in response.headers

    assert (response.status_code, has_one) == (200, has_length)
    assert len(response.data) > FIRST_PART


def test_too_many_queries_in_all_get_503_and_pages_are_answered(client: FlaskClient) -> None:
    world = client.application.extensions[EXTENSION]
    with ExitStack() as stack:
        for number in range(world.settings.queries + world.settings.newcomers):
            stack.enter_context(world.queries.hold(f"client {number}"))

        refused, page = get(client, "ASK { ?s ?p 6 }"), client.get("/doc/title/2221110.ttl")

    assert (refused.status_code, refused.get_json(force=True)["limit"]) == (503, "waiting")
    assert int(refused.headers["Retry-After"]) > 0
    assert page.status_code == 200
