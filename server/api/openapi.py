"""The description of the API by OpenAPI 3.1, made from the definitions of queries and the table of other routes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response

from graph import __version__
from graph.json_writer import write_json
from graph.reading.query_definitions import GROUPS, load_definitions
from graph.reading.release import Release
from graph.vocab import LICENCE

from ..formats import JSON
from ..http.errors import PROBLEM
from ..http.parameters import takes
from ..http.responses import document
from ..http.site import release
from ..messages import message
from .operations import FAULTS, common_parameters, describe_descriptions, describe_query, describe_route
from .other_routes import OTHER_ROUTES
from .routes import offered_formats

bp = Blueprint("openapi", __name__)

_PAGE = {
    "type": "object",
    "required": ["query", "release", "parameters", "columns", "rows", "coverage", "next"],
    "properties": {
        "query": {"type": "string"},
        "release": {"type": "string", "description": "The release that answered."},
        "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
        "columns": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "type", "unit", "label"],
                "properties": {
                    "name": {"type": "string"},
                    "type": {"type": "string"},
                    "unit": {"type": ["string", "null"]},
                    "label": {"type": "string"},
                },
            },
        },
        "rows": {"type": "array"},
        "coverage": {
            "type": "array",
            "description": "The occupations whose list is known, for each list that the query reads.",
            "items": {
                "type": "object",
                "required": ["property", "name", "known", "all"],
                "properties": {
                    "property": {"type": "string"},
                    "name": {"type": "string"},
                    "known": {"type": "integer"},
                    "all": {"type": "integer"},
                },
            },
        },
        "next": {"type": ["string", "null"], "description": "The address of the next page, null on the last."},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence with the fault and its remedy."},
        "limit": {"type": "string", "description": "The limit that was met, as /limits names it."},
    },
}


@bp.get("/openapi.json")
@takes()
def openapi() -> Response:
    """Return the OpenAPI description of the queries and of every other route with JSON or tables."""
    current = release()
    return document(write_json(describe_api(current)).encode(), JSON, current)


def describe_api(current: Release) -> dict[str, Any]:
    """Return the OpenAPI document of this server; needs an application context."""
    paths: dict[str, Any] = {}
    for definition in load_definitions().values():
        paths |= describe_query(definition, offered_formats())
    paths |= describe_descriptions(list(load_definitions()))
    paths |= dict(map(describe_route, OTHER_ROUTES))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yrkesgraf",
            "version": __version__,
            "summary": "Norwegian occupations as linked data.",
            "description": "Every query is also a page with a form; /api lists them.",
            "license": {"name": "NLOD 2.0", "url": LICENCE},
        },
        "servers": [{"url": current.names.base.rstrip("/")}],
        "tags": [{"name": group, "description": message(f"queries_{group}", "en")} for group in GROUPS],
        "paths": paths,
        "components": {
            "schemas": {"Page": _PAGE, "Problem": _PROBLEM},
            "parameters": dict(common_parameters()),
            "responses": {
                name: {
                    "description": HTTPStatus(int(status)).phrase,
                    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status, name in FAULTS.items()
            },
        },
    }
