"""
The address of the Model Context Protocol over streamable HTTP, without sessions and streams.

Tools call the application as the client that posted the message, so its limits are those of ``/sparql``. The official
SDK is an extra, which the first message imports: with its web framework it takes a second.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, request

from ..http.headers import forbid_caching
from ..http.parameters import takes
from ..http.site import release
from ..refusals import Refused, UnknownPage

if TYPE_CHECKING:
    from flask.testing import FlaskClient

bp = Blueprint("assistants", __name__)

ADDRESS = "/mcp"
# The headers of the protocol; the tools get none of the message.
_OF_PROTOCOL = ("Accept", "Content-Type", "Host", "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Mcp-Session-Id")


def has_protocol() -> bool:
    """Return whether the optional SDK is installed."""
    return importlib.util.find_spec("mcp") is not None


@bp.post(ADDRESS)
@takes()
def message() -> Response:
    """
    Answer one message; other methods are 405, since there are no streams to open and no sessions to end.

    Raises ``Refused`` for a page of another site, and ``UnknownPage`` without the SDK.
    """
    refuse_other_sites(request.headers.get("Origin"))
    if not has_protocol():
        raise UnknownPage("There are no assistants here: the extra yrkesgraf[assistants] is not installed.")
    from .assistant_server import exchange  # noqa: PLC0415 - see the docstring

    headers = {name: request.headers[name] for name in _OF_PROTOCOL if name in request.headers}
    found = exchange(_client(current_app, request.remote_addr or ""), ADDRESS, headers, request.get_data())
    return forbid_caching(Response(found.body, found.status, found.headers))


def refuse_other_sites(origin: str | None) -> None:
    """
    Raise ``Refused`` where a browser sends the message for a page of another site.

    The protocol requires it: a page could reach a server on the reader's own machine under a name of its own.
    """
    if origin is not None and _site_of(origin) != _site_of(release().names.base):
        raise Refused(f"Messages from pages of another site are refused, got the origin {origin[:100]!r}.")


def _site_of(address: str) -> tuple[str, ...]:
    """Return the scheme and the host of *address*, () where it cannot be read, such as ``http://[``."""
    try:
        return urlsplit(address)[:2]
    except ValueError:
        return ()


def _client(app: Flask, address: str) -> FlaskClient:
    """Return a client of *app* that is counted under *address*."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client
