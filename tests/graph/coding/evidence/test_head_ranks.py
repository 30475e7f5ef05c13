"""The head of a title, or its ending, speaks for the major group that names with such a head are in."""

from __future__ import annotations

import pytest

from graph.coding.evidence.head_ranks import HeadRanks, count_ranks, read_ranks
from graph.coding.evidence.nearest_names import CodedName

NAMES = [
    *(CodedName(f"{area} leder", {"styrk98": {"1221": 1.0}}) for area in ("salg", "drift", "skole")),
    *(CodedName(f"{area}bestyrer", {"styrk98": {"1315": 1.0}}) for area in ("hotell", "butikk", "kro")),
    *(CodedName(f"hjelpearbeider ({area})", {"styrk98": {"9310": 1.0}}) for area in ("bygg", "fiske", "industri")),
]


@pytest.fixture(scope="module")
def ranks() -> HeadRanks:
    return count_ranks(NAMES)


@pytest.mark.parametrize(("head", "digit"), [("led", "1"), ("campingbestyr", "1"), ("hjelpearbeid", "9")])
def test_a_head_speaks_for_the_major_group_of_its_names(ranks: HeadRanks, head: str, digit: str) -> None:
    shares = ranks.find(head)

    assert max(shares, key=shares.__getitem__) == digit


def test_an_unknown_head_speaks_for_none_more_than_names_at_large_do(ranks: HeadRanks) -> None:
    assert ranks.find("qqqq") == ranks.find("") == {"1": pytest.approx(2 / 3), "9": pytest.approx(1 / 3)}


def test_stored_ranks_are_the_same_when_read_back(ranks: HeadRanks) -> None:
    assert read_ranks(ranks.table()).find("led") == ranks.find("led")
