"""Crosswalks that no document has follow from codes, groups, names and other crosswalks."""

from __future__ import annotations

import pytest

from graph.adapters.correspondences import groups_to_isco, titles_to_groups
from graph.crosswalk import AGAINST, EACH, TOGETHER, Crosswalk
from graph.deriving.unofficial_crosswalks import (
    SAME_CODE,
    SAME_GROUP,
    World,
    derive_crosswalks,
    groups_to_groups,
    styrk_to_isco,
    to_esco,
    to_occupations,
)
from graph.sources.classifications.styrk_candidates import TitleCandidates


def found(crosswalk: Crosswalk) -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (match.source, match.target): (match.evidence.term, round(match.confidence, 4)) for match in crosswalk.matches
    }


def test_equal_codes_are_the_same_group_only_where_both_divide_the_group_above_alike() -> None:
    table = styrk_to_isco(["2211", "2212", "2221", "2223"], ["2211", "2212", "2221", "1113"])

    assert [(match.source, match.relation, match.confidence) for match in table.matches] == [
        ("2211", "exactMatch", SAME_GROUP),
        ("2212", "exactMatch", SAME_GROUP),
        ("2221", "closeMatch", SAME_CODE),
    ]
    sources, targets = table.coverage(["2211", "2212", "2221", "2223"], ["2211", "2212", "2221", "1113"])
    assert (sources.unmatched, targets.unmatched) == (("2223",), ("1113",))


def test_confidence_falls_with_the_number_of_esco_occupations() -> None:
    table = to_esco(styrk_to_isco(["2211", "2212"], ["2211", "2212"]), World(esco_groups={"a": "2211", "b": "2211"}))

    assert found(table) == {
        ("2211", "a"): ("throughIsco", SAME_GROUP / 2),
        ("2211", "b"): ("throughIsco", SAME_GROUP / 2),
    }


def test_a_listed_title_is_shared_among_its_occupations_and_gets_no_suggestion() -> None:
    world = World(
        titles={"7421124": ["SNEKKER"], "7421101": ["MØBELSNEKKER"]},
        occupations={"snekker": ["Snekker"], "mobelsnekker": ["Møbelsnekker"], "tomrer": ["Tømrer"]},
        listed={"mobelsnekker": ["7421124"], "tomrer": ["7421124"]},
    )

    assert found(to_occupations(world)) == {
        ("7421124", "mobelsnekker"): ("listedByPage", 0.5),
        ("7421124", "tomrer"): ("listedByPage", 0.5),
        ("7421101", "mobelsnekker"): ("equalNames", 0.95),
    }


def test_partly_equal_names_are_a_weaker_ground() -> None:
    world = World(titles={"1": ["LEGE (PSYKISK HELSEARBEID)"]}, occupations={"lege": ["Lege"]})

    assert found(to_occupations(world)) == {("1", "lege"): ("equalInPart", 0.55)}


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        # Both speak for 2211.
        ([("2211", ("2211",))], {"2211": ("titlesAndIsco", TOGETHER)}),
        # ISCO-88 speaks for two others, of which STYRK-08 has one.
        ([("2211", ("2212", "9999"))], {"2211": ("equalTitle", AGAINST), "2212": ("throughIsco", AGAINST / 2 * 0.98)}),
        # One title says, the other follows ISCO-88; each is half of the group.
        (
            [("2211", ("2211", "2212")), ("", ("2211", "2212"))],
            {
                "2211": ("titlesAndIsco", (TOGETHER + EACH / 2 * 0.98) / 2),
                "2212": ("throughIsco", EACH / 2 * 0.98 / 2),
            },
        ),
        # Nobody knows anything of the second title.
        ([("2211", ()), ("", ())], {"2211": ("equalTitle", EACH / 2)}),
    ],
)
def test_a_group_takes_the_mean_over_its_titles(
    titles: list[tuple[str, tuple[str, ...]]], expected: dict[str, tuple[str, float]]
) -> None:
    candidates = [TitleCandidates(f"222111{number}", *one) for number, one in enumerate(titles)]
    norwegian = styrk_to_isco(["2211", "2212"], ["2211", "2212"])

    table = groups_to_groups(
        titles_to_groups(candidates), groups_to_isco(candidates), norwegian, [one.code for one in candidates]
    )

    assert found(table) == {("2221", code): (term, round(value, 4)) for code, (term, value) in expected.items()}


def test_no_crosswalk_is_made_of_nothing() -> None:
    assert derive_crosswalks(World(codes={"styrk08": ["2211"], "isco08": ["2212"]}), []) == []
