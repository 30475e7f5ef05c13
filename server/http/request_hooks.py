"""Hooks around every request: budget check, ``Server-Timing``, metrics, charge and access log."""

from __future__ import annotations

import time
from http import HTTPStatus
from sys import getsizeof
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from flask import Flask, Response, g, request

from ..clients import client_of
from ..refusals import BadRequest, TooLargeHeaders
from ..request_record import Trace, trace
from .access_log import LogEntry
from .release_cache import Headers
from .site import Site, site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# The operator's probes are answered even where a client at the same address is over its share.
UNLIMITED = ("/healthz", "/readyz", "/metrics", "/limits")
_UNNAMED_ROUTE = "none"


class Ready(msgspec.Struct, frozen=True):
    """An answer to send without the framework: the route it is counted under, its status, headers and body."""

    route: str
    status: HTTPStatus
    headers: Headers
    body: bytes = b""


class SentAnswer(NamedTuple):
    """An answer as sent: the route it is counted under, its status, and the bytes of its body."""

    route: str
    status: HTTPStatus
    length: int


def register(app: Flask) -> None:
    """Add the hooks to *app*; registered first, so that ``finish`` runs last."""
    app.before_request(begin)
    app.after_request(finish)


def check_headers(environ: WSGIEnvironment, most: int) -> None:
    """
    Check the headers of a request, at most *most* bytes with its address.

    Raises ``TooLargeHeaders``, and ``BadRequest`` for two Host headers (RFC 9112 §3.2), which granian joins by a comma.
    """
    if "," in environ.get("HTTP_HOST", ""):
        raise BadRequest("The request has two Host headers; send one.")
    # The sizes of all objects are an upper bound, and take a quarter of the time of the exact sum.
    if sum(map(getsizeof, environ.values())) > most and _count_characters(environ) > most:
        raise TooLargeHeaders(f"The address and headers of the request have more than {most} bytes.")


def _count_characters(environ: WSGIEnvironment) -> int:
    return sum(len(value) for value in environ.values() if isinstance(value, str))


def begin() -> None:
    """
    Check the headers and record the client.

    Raises as ``check_headers`` does, and ``TooMany`` where the client is over its share of processor time.
    """
    found = trace()
    found.address = request.remote_addr or ""
    found.client = client_of(found.address)
    check_headers(request.environ, site().settings.header_bytes)
    if request.path not in UNLIMITED:
        site().presence.note(found.client)
        site().budget.check(found.client)


def finish(response: Response) -> Response:
    """Settle an answer of the framework and add ``Server-Timing``."""
    found = trace()
    found.store = g.release.store.clock.seconds if "release" in g else 0.0
    route = request.url_rule.rule if request.url_rule else _UNNAMED_ROUTE
    sent = SentAnswer(route, HTTPStatus(response.status_code), response.content_length or 0)
    response.headers["Server-Timing"] = settle(site(), found, request.environ, sent)
    return response


def settle(world: Site, found: Trace, environ: WSGIEnvironment, sent: SentAnswer) -> str:
    """Stop the clocks of an answer; count, charge and log it; returns the value of ``Server-Timing``."""
    found.finish()
    world.meters.count(sent.route, environ["REQUEST_METHOD"], sent.status, found)
    world.budget.charge(found.client, found.processor + found.spent)
    is_probe = sent.route in UNLIMITED and sent.status == HTTPStatus.OK
    if world.access_log.is_read and not is_probe:
        agent = environ.get("HTTP_USER_AGENT", "")
        path = environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]
        world.access_log.write(
            LogEntry(time.time(), environ["REQUEST_METHOD"], path, agent, sent.status, sent.length, found)
        )
    engine = found.engine + found.store
    return f"queue;dur={found.queue * 1e3:.2f}, engine;dur={engine * 1e3:.2f}, render;dur={found.render * 1e3:.2f}"
