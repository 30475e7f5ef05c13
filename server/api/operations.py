"""Operations of OpenAPI: those of the queries from their definitions, those of other routes from their views."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import current_app

from graph.kinds import BY_KEY
from graph.reading.query_definitions import ColumnType, OutputColumn, Parameter, ParameterType, QueryDefinition

from ..formats import BY_SUFFIX, GRAPHS, JSON, PARQUET, Format
from ..http.parameters import declaration
from ..http.responses import DIGEST, DIGEST_ENDING
from .arguments import MOST_OFFSET, MOST_ROWS
from .other_routes import PARAMETERS, OtherRoute, Schema

Node = dict[str, Any]

_FORMATS = {**BY_SUFFIX, PARQUET.suffix: PARQUET}
_FORMATS |= {suffix + DIGEST_ENDING: DIGEST for suffix in _FORMATS}
_TYPES: Mapping[ColumnType, Schema] = {
    ColumnType.INTEGER: {"type": ["integer", "null"]},
    ColumnType.NUMBER: {"type": ["number", "null"]},
    ColumnType.BOOLEAN: {"type": ["boolean", "null"]},
    ColumnType.CODES: {"type": ["array", "null"], "items": {"type": "string"}},
    ColumnType.TEXTS: {"type": ["array", "null"], "items": {"type": "string"}},
}
# The responses that every route may give, by the name of their component.
FAULTS = {
    "400": "BadRequest", "404": "NotFound", "406": "NotAcceptable", "413": "TooLarge", "429": "TooMany",
    "503": "Unavailable",
}  # fmt: skip
_PAGING = ("limit", "offset")
_LANGUAGES = ("lang", "content")


def describe_query(definition: QueryDefinition, offered: Sequence[Format]) -> Mapping[str, Node]:
    """Return the OpenAPI paths of a query: one for JSON, and one for the other *offered* formats."""
    path = f"/api/{definition.key}"
    parameters = [_query_parameter(one) for one in definition.parameters]
    parameters += [{"$ref": f"#/components/parameters/{name}"} for name in (*_PAGING, *_LANGUAGES)]
    others = [one for one in offered if one is not JSON]
    found = {
        f"{path}.json": _operation(definition.key, definition, parameters, {JSON.media_type: _rows(definition)}),
        f"{path}.{{suffix}}": _operation(
            f"{definition.key}-table",
            definition,
            [_suffix_parameter(one.suffix for one in others), *parameters],
            {one.media_type: _text_schema(one) for one in others},
        ),
    }
    return {path: {"get": operation} for path, operation in found.items()}


def describe_descriptions(keys: Sequence[str]) -> Mapping[str, Node]:
    """Return the OpenAPI path of the RDF descriptions of the queries *keys*, which take no parameters."""
    query: Node = {
        "name": "query", "in": "path", "description": "The name of a query.", "required": True,
        "schema": {"type": "string", "enum": list(keys)},
    }  # fmt: skip
    operation = {
        "operationId": "description",
        "tags": ["release"],
        "summary": "Return the text, parameters and columns of a query as RDF.",
        "parameters": [query, {**_suffix_parameter(one.suffix for one in GRAPHS), "name": "graph"}],
        "responses": _responses({one.media_type: _text_schema(one) for one in GRAPHS}),
    }
    return {"/api/{query}.{graph}": {"get": operation}}


def describe_route(route: OtherRoute) -> tuple[str, Node]:
    """Return the path of another route with its operation; raises ``KeyError`` for a parameter without a schema."""
    view = current_app.view_functions[route.endpoint]
    in_path = re.findall(r"\{(\w+)\}", route.path)
    # The suffix selects the format.
    taken = declaration(view)
    unread = ("format", *(taken.of_pages if taken else ()))
    names = [name for name in (taken.names if taken and not taken.is_open else route.parameters) if name not in unread]
    parameters = [
        _suffix_parameter(route.suffixes) if name == "suffix" else _parameter(name, route, "path") for name in in_path
    ]
    if not route.fields:
        parameters += [_parameter(name, route, "query") for name in names]
    content = {_FORMATS[suffix].media_type: _text_schema(_FORMATS[suffix]) for suffix in route.suffixes}
    operation = {
        "operationId": route.endpoint.replace(".", "-"),
        "tags": [route.group],
        "summary": _first_sentence(view),
        "parameters": parameters,
        "responses": _responses(content),
    }
    if route.fields:
        operation["requestBody"] = _form(route.fields)
    return route.path, {"post" if route.fields else "get": operation}


def _operation(name: str, definition: QueryDefinition, parameters: list[Node], content: Mapping[str, Schema]) -> Node:
    return {
        "operationId": name,
        "tags": [definition.group],
        "summary": definition.query.words("question", "en"),
        "description": definition.query.words("about", "en") or definition.query.words("title", "en"),
        "parameters": parameters,
        "responses": _responses(content),
    }


def _responses(content: Mapping[str, Schema]) -> Node:
    found: Node = {
        "200": {
            "description": "The rows.",
            "content": {media_type: {"schema": schema} for media_type, schema in content.items()},
        }
    }
    return found | {status: {"$ref": f"#/components/responses/{name}"} for status, name in FAULTS.items()}


def _query_parameter(parameter: Parameter) -> Node:
    found: Node = {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.labels['en']}.{_where_to_find(parameter)}",
        "required": parameter.is_required,
        "schema": value_schema(parameter),
    }
    if parameter.example:
        found["example"] = int(parameter.example) if parameter.type is ParameterType.INTEGER else parameter.example
    return found


def _where_to_find(parameter: Parameter) -> str:
    if parameter.of in BY_KEY:
        return f" /list/{parameter.of} has the values."
    return f" /api/figure-codes?scheme={parameter.of} has the values." if parameter.of else ""


def value_schema(parameter: Parameter) -> Node:
    """Return the JSON schema of the values of *parameter*."""
    found: Node = {"type": "string", "maxLength": 200}
    if parameter.type is ParameterType.INTEGER:
        found = {"type": "integer", "minimum": parameter.least, "maximum": parameter.most}
    elif parameter.type is ParameterType.DATE:
        found = {"type": "string", "format": "date"}
    elif parameter.type is ParameterType.CHOICE:
        found = {"type": "string", "enum": list(parameter.choices)}
    elif parameter.is_required:
        found["minLength"] = 1
    if parameter.default:
        found["default"] = parameter.default
    return found


def _rows(definition: QueryDefinition) -> Node:
    """Return the schema of a page of rows as JSON."""
    text = {"type": ["string", "null"]}
    row = {column.name: {**_TYPES.get(column.type, text), **_words(column)} for column in definition.columns}
    return {
        "allOf": [{"$ref": "#/components/schemas/Page"}],
        "properties": {
            "rows": {
                "type": "array",
                "items": {"type": "object", "properties": row, "required": list(row), "additionalProperties": False},
            }
        },
    }


def _words(column: OutputColumn) -> Node:
    return {"description": f"{column.labels['en']}{f' ({column.unit})' if column.unit else ''}."}


def _text_schema(format_: Format) -> Schema:
    if format_ is JSON:
        return {}
    binary = {"type": "string", "contentMediaType": format_.media_type}
    return binary if format_ is PARQUET else {"type": "string"}


def _suffix_parameter(suffixes: Iterable[str]) -> Node:
    about = "The format: the suffix of the address."
    return {
        "name": "suffix", "in": "path", "description": about, "required": True,
        "schema": {"type": "string", "enum": list(suffixes)},
    }  # fmt: skip


def _parameter(name: str, route: OtherRoute, place: str) -> Node:
    about, schema = route.own.get(name) or PARAMETERS[name]
    found: Node = {
        "name": name, "in": place, "description": about, "required": place == "path" or name in route.required,
        "schema": dict(schema),
    }  # fmt: skip
    if name in route.example:
        example = route.example[name]
        found["example"] = [example] if schema["type"] == "array" else example
    if place == "path" and "enum" not in schema:
        found["schema"]["minLength"] = 1
    return found


def _form(fields: Mapping[str, str]) -> Node:
    """Return the body of a form that may have a file."""
    properties = {
        name: {"type": "string", "description": about, **({"format": "binary"} if name == "file" else {})}
        for name, about in fields.items()
    }
    return {"content": {"multipart/form-data": {"schema": {"type": "object", "properties": properties}}}}


def _first_sentence(view: Callable[..., object]) -> str:
    """Return the first sentence of the docstring of *view*, without the quotation marks of code."""
    words = " ".join((view.__doc__ or "").strip().split("\n\n")[0].split()).replace("``", "")
    return re.split(r"; raises |(?<=\.) ", words)[0].rstrip(".") + "."


def common_parameters() -> Mapping[str, Node]:
    """Return the components for the parameters that every query has."""
    numbers: Mapping[str, tuple[str, Node]] = {
        "limit": (
            "The most rows; tables have all without it.",
            {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        ),
        "offset": ("The number of rows to pass over.", {"type": "integer", "minimum": 0, "maximum": MOST_OFFSET}),
    }
    words = {**numbers, **{name: PARAMETERS[name] for name in _LANGUAGES}}
    return {
        name: {"name": name, "in": "query", "description": about, "schema": dict(schema)}
        for name, (about, schema) in words.items()
    }
