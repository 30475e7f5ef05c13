"""Assistants get the queries of the API as tools, with the checks and limits of the web."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import anyio
import pytest
from flask.testing import FlaskClient
from mcp import Client

from graph.reading.query_definitions import load_definitions
from server.api.assistant_server import make_server
from server.http.site import EXTENSION
from tests.waiting import wait

Found = TypeVar("Found")


@pytest.fixture
def talk(client: FlaskClient) -> Callable[[Callable[[Client], Awaitable[Any]]], Any]:
    """Run a conversation with the server in this process."""

    def run(conversation: Callable[[Client], Awaitable[Found]]) -> Found:
        async def connect() -> Found:
            async with Client(make_server(client)) as assistant:
                return await conversation(assistant)

        # A thread of its own: while a browser of other tests is open, this one has a running loop.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(anyio.run, connect).result()

    return run


def read(found: Any) -> Any:
    """Return the data of an answer."""
    return json.loads(found.content[0].text)


def test_every_query_is_a_tool_with_its_parameters(talk: Any) -> None:
    tools = {tool.name: tool for tool in talk(lambda assistant: assistant.list_tools()).tools}

    for key, definition in load_definitions().items():
        schema = tools[key.replace("-", "_")].input_schema
        assert set(schema["properties"]) == {*(one.name for one in definition.parameters), "limit", "offset", "lang"}
        assert schema["required"] == [one.name for one in definition.parameters if one.is_required]
    assert {"search", "describe", "code_titles", "sparql"} <= set(tools)


def test_a_query_answers_with_iris_release_and_coverage(talk: Any, client: FlaskClient) -> None:
    found = talk(lambda assistant: assistant.call_tool("titles_of_occupation", {"occupation": "lege", "limit": 3}))

    assert not found.is_error
    assert read(found) == client.get("/api/titles-of-occupation.json?limit=3&occupation=lege").get_json()
    assert read(found)["rows"][0]["title"].startswith("http://localhost:8000/id/title/")
    assert read(found)["coverage"]


def test_an_answer_is_sent_once(talk: Any) -> None:
    found = talk(lambda assistant: assistant.call_tool("search", {"q": "lege"}))

    assert len(found.content) == 1
    assert found.structured_content is None


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("titles_of_occupation", {}, "The parameter occupation is required, such as occupation=lege."),
        ("titles_of_occupation", {"occupation": "leg"}, "There is no occupation 'leg' in this release;"),
        ("pay", {"yrke": "lege"}, "There is no parameter 'yrke' here; there are: group, year,"),
        ("sparql", {"query": "SELECT ?x {"}, "The query is not SPARQL 1.1: line 1, column"),
        ("sparql", {"query": "INSERT DATA {}"}, "The query is not SPARQL 1.1: line 1, column"),
        ("describe", {"kind": "occupation", "key": "leg"}, "occupation"),
        ("nothing", {}, "There is no tool 'nothing'; there are: "),
        ("titles_of_occupation", {"occupation": "lege", "limit": 201}, "limit has a value outside its schema (maximum"),
        ("titles_of_occupation", {"occupation": ["lege"]}, "occupation has a value outside its schema (type string)"),
        ("search", {"q": "lege", "limit": 500}, "limit has a value outside its schema (maximum 100): 500."),
        ("search", {"q": "lege", "page": 2}, "There is no parameter 'page' here; there are: q, type, limit."),
        ("describe", {"kind": "", "key": "lege"}, "kind has a value outside its schema"),
        ("describe", {"kind": "occupation"}, "The parameter key is required, such as key=lege."),
        ("code_titles", {"titles": "kokk"}, "titles has a value outside its schema (type array): 'kokk'."),
        ("code_titles", {"titles": ["kokk", " "]}, "titles has a value outside its schema"),
        ("code_titles", {"titles": ["kokk"], "to": None}, "to has a value outside its schema (type array): None."),
        ("sparql", {}, "The parameter query is required."),
        ("sparql", {"query": "DESCRIBE * { ?s a ?class }"}, " characters, more than 120000; ask for less."),
        (
            "sparql",
            {"query": f'SELECT ("{"x" * 1000}" AS ?long) {{ ?s ?p ?o . ?t ?q ?r }} LIMIT 6000'},
            "The answer has more than 4194304 bytes; add a LIMIT to the query.",
        ),
        (
            "sparql",
            {"query": f'SELECT ("{"x" * 1000}" AS ?long) {{ ?s ?p ?o }} LIMIT 200'},
            " characters, more than 120000; ask for less.",
        ),
    ],
)
def test_a_call_at_fault_is_told_the_remedy(talk: Any, tool: str, arguments: dict[str, Any], sentence: str) -> None:
    found = talk(lambda assistant: assistant.call_tool(tool, arguments))

    assert found.is_error
    assert sentence in found.content[0].text


def test_an_answer_that_is_not_read_to_its_end_gives_its_places_back(talk: Any, client: FlaskClient) -> None:
    world = client.application.extensions[EXTENSION]
    query = f'SELECT ("{"x" * 1000}" AS ?long) {{ ?s ?p ?o . ?t ?q ?r }} LIMIT 7000'

    talk(lambda assistant: assistant.call_tool("sparql", {"query": query}))

    assert world.downloads.inside == 0
    wait(lambda: world.queries.inside == 0)


def test_search_and_description_name_the_release(talk: Any) -> None:
    async def converse(assistant: Client) -> tuple[Any, Any]:
        found = await assistant.call_tool("search", {"q": "lege"})
        return found, await assistant.call_tool("describe", {"kind": "occupation", "key": "lege"})

    searched, described = map(read, talk(converse))

    assert searched["release"] == described["release"]
    assert searched["answer"]["results"][0]["iri"] == "http://localhost:8000/id/occupation/lege"
    assert described["answer"]


def test_a_title_of_two_lines_is_one_title(talk: Any) -> None:
    found = talk(lambda assistant: assistant.call_tool("code_titles", {"titles": ["kokk\nkantine", "baker"]}))

    assert [row["title"] for row in read(found)["answer"]["rows"]] == ["kokk kantine", "baker"]


def test_sparql_is_bounded_and_says_so(talk: Any) -> None:
    async def converse(assistant: Client) -> list[Any]:
        texts = [
            "SELECT * { ?s ?p ?o } LIMIT 500",
            "ASK { ?s ?p ?o }",
            "DESCRIBE <http://localhost:8000/id/interest/x>",
        ]
        return [await assistant.call_tool("sparql", {"query": text}) for text in texts]

    rows, yes, triples = (read(answer)["answer"] for answer in talk(converse))

    assert (len(rows["rows"]), rows["total"], rows["is_cut"]) == (200, 500, True)
    assert yes["boolean"] is True
    assert isinstance(triples["turtle"], str)


def test_the_vocabulary_is_a_resource(talk: Any) -> None:
    found = talk(lambda assistant: assistant.read_resource("https://w3id.org/yrkesgraf/def"))

    assert "yg:Occupation" in found.contents[0].text
