"""
The server of the Model Context Protocol, by its official SDK: tools over the application, and the vocabulary.

Over HTTP it is stateless: each POST is one exchange, so any worker can answer it. The SDK serves ASGI; here its session
manager answers one request in an event loop of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import Context
from dataclasses import dataclass, field
from typing import TypeVar

import anyio
import mcp_types as types
from flask.testing import FlaskClient
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Message

from graph import __version__
from graph.vocab import ONTOLOGY

from ..formats import TURTLE
from .tools import list_tools, write_answer

Found = TypeVar("Found")

_INSTRUCTIONS = (
    "Norwegian occupations, job titles, classifications, educations, skills and figures as linked data. Answers name "
    "the release and the IRIs of resources: cite them. A list that no source gives is unknown, not empty; coverage "
    "says for how many occupations it is known. STYRK-98 and STYRK-08 have different codes for the same digits."
)
_VOCABULARY = types.Resource(
    uri=ONTOLOGY, name="vocabulary", title="The vocabulary", mime_type=TURTLE.media_type,
    description="The classes and properties of the graph in Turtle, with labels and definitions.",
)  # fmt: skip


def make_server(client: FlaskClient) -> Server:
    """
    Return an MCP server whose tools call an application through *client* and whose one resource is the vocabulary.

    Reading another resource raises ``ValueError``.
    """
    tools = {tool.name: tool for tool in list_tools()}

    async def show_tools(_: ServerRequestContext, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        shown = [
            types.Tool(
                name=one.name, title=one.title, description=one.description, input_schema=one.schema,
                annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
            )
            for one in tools.values()
        ]  # fmt: skip
        return types.ListToolsResult(tools=shown)

    async def call_tool(_: ServerRequestContext, params: types.CallToolRequestParams) -> types.CallToolResult:
        if (tool := tools.get(params.name)) is None:
            words = f"There is no tool {params.name[:100]!r}; there are: {', '.join(tools)}."
            return types.CallToolResult(content=[types.TextContent(text=words)], is_error=True)
        answer = await _call_apart(lambda: tool.answer(client, params.arguments or {}))
        # Structured content is optional and text is read by every assistant: the same twice would fill its context.
        return types.CallToolResult(content=[types.TextContent(text=write_answer(answer))], is_error=answer.is_error)

    async def show_resources(
        _: ServerRequestContext, __: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[_VOCABULARY])

    async def read_resource(
        _: ServerRequestContext, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        if str(params.uri) != ONTOLOGY:
            raise ValueError(f"There is no resource {str(params.uri)[:100]!r}; there is: {ONTOLOGY}.")
        text = await _call_apart(lambda: client.get("/def.ttl").text)
        contents = types.TextResourceContents(uri=ONTOLOGY, mime_type=TURTLE.media_type, text=text)
        return types.ReadResourceResult(contents=[contents])

    return Server(
        "yrkesgraf", version=__version__, title="Yrkesgraf", instructions=_INSTRUCTIONS, on_list_tools=show_tools,
        on_call_tool=call_tool, on_list_resources=show_resources, on_read_resource=read_resource,
    )  # fmt: skip


async def _call_apart(call: Callable[[], Found]) -> Found:
    """
    Return the value of *call*, made in a thread, since the application blocks on executors and the protocol goes on.

    It has a context of its own: in that of the message, Flask would record its requests as part of the message.
    """
    return await anyio.to_thread.run_sync(Context().run, call)


@dataclass
class ExchangeAnswer:
    """The answer of one exchange over HTTP."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


def exchange(client: FlaskClient, path: str, headers: Mapping[str, str], body: bytes) -> ExchangeAnswer:
    """Return the answer to the message *body*, posted to *path* with *headers*; tools call through *client*."""
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": path,
        "raw_path": path.encode(), "root_path": "", "query_string": b"", "client": None, "server": None,
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
    }  # fmt: skip
    answer = ExchangeAnswer()
    unread = [body]

    async def receive() -> Message:
        if not unread:
            await anyio.sleep_forever()  # the client stays until it has its answer
        return {"type": "http.request", "body": unread.pop(), "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]]
        else:
            answer.body += message.get("body", b"")

    async def run() -> None:
        # A manager runs once, and costs next to nothing.
        manager = StreamableHTTPSessionManager(make_server(client), json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    anyio.run(run)
    return answer
