"""
The Model Context Protocol over standard input and output, for assistants: ``yrkesgraf mcp``.

The official SDK is an extra. Standard output carries the protocol, so the access log is off.
"""

from __future__ import annotations

import os
from dataclasses import replace

import anyio
import mcp_types as types
from flask import Flask
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server

from graph import __version__
from graph.reading.release import CurrentRelease, Releases
from graph.vocab import ONTOLOGY

from .api.tools import list_tools, write_answer
from .app import create_app
from .executors.engines import choose_opener
from .formats import TURTLE
from .http.site import EXTENSION
from .settings import Settings

_INSTRUCTIONS = (
    "Norwegian occupations, job titles, classifications, educations, skills and figures as linked data. Answers name "
    "the release and the IRIs of resources: cite them. A list that no source gives is unknown, not empty; coverage "
    "says for how many occupations it is known. STYRK-98 and STYRK-08 have different codes for the same digits."
)
_VOCABULARY = types.Resource(
    uri=ONTOLOGY, name="vocabulary", title="The vocabulary", mime_type=TURTLE.media_type,
    description="The classes and properties of the graph in Turtle, with labels and definitions.",
)  # fmt: skip


def make_server(app: Flask) -> Server:
    """
    Return an MCP server whose tools call *app* and whose one resource is the vocabulary.

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
        # The application blocks on executors; in a thread, the protocol goes on.
        answer = await anyio.to_thread.run_sync(tool.answer, app, params.arguments or {})
        return types.CallToolResult(
            content=[types.TextContent(text=write_answer(answer))],
            structured_content=None if answer.is_error else answer.data,
            is_error=answer.is_error,
        )

    async def show_resources(
        _: ServerRequestContext, __: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[_VOCABULARY])

    async def read_resource(
        _: ServerRequestContext, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        if str(params.uri) != ONTOLOGY:
            raise ValueError(f"There is no resource {str(params.uri)[:100]!r}; there is: {ONTOLOGY}.")
        text = await anyio.to_thread.run_sync(lambda: app.test_client().get("/def.ttl").text)
        contents = types.TextResourceContents(uri=ONTOLOGY, mime_type=TURTLE.media_type, text=text)
        return types.ReadResourceResult(contents=[contents])

    return Server(
        "yrkesgraf", version=__version__, title="Yrkesgraf", instructions=_INSTRUCTIONS, on_list_tools=show_tools,
        on_call_tool=call_tool, on_list_resources=show_resources, on_read_resource=read_resource,
    )  # fmt: skip


async def serve(app: Flask) -> None:
    """Serve one assistant on standard input and output until it closes them."""
    server = make_server(app)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def main() -> None:
    """Serve the release that the environment names; raises ``SettingFault`` and ``ReleaseFault``."""
    settings = replace(Settings.from_environment(os.environ), access_log=0)
    app = create_app(CurrentRelease(Releases(settings.home, choose_opener(settings)), settings.base), settings)
    try:
        anyio.run(serve, app)
    finally:
        app.extensions[EXTENSION].executors.close()


if __name__ == "__main__":
    main()
