"""A title outside the official table is coded by the titles most like it, its own code left out of account."""

from __future__ import annotations

import pytest

from graph.deriving.nearest_titles import FEATURES, CodedTitle, NearestTitles, probabilities

TITLES = [
    CodedTitle("2221110", "LEGE", "2211"),
    CodedTitle("2221115", "OVERLEGE", "2212"),
    CodedTitle("2221117", "TURNUSLEGE", "2211"),
    CodedTitle("7244101", "ENERGIMONTØR", "7413"),
    CodedTitle("7244108", "FORMANN (ENERGIMONTØR)", "3123"),
    CodedTitle("7134101", "FORMANN (RØRLEGGER)", "3123"),
]
NAMES = {"2211": "Leger", "2212": "Legespesialister", "7413": "Energimontører", "3123": "Arbeidsleder, bygg"}


@pytest.mark.parametrize(
    ("code", "name", "group"),
    [
        ("2221150", "TURNUSLEGE (SYKEHUS)", "2211"),
        ("7244103", "MONTØR (ENERGIMONTØR)", "7413"),
        ("7134199", "FORMANN (RØRLEGGER, VVS)", "3123"),
    ],
)
def test_the_most_likely_group_is_that_of_similar_titles(code: str, name: str, group: str) -> None:
    found = NearestTitles(TITLES, NAMES).groups(code, name)

    assert next(iter(found)) == group
    assert 0 < sum(found.values()) < 1


def test_a_coded_title_does_not_vote_for_itself() -> None:
    alone = [*TITLES, CodedTitle("5162101", "FENGSELSBETJENT", "5413")]

    groups = {one.group for one in NearestTitles(alone, NAMES).candidates("5162101", "FENGSELSBETJENT")}

    assert "5413" not in groups


def test_without_any_title_there_is_no_candidate() -> None:
    assert NearestTitles([], NAMES).groups("2221110", "LEGE") == {}


def test_probabilities_add_up_to_the_ceiling() -> None:
    candidates = NearestTitles(TITLES, NAMES).candidates("2221110", "LEGE")

    assert sum(probabilities(candidates, [1.0] * len(FEATURES), 0.9).values()) == pytest.approx(0.9)
