"""Watches every request: lets in whom the limits allow, tells the client the times taken, counts, charges, logs."""

from __future__ import annotations

import datetime
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from flask import Flask, Response, g, request

from .clients import client_of, network_of
from .settings import Settings
from .trace import Trace, trace
from .world import Site, site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# What the operator's own programs ask must be answered even when a client at the same address has used its share up.
_UNLIMITED = ("/healthz", "/readyz", "/metrics", "/limits")
_LONGEST_QUERY = 10_000
_UNNAMED_ROUTE = "none"

access = logging.getLogger("yrkesgraf.access")


class Sent(NamedTuple):
    """What an answer was: the route it counts for, its status, and the bytes of its body."""

    route: str
    status: HTTPStatus
    length: int


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
    """Settle an answer of the framework."""
    found = trace()
    found.store = g.release.store.clock.seconds if "release" in g else 0.0
    route = request.url_rule.rule if request.url_rule else _UNNAMED_ROUTE
    sent = Sent(route, HTTPStatus(response.status_code), response.content_length or 0)
    response.headers["Server-Timing"] = settle(site(), found, request.environ, sent)
    return response


def settle(world: Site, found: Trace, environ: WSGIEnvironment, sent: Sent) -> str:
    """Take the times of an answer; count, charge and log it; returns what ``Server-Timing`` says of it."""
    found.finish()
    world.meters.count(sent.route, environ["REQUEST_METHOD"], sent.status, found)
    if found.lane == "query":
        world.meters.cache_bytes.set(world.answers.size)
    world.budget.charge(found.client, found.processor + found.engine)
    is_probe = sent.route in _UNLIMITED and sent.status == HTTPStatus.OK
    if access.isEnabledFor(logging.INFO) and not is_probe:
        log_line(describe(environ, sent, found, world.settings))
    queue, engine, render = (seconds * 1000 for seconds in (found.queue, found.engine + found.store, found.render))
    return f"queue;dur={queue:.2f}, engine;dur={engine:.2f}, render;dur={render:.2f}"


def log_line(line: str) -> None:
    """Log one line, without the look through the stack for who logs, which costs more than the rest."""
    access.handle(logging.LogRecord(access.name, logging.INFO, __file__, 0, line, None, None))


def describe(environ: WSGIEnvironment, sent: Sent, found: Trace, settings: Settings) -> str:
    """Return one line of JSON about an answer; the address has no query string, which holds the query."""
    line: dict[str, object] = {
        "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
        "client": found.address if settings.log_addresses else network_of(found.address),
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"),  # as PEP 3333 has it
        "status": sent.status,
        "bytes": sent.length,
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
    if sent.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        optional["agent"] = environ.get("HTTP_USER_AGENT", "")
    line.update((name, value) for name, value in optional.items() if value)
    return msgspec.json.encode(line).decode()
