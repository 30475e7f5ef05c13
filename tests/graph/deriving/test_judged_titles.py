"""A sample of likely titles is judged by hand, and its figures follow from the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from tests.bench.judged_titles import LISTED, UNLISTED, judged_right, likeliest, read_links
from tests.bench.likely_links import Pair, true_lists

HEADER = "occupation,title,name,judged,drawn,blind,reason\n"


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("unlisted", "23 of 54 (0.30-0.56)"),
        ("listed", "27 of 30 (0.74-0.97)"),
        ("published", "30 of 40 (0.60-0.86)"),
        ("described", "27 of 40 (0.52-0.80)"),
    ],
)
def test_the_shares_judged_right_are_those_of_the_documentation(drawn: str, told: str) -> None:
    assert str(judged_right(read_links(), drawn)) == told


def test_links_judged_with_the_list_in_mind_are_told_apart() -> None:
    assert str(judged_right(read_links(), UNLISTED, only_blind=True)) == "9 of 31 (0.16-0.47)"


def test_every_link_is_judged_once_and_with_a_reason() -> None:
    links = read_links()

    assert len({(one.occupation, one.title) for one in links}) == len(links) == 164
    assert all(one.reason.endswith(".") for one in links)


def test_links_are_listed_or_not_as_the_lists_have_them(shared: Callable[[str], Path]) -> None:
    lists = true_lists(shared("sources/utdanning.no/2026/titles_of_occupations.json").parents[2])

    drawn = {(one.drawn, one.title in lists[one.occupation]) for one in read_links() if one.occupation in lists}

    assert drawn == {(LISTED, True), (UNLISTED, False)}


@pytest.mark.parametrize(
    "line", ["kokk,5122114,KOKK,maybe,listed,yes,A.\n", "kokk,5122114,KOKK,yes,here,yes,A.\n", "a,1,B,yes,listed,,A.\n"]
)
def test_an_unknown_word_in_the_table_is_a_fault_with_its_line(tmp_path: Path, line: str) -> None:
    table = tmp_path / "judged.csv"
    table.write_text(HEADER + line, "utf-8")

    with pytest.raises(SourceFault, match=r"judged\.csv, line 2"):
        read_links(table)


def test_the_likeliest_links_end_where_half_of_all_right_ones_are_found() -> None:
    first, second, third = (
        Pair("kokk", title, (), is_right) for title, is_right in (("1", True), ("2", False), ("3", True))
    )

    assert likeliest({third: 0.2, first: 0.9, second: 0.5}, 4) == [first, second, third]
    assert likeliest({third: 0.2, first: 0.9, second: 0.5}, 2) == [first]
