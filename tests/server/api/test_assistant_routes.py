"""The Model Context Protocol over HTTP: the SDK's own client is answered, without streams, sessions and other sites."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from werkzeug.test import TestResponse

from server.clients import client_of
from server.http.site import EXTENSION

CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search", "arguments": {"q": "lege"}}}
HEADERS = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


class ThreadedClient(FlaskClient):
    """Sends each request in a thread of its own: while a browser of other tests is open, this has a running loop."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Send one request, as any client of Flask does."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(super().open, *args, **options).result()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application with the bundled release."""
    return ThreadedClient(app, app.response_class)


class Wire(httpx2.AsyncBaseTransport):
    """Sends requests to the application in this process."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body, headers = await request.aread(), list(request.headers.items())
        answer = await anyio.to_thread.run_sync(
            lambda: self._client.open(request.url.path, method=request.method, data=body, headers=headers)
        )
        return httpx2.Response(answer.status_code, headers=list(answer.headers), content=answer.data)


def test_the_client_of_the_sdk_lists_and_calls_tools(client: FlaskClient) -> None:
    async def converse() -> tuple[Any, Any, Any]:
        async with httpx2.AsyncClient(transport=Wire(client)) as wire:
            transport = streamable_http_client("http://localhost:8000/mcp", http_client=wire)
            async with Client(transport) as assistant:
                tools = await assistant.list_tools()
                found = await assistant.call_tool("titles_of_occupation", {"occupation": "lege", "limit": 2})
                return tools, found, await assistant.read_resource("https://w3id.org/yrkesgraf/def")

    # A thread of its own: while a browser of other tests is open, this one has a running loop.
    with ThreadPoolExecutor(1) as pool:
        tools, found, vocabulary = pool.submit(anyio.run, converse).result()

    assert {"titles_of_occupation", "search", "sparql"} <= {tool.name for tool in tools.tools}
    assert len(json.loads(found.content[0].text)["rows"]) == 2
    assert "yg:Occupation" in vocabulary.contents[0].text


def test_a_call_is_answered_as_json_without_a_session(client: FlaskClient) -> None:
    response = client.post("/mcp", json=CALL, headers=HEADERS)

    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert "Mcp-Session-Id" not in response.headers
    assert response.cache_control.no_store
    assert json.loads(response.get_json()["result"]["content"][0]["text"])["release"]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_are_no_streams_to_open_and_no_sessions_to_end(client: FlaskClient, method: str) -> None:
    response = client.open("/mcp", method=method, headers={"Accept": "text/event-stream, application/json"})

    assert (response.status_code, response.headers["Allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://evil.example", 403), ("null", 403), ("http://[", 403), ("http://localhost:8000", 200)],
)
def test_pages_of_other_sites_are_refused(client: FlaskClient, origin: str, status: int) -> None:
    assert client.post("/mcp", json=CALL, headers={**HEADERS, "Origin": origin}).status_code == status


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"{", 400, "Parse error"),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "no/such"}', 200, "Method not found"),
        (b'{"jsonrpc": "2.0", "method": "notifications/initialized"}', 202, None),
    ],
)
def test_a_faulty_message_has_an_answer_of_the_protocol(
    client: FlaskClient, body: bytes, status: int, message: str | None
) -> None:
    response = client.post("/mcp", data=body, content_type="application/json", headers=HEADERS)

    assert response.status_code == status
    assert message is None or message in response.get_json(force=True)["error"]["message"]


def test_the_engine_counts_in_the_call_of_a_tool_and_not_again_in_the_message(client: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?s ?q 4712 }"
    call = {**CALL, "params": {"name": "sparql", "arguments": {"query": query}}}

    response = client.post("/mcp", json=call, headers=HEADERS)

    assert not response.get_json()["result"].get("isError", False)
    assert response.headers["Server-Timing"].startswith("queue;dur=0.00, engine;dur=0.00,")


def test_a_tool_is_counted_as_the_client_that_called_it(client: FlaskClient) -> None:
    world = client.application.extensions[EXTENSION]
    call = {**CALL, "params": {"name": "sparql", "arguments": {"query": "ASK { ?s ?p 4711 }"}}}
    held = client_of("192.0.2.7")
    for _ in range(world.settings.client_queries):
        world.queries.enter(held)
    answers = [
        client.post("/mcp", json=call, headers=HEADERS, environ_overrides={"REMOTE_ADDR": address}).get_json()["result"]
        for address in ("192.0.2.7", "192.0.2.8")
    ]
    for _ in range(world.settings.client_queries):
        world.queries.leave(held)

    assert [answer.get("isError", False) for answer in answers] == [True, False]
    assert "You already have" in answers[0]["content"][0]["text"]
