"""A name with a code of one edition speaks for the codes that other names have beside it."""

from __future__ import annotations

from graph.coding.evidence.both_editions import BothEditions
from graph.coding.evidence.nearest_names import CodedName

NAMES = [
    CodedName("Lege", {"styrk98": {"2221": 1.0}, "styrk08": {"2211": 1.0}}),
    CodedName("Overlege", {"styrk98": {"2221": 1.0}, "styrk08": {"2212": 1.0}}),
]


def test_a_code_has_the_codes_beside_it_by_their_shares() -> None:
    assert BothEditions(NAMES).beside("styrk08", "2221") == {"2211": 0.5, "2212": 0.5}


def test_a_name_of_one_edition_counts_less_for_the_other() -> None:
    codes, share = BothEditions(NAMES).codes("styrk08", CodedName("Doktor", {"styrk98": {"2221": 1.0}}))

    assert (codes, share < 1) == ({"2211": 0.5, "2212": 0.5}, True)


def test_a_code_that_no_name_has_speaks_for_none() -> None:
    assert BothEditions(NAMES).codes("styrk98", CodedName("Pilot", {"styrk08": {"3153": 1.0}}))[0] == {}
