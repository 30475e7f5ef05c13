"""Titles of the bench are judged by groups that are known to be right, in each row of its tables that they count in."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.records import Link, Thing
from tests.bench.group_cases import BY_HAND, LISTED, NOISE, Cases, GroupCase, rows_of

ONE, TWO = frozenset(("3431",)), frozenset(("3431", "3439"))


@pytest.mark.parametrize(
    ("sort", "right", "rows"),
    [
        (LISTED, ONE, ["listed", "all of NAV's"]),
        (BY_HAND, frozenset(), ["by hand", "by hand, none right"]),
        (BY_HAND, ONE, ["by hand", "by hand, one right"]),
        (BY_HAND, TWO, ["by hand", "by hand, several right"]),
        (NOISE, ONE, ["noise"]),
    ],
)
def test_a_title_counts_in_the_row_of_its_sort_and_in_narrower_ones(
    sort: str, right: frozenset[str], rows: list[str]
) -> None:
    case = GroupCase("fotograf", {"styrk08": right}, sort, is_fitting=False)

    assert list(rows_of(case, "styrk08")) == [(row, right) for row in rows]


def test_a_title_with_noise_is_judged_by_the_register_and_by_nav() -> None:
    case = GroupCase("fotgoraf", {"styrk08": ONE}, NOISE, is_fitting=False, by_nav={"styrk08": frozenset(("3439",))})

    assert list(rows_of(case, "styrk08")) == [("noise", ONE), ("noise, by NAV's groups", frozenset(("3439",)))]


@pytest.mark.parametrize(("confidence", "known"), [(0.995, {"isco08": ONE}), (0.9, {})])
def test_isco_is_known_only_where_all_members_of_a_group_are_in_one(
    tmp_path: Path, confidence: float, known: dict[str, frozenset[str]]
) -> None:
    nav = tmp_path / "nav.csv"
    nav.write_text("isco_versjon;yrkeskode;yrkesbetegnelse\nISCO-08;3431;Fotograf\n", "utf-8")
    group, isco = (Thing(f"{kind}/3431", kind, "3431", "3431", ()) for kind in ("styrk08", "isco08"))
    write_index(tmp_path / "search.sqlite", [group, isco], [Link(group.iri, isco.iri, "mapping", confidence)])

    assert Cases(SearchIndex(tmp_path / "search.sqlite"), nav).named == {"Fotograf": {"styrk08": ONE, **known}}
