"""Ranges of Accept headers keep their place however their qualities are written."""

from __future__ import annotations

import pytest

from server.accept_headers import read_ranges


@pytest.mark.parametrize(
    ("header", "ranges"),
    [
        (None, []),
        ("", []),
        ("text/turtle", [("text/turtle", 1)]),
        ("a;q=0.5, b", [("b", 1), ("a", 0.5)]),
        ("a;q=.2, b;q=0.1", [("a", 0.2), ("b", 0.1)]),
        ("a;q=1., b;q=0.9", [("a", 1), ("b", 0.9)]),
        ("a ; Q = .5 , b;q=0.4", [("a", 0.5), ("b", 0.4)]),
        ("a;q=7", [("a", 1)]),
        ("a;q=high, b;q=0.4", [("a", 1), ("b", 0.4)]),
        ("a;q=0", [("a", 0)]),
        ("a, b, c", [("a", 1), ("b", 1), ("c", 1)]),
    ],
)
def test_a_range_keeps_its_place_however_its_quality_is_written(
    header: str | None, ranges: list[tuple[str, float]]
) -> None:
    assert read_ranges(header) == ranges
