"""A page that is always the same, as large as the environment says: the limit of the web server itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PAGE = b"x" * int(os.environ.get("FIXED_BYTES", "1000"))
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(PAGE)))]


def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer anything with the page."""
    start_response("200 OK", HEADERS)
    return [PAGE]
