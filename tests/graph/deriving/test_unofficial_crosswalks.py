"""Crosswalks that no document has follow from codes, groups, names and other crosswalks."""

from __future__ import annotations

import pytest

from graph.crosswalk import NEAREST_TITLES, OFFICIAL_TABLE, STYRK08, TITLES, Crosswalk, Match
from graph.crosswalk_words import KLASS_TITLES, TITLES_TO_GROUPS
from graph.deriving.reviewed_pairs import styrk_to_isco
from graph.deriving.unofficial_crosswalks import (
    World,
    derive_crosswalks,
    groups_to_groups,
    titles_to_groups,
    to_esco,
    to_likely_occupations,
    to_occupations,
)


def found(crosswalk: Crosswalk) -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (match.source, match.target): (match.evidence.term, round(match.confidence, 4)) for match in crosswalk.matches
    }


def test_confidence_falls_with_the_number_of_esco_occupations() -> None:
    table = to_esco(styrk_to_isco(["2211", "2212"], ["2211", "2212"]), World(esco_groups={"a": "2211", "b": "2211"}))

    assert found(table) == {
        ("2211", "a"): ("throughIsco", 0.4975),
        ("2211", "b"): ("throughIsco", 0.4975),
    }


def test_a_stated_link_is_right_also_where_a_title_has_several_occupations() -> None:
    world = World(
        titles={"7421124": ["SNEKKER"]},
        occupations={"mobelsnekker": ["Møbelsnekker"], "tomrer": ["Tømrer"]},
        listed={"mobelsnekker": ["7421124"], "tomrer": ["7421124"]},
    )

    assert found(to_occupations(world)) == {
        ("7421124", "mobelsnekker"): ("listedByPage", 1.0),
        ("7421124", "tomrer"): ("listedByPage", 1.0),
    }


def test_a_likely_link_is_neither_stated_nor_of_an_occupation_whose_list_is_known() -> None:
    world = World(
        titles={"7421124": ["SNEKKER"], "7421101": ["MØBELSNEKKER"], "7125101": ["TØMRER"]},
        occupations={"snekker": ["Snekker"], "mobelsnekker": ["Møbelsnekker"], "tomrer": ["Tømrer"]},
        listed={"snekker": ["7421124"]},
        known={"tomrer"},
    )

    likely = to_likely_occupations(world, [])

    pairs = {(match.source, match.target) for match in likely.matches}
    assert ("7421101", "mobelsnekker") in pairs
    assert not pairs & {("7421124", "snekker"), ("7125101", "tomrer")}
    assert all(0 < match.confidence < 1 for match in likely.matches)


def official(*pairs: tuple[str, str]) -> Crosswalk:
    matches = tuple(Match(title, group, OFFICIAL_TABLE, 1.0, "broadMatch") for title, group in pairs)
    return Crosswalk(KLASS_TITLES, TITLES, STYRK08, True, matches)


def test_a_group_is_shared_by_its_titles_and_the_rest_is_unallocated() -> None:
    stated = official(("2221110", "2211"), ("2221111", "2211"), ("2221112", "2212"))
    guessed = (Match("2221113", "2212", NEAREST_TITLES, 0.6), Match("2221113", "2635", NEAREST_TITLES, 0.2))
    nearest = Crosswalk(TITLES_TO_GROUPS, TITLES, STYRK08, False, guessed)

    table = groups_to_groups(stated, nearest)

    assert {(one.target, one.evidence.term, one.confidence, one.share) for one in table.matches} == {
        ("2211", "throughTitles", 1.0, 0.5),
        ("2212", "throughTitles", 1.0, 0.4),
        ("2635", "nearestTitles", 0.2, 0.05),
    }
    assert table.unallocated == {"2221": pytest.approx(0.05)}


def test_only_titles_that_the_official_table_leaves_out_are_coded_by_similar_ones() -> None:
    names = {"2221110": ["LEGE"], "2221111": ["OVERLEGE"], "3231101": ["SYKEPLEIER"], "2221150": ["TURNUSLEGE"]}
    world = World(titles=names, code_names={"styrk08": {"2211": "Leger", "2223": "Sykepleiere"}})

    table = titles_to_groups(official(("2221110", "2211"), ("2221111", "2211"), ("3231101", "2223")), world)

    assert {match.source for match in table.matches} == {"2221150"}
    assert max(table.matches, key=lambda one: one.confidence).target == "2211"
    assert all(match.share == match.confidence for match in table.matches)


def test_no_crosswalk_is_made_of_nothing() -> None:
    assert derive_crosswalks(World(codes={"styrk08": ["2211"], "isco08": ["2212"]}), []) == []
