"""Hands what ``meters`` counted to Prometheus, and to nobody that the settings do not name."""

from __future__ import annotations

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from ..clients import is_within
from ..http.site import release, site
from ..refusals import Refused

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def metrics() -> Response:
    """Return the metrics to those the settings let read them."""
    if not is_within(request.remote_addr or "", site().settings.networks("metrics_clients")):
        raise Refused("The metrics of this server are for its operator; see YRKESGRAF_METRICS_CLIENTS.")
    body = site().meters.write(release())
    return Response(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
