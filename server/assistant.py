"""
The Model Context Protocol over standard input and output, for assistants: ``yrkesgraf mcp``.

The official SDK is an extra. Standard output carries the protocol, so the access log is off.
"""

from __future__ import annotations

import os
from dataclasses import replace

import anyio
from flask import Flask
from mcp.server.stdio import stdio_server

from graph.reading.release import CurrentRelease, Releases

from .api.assistant_server import make_server
from .app import create_app
from .executors.engines import choose_opener
from .http.site import EXTENSION
from .settings import Settings


async def serve(app: Flask) -> None:
    """Serve one assistant on standard input and output until it closes them."""
    server = make_server(app.test_client())
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
