"""The published limits, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response

from graph.json_writer import write_json

from ..formats import HTML, JSON
from ..http.headers import allow_caching
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format
from ..http.site import release, site
from ..languages import requested_language

bp = Blueprint("limits", __name__)


@dataclass(frozen=True, kw_only=True)
class LimitsPage(Page):
    """The variables of ``limits.html``, which reads the limits by ``public_limits``."""

    template: ClassVar[str] = "limits.html"


@bp.get("/limits")
@takes()
def limits() -> Response:
    """Return the limits in force, as JSON or as a page; raises ``NoSuchForm``."""
    chosen = choose_format((JSON, HTML))
    response = Response(_page() if chosen is HTML else _json(), content_type=chosen.content_type)
    allow_caching(response)
    return response


def _page() -> str:
    return LimitsPage(language=requested_language(), release=release()).render()


def _json() -> str:
    limits = [{"name": name, "value": value, "about": about} for name, value, about in site().settings.public()]
    return write_json({"limits": limits})
