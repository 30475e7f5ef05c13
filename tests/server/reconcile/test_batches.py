"""Batches are taken as the specification has them; anything else is refused in a sentence."""

from __future__ import annotations

import json

import pytest

from graph.coding.record_evidence import Given
from server.reconcile.batches import (
    MOST_CANDIDATES,
    ReconciliationQuery,
    TooLargeBatch,
    read_extension,
    read_queries,
    read_query,
)
from server.refusals import BadRequest


def read_only_query(text: str) -> ReconciliationQuery:
    ((name, body),) = read_queries(text, 10).items()
    return read_query(name, body)


def test_a_query_may_have_everything_the_specification_names() -> None:
    text = json.dumps({
        "q0": {
            "query": "lege", "type": ["title", "title"], "limit": 3, "type_strict": "should",
            "properties": [{"pid": "styrk98", "v": ["2221", 2221, {"id": "styrk98/2221", "name": "Leger"}, True, ""]}],
        }
    })  # fmt: skip

    query = read_only_query(text)

    assert (query.types, query.candidates) == (["title"], 3)
    assert query.properties[0].given() == [
        Given("2221"), Given("2221", is_number=True), Given("2221", "styrk98"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "given"),
    [
        (22.5, []),
        (110, [Given("110", is_number=True)]),
        (None, []),
        ("a" * 300, [Given("a" * 200)]),
        ({"id": "x"}, [Given("x")]),
    ],
)
def test_values_are_what_they_say(value: object, given: list[Given]) -> None:
    query = read_only_query(json.dumps({"q": {"query": "a", "properties": [{"pid": "nus", "v": value}]}}))

    assert query.properties[0].given() == given


def test_the_number_of_candidates_has_a_bound() -> None:
    assert read_only_query('{"q": {"query": "a", "limit": 1000}}').candidates == MOST_CANDIDATES
    assert read_only_query('{"q": {"query": "a", "type": null}}').candidates == 5


@pytest.mark.parametrize("limit", [0, -1, 2.5])
def test_a_limit_is_a_whole_number_from_one(limit: float) -> None:
    with pytest.raises(BadRequest, match="whole number"):
        _ = read_only_query(json.dumps({"q": {"query": "a", "limit": limit}})).candidates


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"q": {"query": "\ud800"}}', "[" * 100_000])
def test_what_is_no_batch_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="queries is not valid by the API"):
        read_queries(text, 10)


@pytest.mark.parametrize(
    "query", ["1", '{"query": 1}', '{"query": "a", "type_strict": "never"}', '{"query": "a", "properties": [{"v": 1}]}']
)
def test_a_query_of_another_shape_is_refused_by_its_name(query: str) -> None:
    with pytest.raises(BadRequest, match="The query 'q0' is not valid by the API"):
        read_only_query(f'{{"q0": {query}}}')


@pytest.mark.parametrize("query", ["{}", '{"query": "  "}', '{"query": "", "properties": []}'])
def test_a_query_needs_something_to_go_by(query: str) -> None:
    with pytest.raises(BadRequest, match="neither a query nor properties"):
        read_only_query(f'{{"q0": {query}}}')


def test_a_batch_has_a_bound() -> None:
    with pytest.raises(TooLargeBatch, match="3 queries; 2 is the most"):
        read_queries(json.dumps({str(number): {"query": "a"} for number in range(3)}), 2)
    with pytest.raises(TooLargeBatch, match="3 ids; 2 is the most"):
        read_extension('{"ids": ["a", "b", "c"], "properties": []}', 2)


def test_evidence_has_a_bound_too() -> None:
    values = json.dumps({"q": {"query": "a", "properties": [{"pid": "nus", "v": ["1"] * 21}]}})
    properties = json.dumps({"q": {"query": "a", "properties": [{"pid": "nus", "v": "1"}] * 21}})

    with pytest.raises(BadRequest, match="more than 20 values"):
        read_only_query(values)
    with pytest.raises(BadRequest, match="21 properties"):
        read_only_query(properties)
    with pytest.raises(BadRequest, match="21 properties"):
        read_extension(json.dumps({"ids": [], "properties": [{"id": "nus"}] * 21}), 1)


def test_an_extension_names_ids_and_properties() -> None:
    asked = read_extension('{"ids": ["title/1"], "properties": [{"id": "nus", "settings": {"most": 1}}]}', 2)

    assert (asked.ids, asked.properties[0].id, asked.properties[0].settings) == (["title/1"], "nus", {"most": 1})
    with pytest.raises(BadRequest, match="extend is not valid by the API"):
        read_extension('{"ids": "title/1"}', 2)
