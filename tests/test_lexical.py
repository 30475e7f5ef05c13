"""A query is taken apart into the tokens of SPARQL's grammar, in time that grows as its length does."""

from __future__ import annotations

import time

import pytest

from graph.lexical import read_tokens


@pytest.mark.parametrize(
    ("query", "tokens"),
    [
        ("?s ex:p.q-1 'a # b'@en", ["?s", "ex:p.q-1", "'a # b'", "@en"]),
        ("a.b-c ex.or:d :e", ["a", ".", "b", "-", "c", "ex.or:d", ":e"]),
        ("<x:#y> # <z>\n?o", ["<x:#y>", "# <z>", "?o"]),
        ("1.5e3 ex:a\\-b%20", ["1", ".", "5e3", "ex:a\\-b%20"]),
    ],
)
def test_a_query_is_its_tokens(query: str, tokens: list[str]) -> None:
    assert [token.text for token in read_tokens(query)] == tokens


@pytest.mark.parametrize("part", ["a-", "a.", "a-b:", "<a", "'", '"""', "\\"])
def test_a_long_query_made_to_be_slow_is_read_in_time(part: str) -> None:
    started = time.process_time()

    for _ in read_tokens(part * (100_000 // len(part))):
        pass

    assert time.process_time() - started < 3.0
