"""
Tools for assistants: the queries of the API, search, descriptions, the coding of titles, and bounded SPARQL.

A tool calls the application as an HTTP client does, so the checks, limits and answers of the routes apply.
Every answer names the release, and its resources by IRI, so that an assistant can cite them. Arguments are held
against the schema of their tool, and an answer that is too long is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from graph.errors import YrkesgrafError
from graph.json_writer import write_json
from graph.reading.query_definitions import QueryDefinition, load_definitions
from graph.reading.result_rows import parse_rows

from ..formats import RESULTS_JSON, TURTLE
from ..http.site import EXTENSION
from ..refusals import Refused
from .operations import Node, common_parameters, value_schema

# The most rows, and characters of text, in one answer to an assistant.
USUAL_ROWS = 50
MOST_ROWS = 200
MOST_CHARACTERS = 120_000
# The most bytes of an answer to SPARQL that are read to count its rows.
MOST_BYTES = 4 << 20
_LONGEST_SHOWN = 100
_LANGUAGE = "lang"

ToolArguments = Mapping[str, Any]


@dataclass(frozen=True)
class ToolAnswer:
    """The answer of a tool as JSON data; with ``is_error`` a sentence that explains the refusal."""

    data: dict[str, Any]
    is_error: bool = False


@dataclass(frozen=True)
class AssistantTool:
    """A tool: its name, title, description in English, the JSON schema of its arguments, and its function."""

    name: str
    title: str
    description: str
    schema: Node
    call: Callable[[FlaskClient, ToolArguments], ToolAnswer]

    def answer(self, client: FlaskClient, arguments: ToolArguments) -> ToolAnswer:
        """Return the answer to *arguments*; a refusal where they differ from the schema or the answer is too long."""
        if fault := self._find_fault(arguments):
            return ToolAnswer({"detail": fault}, is_error=True)
        found = self.call(client, arguments)
        if (length := len(write_answer(found))) > MOST_CHARACTERS:
            words = f"The answer has {length} characters, more than {MOST_CHARACTERS}; ask for less."
            return ToolAnswer({"detail": words}, is_error=True)
        return found

    def _find_fault(self, arguments: ToolArguments) -> str:
        """Return the sentence about the first fault of *arguments*, '' where they follow the schema."""
        known = self.schema["properties"]
        for name, value in arguments.items():
            if name not in known:
                return f"There is no parameter {name[:_LONGEST_SHOWN]!r} here; there are: {', '.join(known)}."
            if error := next(Draft202012Validator(known[name]).iter_errors(value), None):
                shown, rule = repr(error.instance)[:_LONGEST_SHOWN], f"{error.validator} {error.validator_value}"
                return f"The parameter {name} has a value outside its schema ({rule}): {shown}."
        for name in self.schema["required"]:
            if name not in arguments:
                example = "".join(f", such as {name}={one}" for one in known[name].get("examples", ())[:1])
                return f"The parameter {name} is required{example}."
        return ""


def list_tools() -> list[AssistantTool]:
    """Return the tools, queries first; names have underscores in the place of the hyphens of addresses."""
    return [*map(_query_tool, load_definitions().values()), *_OTHERS]


def _query_tool(definition: QueryDefinition) -> AssistantTool:
    def call(client: FlaskClient, arguments: ToolArguments) -> ToolAnswer:
        return _read(client.get(f"/api/{definition.key}.json", query_string={"limit": USUAL_ROWS, **arguments}))

    words = definition.query.words
    about = " ".join(part for part in (words("question", "en"), words("about", "en")) if part)
    named = {
        one.name: {
            **value_schema(one),
            "description": one.labels["en"],
            **({"examples": [one.example]} if one.example else {}),
        }
        for one in definition.parameters
    }
    shared = common_parameters()
    named |= {
        name: {**shared[name]["schema"], "description": shared[name]["description"]}
        for name in ("limit", "offset", _LANGUAGE)
    }
    named["limit"] |= {"default": USUAL_ROWS, "maximum": MOST_ROWS}
    required = [one.name for one in definition.parameters if one.is_required]
    return AssistantTool(definition.key.replace("-", "_"), words("title", "en"), about, _object(named, required), call)


def _object(properties: Node, required: list[str]) -> Node:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _read(response: TestResponse) -> ToolAnswer:
    """Return the JSON of a response, or its problem."""
    data = response.get_json(force=True, silent=True) or {"detail": f"The address answers {response.status}."}
    if response.status_code != HTTPStatus.OK:
        return ToolAnswer({"status": response.status_code, "detail": data["detail"]}, is_error=True)
    return ToolAnswer(data)


def _with_release(client: FlaskClient, answer: ToolAnswer) -> ToolAnswer:
    if answer.is_error:
        return answer
    return ToolAnswer({"release": client.application.extensions[EXTENSION].world.get().id, "answer": answer.data})


def _search(client: FlaskClient, arguments: ToolArguments) -> ToolAnswer:
    return _with_release(client, _read(client.get("/search.json", query_string=arguments)))


def _describe(client: FlaskClient, arguments: ToolArguments) -> ToolAnswer:
    kind, key = (quote(arguments[name], safe="") for name in ("kind", "key"))
    return _with_release(client, _read(client.get(f"/doc/{kind}/{key}.json")))


def _code_titles(client: FlaskClient, arguments: ToolArguments) -> ToolAnswer:
    # The form has a title on each line, and an answer a row for each.
    titles = "\n".join(" ".join(title.split()) for title in arguments["titles"])
    form = {"titles": titles, "to": ",".join(arguments.get("to", ()))}
    return _with_release(client, _read(client.post("/code.json?lang=en", data=form)))


def _ask_sparql(client: FlaskClient, arguments: ToolArguments) -> ToolAnswer:
    accept = f"{RESULTS_JSON.media_type}, {TURTLE.media_type};q=0.9"
    with closing(client.post("/sparql", data={"query": arguments["query"]}, headers={"Accept": accept})) as response:
        try:
            body = _read_bounded(response)
        except YrkesgrafError as error:
            return ToolAnswer({"detail": str(error)}, is_error=True)
    if response.mimetype == TURTLE.media_type:
        return _with_release(client, ToolAnswer({"turtle": body.decode()}))
    response.set_data(body)
    answer = _read(response)
    return _with_release(client, answer if answer.is_error or "results" not in answer.data else _cut_rows(body))


def _read_bounded(response: TestResponse) -> bytes:
    """Return the body of *response*; raises ``Refused`` above ``MOST_BYTES``, and ``BrokenOff`` for one that failed."""
    parts, length = [], 0
    for part in response.iter_encoded():
        parts.append(part)
        if (length := length + len(part)) > MOST_BYTES:
            raise Refused(f"The answer has more than {MOST_BYTES} bytes; add a LIMIT to the query.")
    return b"".join(parts)


def _cut_rows(body: bytes) -> ToolAnswer:
    """Return SPARQL JSON results as the first ``MOST_ROWS`` rows of plain values, and the number of all rows."""
    rows = parse_rows(body)
    plain = [{name: cell.value for name, cell in row.items()} for row in rows[:MOST_ROWS]]
    return ToolAnswer({"rows": plain, "total": len(rows), "is_cut": len(rows) > MOST_ROWS})


_TEXT = {"type": "string", "maxLength": 200}
_FILLED = {**_TEXT, "pattern": r"\S"}
_OTHERS = (
    AssistantTool(
        "search",
        "Search by name or code",
        "Find occupations, job titles, codes, study programmes and skills by a name or a code; an asterisk ends the "
        "beginning of a code.",
        _object(
            {
                "q": {**_TEXT, "description": "A name, or a code such as 2221 or 7632*."},
                "type": {**_TEXT, "description": "The kind to find, such as occupation or title."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
            },
            ["q"],
        ),
        _search,
    ),
    AssistantTool(
        "describe",
        "Describe a resource",
        "Every statement about one resource: id/KIND/KEY in its IRI.",
        _object(
            {
                "kind": {**_FILLED, "examples": ["occupation"], "description": "The kind in the IRI."},
                "key": {**_FILLED, "examples": ["lege"], "description": "The key in the IRI."},
            },
            ["kind", "key"],
        ),
        _describe,
    ),
    AssistantTool(
        "code_titles",
        "Code job titles",
        "Code job titles as people write them to classifications; each code has its probability, and a title without "
        "a probable code has none.",
        _object(
            {
                "titles": {"type": "array", "items": _FILLED, "minItems": 1, "maxItems": MOST_ROWS},
                "to": {"type": "array", "items": _TEXT, "examples": [["styrk08", "isco08"]]},
            },
            ["titles"],
        ),
        _code_titles,
    ),
    AssistantTool(
        "sparql",
        "Ask by SPARQL",
        f"Run a SPARQL 1.1 query; the first {MOST_ROWS} rows are shown, with the number of all. Read the resource with "
        "the vocabulary first, and prefer a tool for the question where there is one.",
        _object({"query": {"type": "string", "description": "The query."}}, ["query"]),
        _ask_sparql,
    ),
)


def write_answer(answer: ToolAnswer) -> str:
    """Return the answer as text: JSON, or the sentence of a refusal."""
    return str(answer.data["detail"]) if answer.is_error else write_json(answer.data)
