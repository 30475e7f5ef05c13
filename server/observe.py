"""Watches every request: lets in whom the limits allow, tells the client the times taken, counts, charges, logs."""

from __future__ import annotations

import datetime
import logging
from http import HTTPStatus

import msgspec
from flask import Flask, Response, g, request

from .clients import client_of, network_of
from .settings import Settings
from .trace import Trace, trace
from .world import site

# What the operator's own programs ask must be answered even when a client at the same address has used its share up.
_UNLIMITED = ("/healthz", "/readyz", "/metrics", "/limits")
_LONGEST_QUERY = 10_000
_UNNAMED_ROUTE = "none"

access = logging.getLogger("yrkesgraf.access")


def register(app: Flask) -> None:
    """Watch every request to *app*; registered first, so that it sees each answer last."""
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    """Note who asks; raises ``TooMany`` for a client that has used its share up."""
    found = trace()
    found.address = request.remote_addr or ""
    found.client = client_of(found.address)
    if request.path not in _UNLIMITED:
        site().budget.check(found.client)


def finish(response: Response) -> Response:
    """Take the times of an answer and pass them on."""
    found, world = trace(), site()
    found.store = g.release.store.clock.seconds if "release" in g else 0.0
    found.finish()
    timing = {"queue": found.queue, "engine": found.engine + found.store, "render": found.render}
    response.headers["Server-Timing"] = ", ".join(
        f"{name};dur={seconds * 1000:.2f}" for name, seconds in timing.items()
    )
    route = request.url_rule.rule if request.url_rule else _UNNAMED_ROUTE
    world.meters.count(route, request.method, response.status_code, found)
    if found.lane == "query":
        world.meters.cache_bytes.set(world.answers.size)
    world.budget.charge(found.client, found.processor + found.engine)
    is_probe = request.path in _UNLIMITED and response.status_code == HTTPStatus.OK
    if access.isEnabledFor(logging.INFO) and not is_probe:
        access.info(describe(response, found, world.settings))
    return response


def describe(response: Response, found: Trace, settings: Settings) -> str:
    """Return one line of JSON about an answer; the address has no query string, which holds the query."""
    line: dict[str, object] = {
        "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
        "client": found.address if settings.log_addresses else network_of(found.address),
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "bytes": response.content_length or 0,
        "lane": found.lane,
        "seconds": round(found.seconds, 6),
    }
    optional = {
        "queue": round(found.queue, 6),
        "engine": round(found.engine + found.store, 6),
        "cache": found.cache,
        "limit": found.limit,
        "query": found.query[:_LONGEST_QUERY] if settings.log_queries else "",
    }
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        optional["agent"] = request.headers.get("User-Agent", "")
    line.update((name, value) for name, value in optional.items() if value)
    return msgspec.json.encode(line).decode()
