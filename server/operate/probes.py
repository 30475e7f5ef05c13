"""Liveness and readiness probes."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Blueprint, Response

from graph.errors import YrkesgrafError

from ..http.headers import forbid_caching
from ..http.site import release, site
from .health import trouble

bp = Blueprint("probes", __name__)
log = logging.getLogger(__name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Return 200 while the process answers; restart it when it does not."""
    return _say("ok")


@bp.get("/readyz")
def readyz() -> Response:
    """Return 200 where the release can be read and queries can run, 503 with the reason where not."""
    if trouble := find_trouble():
        return _say(trouble, HTTPStatus.SERVICE_UNAVAILABLE)
    return _say(f"ok {release().id}")


def find_trouble() -> str:
    """Return one sentence on why this server is not ready, '' where it is."""
    try:
        if words := trouble(release()):
            return words
    except YrkesgrafError as error:
        log.error("not ready: %s", error)
        return "The release cannot be read; see the log."
    return "" if site().executors.is_ready() else "No executor is alive."


def _say(words: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return forbid_caching(Response(f"{words}\n", status, content_type="text/plain; charset=utf-8"))
