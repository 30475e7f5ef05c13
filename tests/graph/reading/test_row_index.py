"""Rows are found by the value of one column, as they were."""

from __future__ import annotations

from graph.reading.result_rows import Cell, Row
from graph.reading.row_index import RowIndex

LEGE, KOKK = Cell("urn:lege", "uri"), Cell("urn:kokk", "uri")
NAME = Cell("Lege", "literal", "nb")


def test_the_rows_of_each_value_keep_their_order_and_their_cells() -> None:
    rows: list[Row] = [
        {"who": LEGE, "name": NAME},
        {"who": KOKK},
        {"name": NAME},
        {"who": LEGE, "pay": Cell("5", "literal")},
    ]

    index = RowIndex(rows, "who")

    assert len(index) == 2
    assert [*index.find(["urn:kokk", "urn:none", "urn:lege", "urn:kokk"])] == [[rows[1]], [rows[0], rows[3]]]
