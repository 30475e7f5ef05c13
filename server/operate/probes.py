"""Tells whoever runs the server whether it lives, and whether it can answer."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Blueprint, Response

from graph.errors import YrkesgrafError

from ..http.site import release, site
from .health import trouble

bp = Blueprint("probes", __name__)
log = logging.getLogger(__name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Answer as long as this process can answer anything; restart it when it does not."""
    return _say("ok")


@bp.get("/readyz")
def readyz() -> Response:
    """Answer 200 when the release can be read and queries can run; send nobody here while it does not."""
    if trouble := find_trouble():
        return _say(trouble, HTTPStatus.SERVICE_UNAVAILABLE)
    return _say(f"ok {release().id}")


def find_trouble() -> str:
    """Return what keeps this server from answering, in one sentence; '' when nothing does."""
    try:
        if words := trouble(release()):
            return words
    except YrkesgrafError as error:
        log.error("not ready: %s", error)
        return "The release cannot be read; the log says why."
    return "" if site().executors.is_ready() else "No executor is alive."


def _say(words: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{words}\n", status, headers, content_type="text/plain; charset=utf-8")
