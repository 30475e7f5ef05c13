"""The published limits, as a page and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from ..formats import HTML, JSON, negotiate
from ..http.page_context import Page
from ..http.site import release, site
from ..languages import requested_language
from ..refusals import NotAcceptable

bp = Blueprint("limits", __name__)


@dataclass(frozen=True, kw_only=True)
class LimitsPage(Page):
    """The variables of ``limits.html``, which reads the limits by ``public_limits``."""

    template: ClassVar[str] = "limits.html"


@bp.get("/limits")
def limits() -> Response:
    """Return the limits in force, as JSON or as a page; raises ``NotAcceptable``."""
    chosen = negotiate(request.headers.get("Accept"), (JSON, HTML))
    if chosen is None:
        raise NotAcceptable((JSON, HTML))
    response = Response(_page() if chosen is HTML else _json(), content_type=chosen.content_type)
    response.cache_control.public = True
    response.cache_control.max_age = site().settings.cache_seconds
    return response


def _page() -> str:
    return LimitsPage(language=requested_language(), release=release()).render()


def _json() -> str:
    limits = [{"name": name, "value": value, "about": about} for name, value, about in site().settings.public()]
    return json.dumps({"limits": limits}, ensure_ascii=False, indent=2) + "\n"
