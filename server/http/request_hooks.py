"""Watches every request: lets in whom the limits allow, tells the client the times taken, counts, charges, logs."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask, Response, g, request

from ..clients import client_of
from ..request_record import Trace, trace
from .access_log import LogEntry
from .site import Site, site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# What the operator's own programs ask must be answered even when a client at the same address has used its share up.
_UNLIMITED = ("/healthz", "/readyz", "/metrics", "/limits")
_UNNAMED_ROUTE = "none"


class SentAnswer(NamedTuple):
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
    sent = SentAnswer(route, HTTPStatus(response.status_code), response.content_length or 0)
    response.headers["Server-Timing"] = settle(site(), found, request.environ, sent)
    return response


def settle(world: Site, found: Trace, environ: WSGIEnvironment, sent: SentAnswer) -> str:
    """Take the times of an answer; count, charge and log it; returns what ``Server-Timing`` says of it."""
    found.finish()
    world.meters.count(sent.route, environ["REQUEST_METHOD"], sent.status, found)
    world.budget.charge(found.client, found.processor + found.engine)
    is_probe = sent.route in _UNLIMITED and sent.status == HTTPStatus.OK
    if world.journal.is_read and not is_probe:
        agent = environ.get("HTTP_USER_AGENT", "")
        path = environ["PATH_INFO"]
        world.journal.write(
            LogEntry(time.time(), environ["REQUEST_METHOD"], path, agent, sent.status, sent.length, found)
        )
    engine = found.engine + found.store
    return f"queue;dur={found.queue * 1e3:.2f}, engine;dur={engine * 1e3:.2f}, render;dur={found.render * 1e3:.2f}"
