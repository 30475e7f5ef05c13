"""A code in place of a title is recognised in its own edition only."""

from __future__ import annotations

import pytest

from graph.coding.coded_titles import CERTAIN, DOUBTFUL, UNMATCHED
from graph.coding.coder import Coder
from graph.reading.release import Release
from graph.search.index import open_index


@pytest.fixture(scope="module")
def coder(crossed: Release) -> Coder:
    return Coder(open_index(crossed.folder), ["title", "styrk98", "styrk08"])


@pytest.mark.parametrize(
    ("written", "verdict", "codes"),
    [
        ("7421101", CERTAIN, [["7421101"], ["7421"], ["7522"]]),
        ("7421 101", CERTAIN, [["7421101"], ["7421"], ["7522"]]),
        ("7421101.0", CERTAIN, [["7421101"], ["7421"], ["7522"]]),
        ("7421101 Møbelsnekkere", CERTAIN, [["7421101"], ["7421"], ["7522"]]),
        ("STYRK-98 7421", CERTAIN, [[], ["7421"], []]),
        ("STYRK-08: 7115", DOUBTFUL, [[], ["7421", "8240"], ["7115"]]),
        ("7421", DOUBTFUL, [[], ["7421"], ["7421", "7115", "7522"]]),
    ],
)
def test_a_code_is_coded_by_its_edition_or_by_both(
    coder: Coder, written: str, verdict: str, codes: list[list[str]]
) -> None:
    coded = coder.code(written)

    assert (coded.verdict, coded.how) == (verdict, "code")
    assert [[one.thing.code for one in reached] for reached in coded.codes.values()] == codes


@pytest.mark.parametrize("written", ["7632109", "9999", "12", "0", "01.01.2020", "STYRK-08 7422"])
def test_a_number_that_is_no_code_is_unmatched(coder: Coder, written: str) -> None:
    assert coder.code(written).verdict == UNMATCHED


def test_a_code_beside_another_title_than_its_own_does_not_decide(coder: Coder) -> None:
    coded = coder.code("8240101 møbelsnekker")

    assert [one.thing.code for one in coded.codes["title"]] == ["7421101"]
