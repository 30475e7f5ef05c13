"""Codes are columns in order, and those that no name has find a place among them."""

from __future__ import annotations

from graph.building.group_fitting import fit_model
from graph.coding.evidence.both_editions import BothEditions
from graph.coding.evidence.code_columns import CodeColumns, index_codes
from graph.coding.evidence.nearest_names import CodedName

NAMES = [
    CodedName("Lege", {"styrk98": {"2221": 1.0}}),
    CodedName("Lærer", {"styrk98": {"2320": 0.6, "3310": 0.4}}),
    CodedName("Yrke", {}),
]


def columns() -> CodeColumns:
    return index_codes("styrk98", fit_model(NAMES), BothEditions(NAMES))


def test_the_codes_of_a_name_stand_from_its_start_on() -> None:
    known = columns()

    assert known.codes == ["2221", "2320", "3310"]
    assert known.counts.tolist() == [1, 2, 0]
    assert known.columns[known.starts[1] :].tolist() == [1, 2]


def test_a_code_without_a_name_has_a_column_of_its_own() -> None:
    wide = columns().widen(["2222", "2221"])

    assert (wide.codes, wide.digits.tolist()) == (["2221", "2222", "2320", "3310"], [2, 2, 2, 3])
    assert wide.columns.tolist() == [0, 2, 3]
    assert wide.spread([{"2222": 0.5}, {}]).tolist() == [[0, 0.5, 0, 0], [0, 0, 0, 0]]


def test_codes_that_names_have_change_nothing() -> None:
    known = columns()

    assert known.widen(["2221"]) is known
