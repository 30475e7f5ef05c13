"""Long lists are ordered by the reader as SPARQL's ORDER BY would order them."""

from __future__ import annotations

import pytest

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from server.things.orders import By, order_rows

ROWS = [
    {"code": "12", "share": "0.5", "period": "2024"},
    {"code": "", "share": "", "period": "2025"},
    {"code": "102", "share": "0.25", "period": "2025"},
    {"code": "12", "share": "0.125", "period": ""},
]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ([By("code"), By("share", is_number=True)], [1, 2, 3, 0]),
        ([By("code"), By("share", falls=True, is_number=True)], [1, 2, 0, 3]),
        ([By("period", falls=True), By("code")], [1, 2, 0, 3]),
    ],
)
def test_rows_are_ordered_by_several_columns(by: list[By], order: list[int]) -> None:
    assert order_rows(ROWS, by) == [ROWS[number] for number in order]


def test_the_order_of_observations_is_that_of_the_engine(portal: Release) -> None:
    text = load_folder("pages")["cube-order"].text
    rows = [
        {"value": row["value"].value, "period": row["period"].value if "period" in row else ""}
        for row in portal.store.rows(text)
    ]
    by_engine = portal.store.rows(f"{text} ORDER BY DESC(?period) ?value")

    ordered = order_rows(rows, [By("period", falls=True), By("value")])

    assert len(ordered) > 1
    assert [row["value"] for row in ordered] == [row["value"].value for row in by_engine]
