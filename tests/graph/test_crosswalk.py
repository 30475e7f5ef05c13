"""A crosswalk tells how many of each side meet, their cardinality, and how much of each side it covers."""

from __future__ import annotations

import pytest

from graph.crosswalk import OFFICIAL_TABLE, STYRK08, STYRK98, Crosswalk, Match


def crosswalk(*pairs: tuple[str, str], official: bool = True) -> Crosswalk:
    matches = tuple(Match(one, other, OFFICIAL_TABLE, 1.0) for one, other in pairs)
    return Crosswalk("table", STYRK98, STYRK08, official, matches)


TABLE = (("1", "1"), ("2", "2"), ("2", "3"), ("4", "4"), ("5", "4"), ("6", "6"), ("6", "7"), ("8", "6"))


@pytest.mark.parametrize(
    ("pair", "cardinality", "relation"),
    [
        (("1", "1"), "1:1", "exactMatch"),
        (("2", "3"), "1:n", "narrowMatch"),
        (("5", "4"), "n:1", "broadMatch"),
        (("6", "6"), "n:m", "relatedMatch"),
        (("6", "7"), "1:n", "narrowMatch"),
        (("8", "6"), "n:1", "broadMatch"),
    ],
)
def test_cardinality_is_that_of_the_whole_table(pair: tuple[str, str], cardinality: str, relation: str) -> None:
    table = crosswalk(*TABLE)
    match = next(match for match in table.matches if (match.source, match.target) == pair)

    assert (table.cardinality(match), table.relation(match)) == (cardinality, relation)


def test_one_to_one_is_only_close_in_an_unofficial_table() -> None:
    table = crosswalk(("1", "1"), official=False)

    assert table.relation(table.matches[0]) == "closeMatch"


def test_a_match_may_say_itself_what_it_stands_for() -> None:
    match = Match("1", "1", OFFICIAL_TABLE, 1.0, "broadMatch")

    assert Crosswalk("table", STYRK98, STYRK08, True, (match,)).relation(match) == "broadMatch"


def test_coverage_counts_matched_unmatched_and_ambiguous_on_each_side() -> None:
    sources, targets = crosswalk(*TABLE).coverage({"1", "2", "9"}, {"1", "0"})

    assert (sources.matched, sources.unmatched, sorted(sources.ambiguous)) == (6, ("9",), ["2", "6"])
    assert (targets.matched, targets.unmatched, sorted(targets.ambiguous)) == (6, ("0",), ["4", "6"])


def test_a_pair_stands_once() -> None:
    with pytest.raises(ValueError, match="more than once"):
        crosswalk(("1", "1"), ("1", "1"))
