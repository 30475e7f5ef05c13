"""Serves metrics to the addresses in METRICS_CLIENTS only."""

from __future__ import annotations

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from ..clients import is_within
from ..http.headers import forbid_caching
from ..http.site import release, site
from ..refusals import Refused

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def metrics() -> Response:
    """Return the metrics; raises ``Refused`` for clients outside the setting ``metrics_clients``."""
    if not is_within(request.remote_addr or "", site().settings.networks("metrics_clients")):
        raise Refused("Metrics are only for the addresses in YRKESGRAF_METRICS_CLIENTS.")
    body = site().meters.write(release())
    return forbid_caching(Response(body, content_type=CONTENT_TYPE_LATEST))
